package org.torchmm.comparisons.calls;

import static org.torchmm.comparisons.calls.Closeness.BITS;
import static org.torchmm.comparisons.calls.Closeness.BITS_OF_REAL;
import static org.torchmm.comparisons.calls.Closeness.FUNCTION;
import static org.torchmm.comparisons.calls.Closeness.SCALED_SUM;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.torchmm.Torch;
import org.torchmm.rules.Operation;

/** Draws the facade's words that go element by element. */
final class ElementwiseCalls {

    private static final List<Call> ONE = new ArrayList<>();

    private static final List<Call> TWO = new ArrayList<>();

    static {
        one("neg", BITS, Operation.NEG, Torch::neg);
        one("abs", BITS, Operation.ABS, Torch::abs);
        one("exp", FUNCTION, Operation.EXP, Torch::exp);
        one("log", FUNCTION, Operation.LOG, Torch::log);
        one("sqrt", FUNCTION, Operation.SQRT, Torch::sqrt);
        one("tanh", FUNCTION, Operation.TANH, Torch::tanh);
        one("sigmoid", FUNCTION, Operation.SIGMOID, Torch::sigmoid);
        one("relu", BITS, Operation.RELU, Torch::relu);
        two("mul", BITS_OF_REAL, Operation.MUL, Torch::mul);
        two("pow", FUNCTION, Operation.POW, Torch::pow);
        two("maximum", BITS, Operation.MAXIMUM, Torch::maximum);
        two("minimum", BITS, Operation.MINIMUM, Torch::minimum);
        two("max", BITS, Operation.MAX_OTHER, Torch::max);
        two("min", BITS, Operation.MIN_OTHER, Torch::min);
        two("eq", BITS, Operation.EQ, Torch::eq);
        two("ne", BITS, Operation.NE, Torch::ne);
        two("lt", BITS, Operation.LT, Torch::lt);
        two("le", BITS, Operation.LE, Torch::le);
        two("gt", BITS, Operation.GT, Torch::gt);
        two("ge", BITS, Operation.GE, Torch::ge);
    }

    /** Divided exactly, or to the whole number below or nearer to 0. */
    private static final String[] ROUNDED = {null, null, null, "trunc", "floor", "up"};

    private static final Number[] NUMBERS = {0, 1, 2, -3, 7L, 300, 0.5f, 1.5, -2.25, -1.0, 1e6, (short) 3};

    private final Random random;

    ElementwiseCalls(Random random) {
        this.random = random;
    }

    private static void one(
            String name, Closeness closeness, Operation operation, BiFunction<Torch, NDArray, Object> word) {
        ONE.add(Call.of(name, "", closeness, (torch, x) -> word.apply(torch, x[0]))
                .by(operation, x -> x));
    }

    /** A word of two arrays. */
    @FunctionalInterface
    private interface OfTwo {
        Object ask(Torch torch, NDArray a, NDArray b);
    }

    private static void two(String name, Closeness closeness, Operation operation, OfTwo word) {
        TWO.add(Call.of(name, "", closeness, (torch, x) -> word.ask(torch, x[0], x[1]))
                .by(operation, x -> x));
    }

    private Number number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    /** A call of two arrays. */
    Call ofTwo() {
        Number n = random.nextBoolean() ? 1 : number();
        String text = Call.text(n);
        return switch (random.nextInt(10)) {
            case 0 ->
                Call.of("add", text, scaled(n), (torch, x) -> torch.add(x[0], x[1], n))
                        .times(n.doubleValue())
                        .by(Operation.ADD, x -> new Object[] {x[0], x[1], n});
            case 1 ->
                Call.of("sub", text, scaled(n), (torch, x) -> torch.sub(x[0], x[1], n))
                        .times(n.doubleValue())
                        .by(Operation.SUB, x -> new Object[] {x[0], x[1], n});
            case 2 -> {
                String mode = ROUNDED[random.nextInt(ROUNDED.length)];
                yield Call.of("div", quoted(mode), BITS_OF_REAL, (torch, x) -> torch.div(x[0], x[1], mode))
                        .by(Operation.DIV, x -> new Object[] {x[0], x[1], mode});
            }
            case 3 -> clamped();
            default -> TWO.get(random.nextInt(TWO.size()));
        };
    }

