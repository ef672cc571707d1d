package org.torchmm.comparisons.calls;

import static org.torchmm.comparisons.calls.Closeness.BITS;
import static org.torchmm.comparisons.calls.Closeness.HALVES;
import static org.torchmm.comparisons.calls.Closeness.SUM;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.Random;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Operation;

/** Draws the facade's words that convert, copy, make alike, read and compare, and words by torch's own name. */
final class OtherCalls {

    private static final Number[] VALUES = {0, 1, -3, 2.5, 7L, 1e6, 300};

    private final Random random;

    OtherCalls(Random random) {
        this.random = random;
    }

    private DataType dtype() {
        return Creations.DTYPES.get(random.nextInt(Creations.DTYPES.size()));
    }

    /** A call of one array. */
    Call ofOne() {
        DataType dtype = dtype();
        Number value = VALUES[random.nextInt(VALUES.length)];
        return switch (random.nextInt(11)) {
            case 0, 1 ->
                Call.of("to", "DataType." + dtype, BITS, (torch, x) -> torch.to(x[0], dtype))
                        .by(Operation.TO, x -> new Object[] {x[0], DataTypes.dtype(dtype)});
            case 2 ->
                Call.of("clone", "", BITS, (torch, x) -> torch.clone(x[0])).by(Operation.CLONE, x -> x);
            case 3 -> Call.of("item", "", BITS, (torch, x) -> torch.item(x[0]));
            case 4 ->
                Call.of("zerosLike", "DataType." + dtype, BITS, (torch, x) -> torch.zerosLike(x[0], dtype))
                        .by(Operation.ZEROS_LIKE, x -> new Object[] {x[0], DataTypes.dtype(dtype)});
            case 5 ->
                Call.of("onesLike", "", BITS, (torch, x) -> torch.onesLike(x[0]))
                        .by(Operation.ONES_LIKE, x -> new Object[] {x[0], null});
            case 6 ->
                Call.of("fullLike", Call.text(value), BITS, (torch, x) -> torch.fullLike(x[0], value))
                        .by(Operation.FULL_LIKE, x -> new Object[] {x[0], value, null});
            case 7 ->
                Call.of(
                                "fullLike",
                                Call.text(value) + ", DataType." + dtype,
                                BITS,
                                (torch, x) -> torch.fullLike(x[0], value, dtype))
                        .by(Operation.FULL_LIKE, x -> new Object[] {x[0], value, DataTypes.dtype(dtype)});
            case 8 -> Call.of("size", "", BITS, (torch, x) -> torch.size(x[0]));
            default -> byName();
        };
    }

    private Call byName() {
        return switch (random.nextInt(9)) {
            case 0 -> named("softmax", SUM, -1);
            case 1 -> named("sum", SUM);
            case 2 -> named("sum", SUM, -1, true);
            case 3 -> named("mean", SUM, new long[] {0}, true);
            case 4 -> named("clamp", BITS, -1, 2);
            case 5 -> named("tril", BITS, 1);
            case 6 -> named("nn.functional.log_softmax", HALVES, -1);
            case 7 -> named("add", BITS, 2, Map.of("alpha", 3));
            default -> named("relu", BITS);
        };
    }

    private static Call named(String operator, Closeness closeness, Object... rest) {
        Object[] arguments = new Object[rest.length + 1];
        System.arraycopy(rest, 0, arguments, 1, rest.length);
        StringBuilder text = new StringBuilder("\"" + operator + "\"");
        for (Object each : rest) {
            text.append(", ").append(each instanceof long[] dims ? java.util.Arrays.toString(dims) : each);
        }
        return Call.of("call", text.toString(), closeness, (torch, x) -> {
            Object[] all = arguments.clone();
            all[0] = x[0];
            return torch.<Object>call(operator, all);
        });
    }

    /** Whether two arrays are near each other, and in which words they are not. */
    Call ofTwo() {
        double rtol = random.nextBoolean() ? 1e-3 : 0;
        boolean isNanEqual = random.nextBoolean();
        return switch (random.nextInt(6)) {
            case 0 -> Call.of("allclose", "", BITS, (torch, x) -> torch.allclose(x[0], x[1]));
            case 1 ->
                Call.of(
                        "allclose",
                        rtol + ", 0.01, " + isNanEqual,
                        BITS,
                        (torch, x) -> torch.allclose(x[0], x[1], rtol, 0.01, isNanEqual));
            case 2 -> Call.of("equal", "", BITS, (torch, x) -> torch.equal(x[0], x[1]));
            case 3 -> Call.of("assertClose", "", BITS, (torch, x) -> said(() -> torch.assertClose(x[0], x[1])));
            case 4 ->
                Call.of(
                        "assertClose",
                        rtol + ", 0.01, " + isNanEqual,
                        BITS,
                        (torch, x) -> said(() -> torch.assertClose(x[0], x[1], rtol, 0.01, isNanEqual)));
            default ->
                Call.of(
                        "call",
                        "\"matmul\"",
                        Closeness.PRODUCT,
                        (torch, x) -> torch.<NDArray>call("matmul", x[0], x[1]));
        };
    }

    /** Nearly the same numbers. */
    static Call nearly() {
        return Call.of("mul", "1.0005", Closeness.BITS_OF_REAL, (torch, x) -> torch.mul(x[0], 1.0005));
    }

    private static String said(Runnable assertion) {
        try {
            assertion.run();
            return "nothing";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }
}
