package org.torchmm.comparisons.calls;

import java.util.Random;
import org.torchmm.comparisons.ProductCall;
import org.torchmm.rules.Word;

/** Draws the facade's products. */
final class ProductCalls {

    private final Random random;

    ProductCalls(Random random) {
        this.random = random;
    }

    Call next() {
        Word word = random.nextInt(3) == 0 ? Word.MATMUL : Word.values()[random.nextInt(Word.values().length)];
        return Call.of(
                word.toString(),
                "",
                Closeness.PRODUCT,
                (torch, operands) -> ProductCall.of(word, torch, operands));
    }
}
