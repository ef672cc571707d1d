package org.torchmm.comparisons.calls;

import static org.torchmm.comparisons.calls.Closeness.BITS;
import static org.torchmm.comparisons.calls.Closeness.FUNCTION;

import java.util.List;
import java.util.Random;

/** Draws the facade's words that go element by element. */
final class ElementwiseCalls {

    private static final List<Call> ONE = List.of(
            Call.of("neg", "", BITS, (torch, x) -> torch.neg(x[0])),
            Call.of("abs", "", BITS, (torch, x) -> torch.abs(x[0])),
            Call.of("exp", "", FUNCTION, (torch, x) -> torch.exp(x[0])),
            Call.of("log", "", FUNCTION, (torch, x) -> torch.log(x[0])),
            Call.of("sqrt", "", FUNCTION, (torch, x) -> torch.sqrt(x[0])),
            Call.of("tanh", "", FUNCTION, (torch, x) -> torch.tanh(x[0])),
            Call.of("sigmoid", "", FUNCTION, (torch, x) -> torch.sigmoid(x[0])),
            Call.of("relu", "", BITS, (torch, x) -> torch.relu(x[0])),
            // no gelu: of an infinity libtorch makes itself or NaN, by where in memory it is
            Call.of("tril", "", BITS, (torch, x) -> torch.tril(x[0])),
            Call.of("triu", "-1", BITS, (torch, x) -> torch.triu(x[0], -1)),
            Call.of("zerosLike", "", BITS, (torch, x) -> torch.zerosLike(x[0])),
            Call.of("onesLike", "", BITS, (torch, x) -> torch.onesLike(x[0])));

    private static final List<Call> TWO = List.of(
            Call.of("add", "", BITS, (torch, x) -> torch.add(x[0], x[1])),
            Call.of("sub", "", BITS, (torch, x) -> torch.sub(x[0], x[1])),
            Call.of("mul", "", BITS, (torch, x) -> torch.mul(x[0], x[1])),
            Call.of("div", "", BITS, (torch, x) -> torch.div(x[0], x[1])),
            Call.of("pow", "", FUNCTION, (torch, x) -> torch.pow(x[0], x[1])),
            Call.of("maximum", "", BITS, (torch, x) -> torch.maximum(x[0], x[1])),
            Call.of("minimum", "", BITS, (torch, x) -> torch.minimum(x[0], x[1])),
            Call.of("eq", "", BITS, (torch, x) -> torch.eq(x[0], x[1])),
            Call.of("ne", "", BITS, (torch, x) -> torch.ne(x[0], x[1])),
            Call.of("lt", "", BITS, (torch, x) -> torch.lt(x[0], x[1])),
            Call.of("le", "", BITS, (torch, x) -> torch.le(x[0], x[1])),
            Call.of("gt", "", BITS, (torch, x) -> torch.gt(x[0], x[1])),
            Call.of("ge", "", BITS, (torch, x) -> torch.ge(x[0], x[1])),
            Call.of("maskedFill", "2", BITS, (torch, x) -> torch.maskedFill(x[0], x[1], 2)),
            Call.of("where", "0.5", BITS, (torch, x) -> torch.where(x[0], x[1], 0.5)));

    private static final Number[] NUMBERS = {0, 1, 2, -3, 7L, 300, 0.5f, 1.5, -2.25, -1.0, 1e6};

    private final Random random;

    ElementwiseCalls(Random random) {
        this.random = random;
    }

    Call ofTwo() {
        return TWO.get(random.nextInt(TWO.size()));
    }

    Call ofOne() {
        return random.nextBoolean()
                ? ONE.get(random.nextInt(ONE.size()))
                : withNumber(NUMBERS[random.nextInt(NUMBERS.length)]);
    }

    private Call withNumber(Number n) {
        String text = n + (n instanceof Long ? "L" : n instanceof Float ? "f" : "");
        return switch (random.nextInt(13)) {
            case 0 -> Call.of("add", text, BITS, (torch, x) -> torch.add(x[0], n));
            case 1 -> Call.of("sub", text, BITS, (torch, x) -> torch.sub(x[0], n));
            case 2 -> Call.of("mul", text, BITS, (torch, x) -> torch.mul(x[0], n));
            case 3 -> Call.of("div", text, BITS, (torch, x) -> torch.div(x[0], n));
            case 4 -> Call.of("pow", text, FUNCTION, (torch, x) -> torch.pow(x[0], n));
            case 5 -> Call.of("clamp", text + ", 9", BITS, (torch, x) -> torch.clamp(x[0], n, 9));
            case 6 -> Call.of("clamp", text + ", null", BITS, (torch, x) -> torch.clamp(x[0], n, null));
            case 7 -> Call.of("eq", text, BITS, (torch, x) -> torch.eq(x[0], n));
            case 8 -> Call.of("ne", text, BITS, (torch, x) -> torch.ne(x[0], n));
            case 9 -> Call.of("lt", text, BITS, (torch, x) -> torch.lt(x[0], n));
            case 10 -> Call.of("ge", text, BITS, (torch, x) -> torch.ge(x[0], n));
            case 11 -> Call.of("where", text + ", 0", BITS, (torch, x) -> torch.where(x[0], n, 0));
            default -> Call.of("fullLike", text, BITS, (torch, x) -> torch.fullLike(x[0], n));
        };
    }
}