    private static Closeness scaled(Number alpha) {
        return alpha.doubleValue() == 1 ? BITS_OF_REAL : SCALED_SUM;
    }

    private Call clamped() {
        return switch (random.nextInt(3)) {
            case 0 ->
                Call.of("clamp", "null", BITS, (torch, x) -> torch.clamp(x[0], x[1], null))
                        .by(Operation.CLAMP_ARRAYS, x -> new Object[] {x[0], x[1], null});
            case 1 ->
                Call.of("clamp", "its own max", BITS, (torch, x) -> torch.clamp(x[0], (NDArray) null, x[1]))
                        .by(Operation.CLAMP_ARRAYS, x -> new Object[] {x[0], null, x[1]});
            default ->
                Call.of("clamp", "the same", BITS, (torch, x) -> torch.clamp(x[0], x[1], x[1]))
                        .by(Operation.CLAMP_ARRAYS, x -> new Object[] {x[0], x[1], x[1]});
        };
    }

    /** Of the first array a truth value for each element, mostly. */
    Call condition() {
        Number n = number();
        return Call.of("gt", Call.text(n), BITS, (torch, x) -> torch.gt(x[0], n))
                .by(Operation.GT_NUMBER, x -> new Object[] {x[0], n});
    }

    /** A call of a condition and two arrays. */
    Call ofCondition() {
        Number n = number();
        Number m = number();
        String text = Call.text(n);
        return switch (random.nextInt(7)) {
            case 0 ->
                Call.of("maskedFill", "", BITS, (torch, x) -> torch.maskedFill(x[1], x[0], x[2]))
                        .by(Operation.MASKED_FILL_ARRAY, x -> new Object[] {x[1], x[0], x[2]});
            case 1 ->
                Call.of("maskedFill", text, BITS, (torch, x) -> torch.maskedFill(x[1], x[0], n))
                        .by(Operation.MASKED_FILL, x -> new Object[] {x[1], x[0], n});
            case 2 ->
                Call.of("where", text + " first", BITS, (torch, x) -> torch.where(x[0], n, x[2]))
                        .by(Operation.WHERE_NUMBER_ARRAY, x -> new Object[] {x[0], n, x[2]});
            case 3 ->
                Call.of("where", text, BITS, (torch, x) -> torch.where(x[0], x[1], n))
                        .by(Operation.WHERE_ARRAY_NUMBER, x -> new Object[] {x[0], x[1], n});
            case 4 ->
                Call.of("where", text + ", " + Call.text(m), BITS, (torch, x) -> torch.where(x[0], n, m))
                        .by(Operation.WHERE_NUMBERS, x -> new Object[] {x[0], n, m});
            default ->
                Call.of("where", "", BITS, (torch, x) -> torch.where(x[0], x[1], x[2]))
                        .by(Operation.WHERE, x -> x);
        };
    }

    /** A call of one array. */
    Call ofOne() {
        return switch (random.nextInt(4)) {
            case 0 -> withNumber(number());
            case 1 -> withOther(number());
            default -> ONE.get(random.nextInt(ONE.size()));
        };
    }

