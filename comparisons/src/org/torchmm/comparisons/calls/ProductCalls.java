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

    /** Into an array that is given, the last of the operands. */
    Call into() {
        Word word = Word.values()[random.nextInt(Word.values().length)];
        Call call = Call.of(word.toString(), "", Closeness.PRODUCT, (torch, x) -> null);
        return call.into((torch, x) -> ProductCall.of(word, torch.out(x[2]), x[0], x[1]))
                .writing(2);
    }

    Call next() {
        Word word = random.nextInt(3) == 0 ? Word.MATMUL : Word.values()[random.nextInt(Word.values().length)];
        return Call.of(
                word.toString(), "", Closeness.PRODUCT, (torch, operands) -> ProductCall.of(word, torch, operands));
    }
}
