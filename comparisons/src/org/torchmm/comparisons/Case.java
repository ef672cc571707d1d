package org.torchmm.comparisons;

import java.util.List;
import org.torchmm.rules.Word;

/**
 * One product: all that is needed to ask it of libtorch and of any kernel, again and alone.
 *
 * <p>Its name says everything: {@code bmm float32(10,23,12)/permuted(2,0,1) float32(10,12,15) normal 7} is torch.bmm of
 * a float32 array of size (10, 23, 12), whose memory order is (2, 0, 1), with a contiguous one of size (10, 12, 15), both
 * filled with normally distributed numbers from seed 7.
 */
public record Case(Word word, Operand a, Operand b, Values values, long seed) implements Asked {

    public Case {
        if (!values.suits(ElementType.of(a.dtype())) || !values.suits(ElementType.of(b.dtype()))) {
            throw new IllegalArgumentException(values + " does not suit " + a + " and " + b);
        }
    }

    @Override
    public List<Operand> operands() {
        return List.of(a, b);
    }

    /** The name, which {@link #parse} reads. */
    @Override
    public String toString() {
        return word + " " + a + " " + b + " " + values + " " + seed;
    }

    public static Case parse(String name) {
        String[] words = name.strip().split("\\s+");
        if (words.length != 5) {
            throw new IllegalArgumentException(
                    "a case is \"operation operand operand values seed\", not \"" + name + "\"");
        }
        return new Case(
                Word.of(words[0]),
                Operand.parse(words[1]),
                Operand.parse(words[2]),
                Values.of(words[3]),
                Long.parseLong(words[4]));
    }
}