    private Call withNumber(Number n) {
        String text = Call.text(n);
        return switch (random.nextInt(14)) {
            case 0 -> number("add", BITS_OF_REAL, n, Operation.ADD_NUMBER, Torch::add, 1);
            case 1 -> number("sub", BITS_OF_REAL, n, Operation.SUB_NUMBER, Torch::sub, 1);
            case 2 -> number("mul", BITS_OF_REAL, n, Operation.MUL_NUMBER, Torch::mul);
            case 3 -> {
                String mode = ROUNDED[random.nextInt(ROUNDED.length)];
                yield Call.of("div", text + ", " + quoted(mode), BITS_OF_REAL, (torch, x) -> torch.div(x[0], n, mode))
                        .by(Operation.DIV_NUMBER, x -> new Object[] {x[0], n, mode});
            }
            case 4 -> number("pow", FUNCTION, n, Operation.POW_NUMBER, Torch::pow);
            case 5 -> clamped(n, 9);
            case 6 -> random.nextBoolean() ? clamped(n, null) : clamped(null, n);
            case 7 -> number("eq", BITS, n, Operation.EQ_NUMBER, Torch::eq);
            case 8 -> number("ne", BITS, n, Operation.NE_NUMBER, Torch::ne);
            case 9 -> number("lt", BITS, n, Operation.LT_NUMBER, Torch::lt);
            case 10 -> number("le", BITS, n, Operation.LE_NUMBER, Torch::le);
            case 11 -> number("ge", BITS, n, Operation.GE_NUMBER, Torch::ge);
            case 12 ->
                Call.of("pow", text + " to the power", FUNCTION, (torch, x) -> torch.pow(n, x[0]))
                        .by(Operation.POW_OF_NUMBER, x -> new Object[] {n, x[0]});
            default -> Call.of("where", text + ", 0", BITS, (torch, x) -> torch.where(x[0], n, 0));
        };
    }

    private Call withOther(Number n) {
        long diagonal = random.nextInt(7) - 3L;
        return switch (random.nextInt(5)) {
            case 0 ->
                Call.of("tril", "" + diagonal, BITS, (torch, x) -> torch.tril(x[0], diagonal))
                        .by(Operation.TRIL, x -> new Object[] {x[0], diagonal});
            case 1 ->
                Call.of("triu", "" + diagonal, BITS, (torch, x) -> torch.triu(x[0], diagonal))
                        .by(Operation.TRIU, x -> new Object[] {x[0], diagonal});
            case 2 -> {
                // of an infinity libtorch makes itself or NaN, by where in memory it is
                String approximate = random.nextBoolean() ? "none" : "tanh";
                yield Call.of(
                        "gelu",
                        "clamped, " + quoted(approximate),
                        FUNCTION,
                        (torch, x) -> torch.gelu(torch.clamp(x[0], -30, 30), approximate));
            }
            case 3 ->
                Call.of("add", Call.text(n) + ", 2", SCALED_SUM, (torch, x) -> torch.add(x[0], n, 2))
                        .times(2 * Math.max(1, Math.abs(n.doubleValue())))
                        .by(Operation.ADD_NUMBER, x -> new Object[] {x[0], n, 2});
            default ->
                Call.of("sub", Call.text(n) + ", 0.5", SCALED_SUM, (torch, x) -> torch.sub(x[0], n, 0.5))
                        .times(Math.max(1, Math.abs(n.doubleValue())))
                        .by(Operation.SUB_NUMBER, x -> new Object[] {x[0], n, 0.5});
        };
    }

    private static Call clamped(Number min, Number max) {
        return Call.of("clamp", Call.text(min) + ", " + Call.text(max), BITS, (torch, x) -> torch.clamp(x[0], min, max))
                .by(Operation.CLAMP, x -> new Object[] {x[0], min, max});
    }

    /** A word of an array and a number. */
    @FunctionalInterface
    private interface OfNumber {
        Object ask(Torch torch, NDArray a, Number n);
    }

    /** @param rest what the operator has behind the number */
    private static Call number(
            String name, Closeness closeness, Number n, Operation operation, OfNumber word, Object... rest) {
        return Call.of(name, Call.text(n), closeness, (torch, x) -> word.ask(torch, x[0], n))
                .by(operation, x -> rest.length == 0 ? new Object[] {x[0], n} : new Object[] {x[0], n, rest[0]});
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
