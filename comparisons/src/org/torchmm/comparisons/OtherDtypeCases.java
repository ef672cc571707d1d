package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.List;
import org.torchmm.rules.Word;

/**
 * Halves and small integers, which no kernel knows: they are multiplied in float32 and int32, through every product, in every kind
 * of layout and of values.
 */
final class OtherDtypeCases {

    private static final String[] SHAPES = {
        "bmm (4,3,5) (4,5,6)",
        "bmm (2,18,33)/transposed (2,33,35)",
        "bmm (3,7,40)/stepped(2) (3,40,9)/offset(1)",
        "matmul (3,1,7) (3,7,17)",
        "matmul (2,3,5,18)/permuted(1,0,3,2) (3,18,21)/transposed",
        "mm (17,150) (150,70)/transposed",
        "mm (5,0) (0,10)",
        "mv (40,90)/transposed (90)/stepped(0)",
        "matmul (90) (90,40)",
        "dot (300) (300)/expanded(0)",
    };

    private OtherDtypeCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            String dtype = Operand.name(type.dtype());
            for (Values values : Values.values()) {
                for (int at = 0; at < SHAPES.length && !type.isOfKernels() && values.suits(type); at++) {
                    String[] words = SHAPES[at].split(" ");
                    cases.add(new Case(
                            Word.of(words[0]),
                            Operand.parse(dtype + words[1]),
                            Operand.parse(dtype + words[2]),
                            values,
                            at));
                }
            }
        }
        return cases;
    }
}
