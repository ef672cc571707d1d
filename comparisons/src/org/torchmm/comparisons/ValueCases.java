package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.torchmm.rules.Word;

/** Every kind of value through every way a kernel may take: small, blocked, tails, rows by columns, one row, one column. */
final class ValueCases {

    private static final String[] SHAPES = {
        "bmm (4,3,5) (4,5,6)",
        "bmm (2,18,33) (2,33,35)",
        "bmm (2,2,130) (2,130,40)/transposed",
        "matmul (3,1,7) (3,7,17)",
        "mm (17,150) (150,70)",
        "mm (37,20)/transposed (20,300)",
        "mv (40,90) (90)",
        "matmul (90) (90,40)",
        "dot (300) (300)",
    };

    private ValueCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (Values values : Values.values()) {
            for (DataType dtype : ElementType.DTYPES) {
                for (String shape : SHAPES) {
                    for (int seed = 0; values.suits(ElementType.of(dtype)) && seed < 4; seed++) {
                        String[] words = shape.split(" ");
                        String name = Operand.name(dtype);
                        cases.add(new Case(
                                Word.of(words[0]),
                                Operand.parse(name + words[1]),
                                Operand.parse(name + words[2]),
                                values,
                                seed));
                    }
                }
            }
        }
        return cases;
    }
}
