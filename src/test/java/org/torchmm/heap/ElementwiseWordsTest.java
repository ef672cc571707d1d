package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;
import org.torchmm.engine.DataTypes;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.rules.Dtype;

/** The facade's words that go element by element: what Java arrays come to, against libtorch's own operators. */
class ElementwiseWordsTest {

    private static final Dtype[] DTYPES = Dtype.values();

    private static final Number[] NUMBERS = {
        0,
        1,
        -1,
        2,
        -3,
        3,
        300,
        7L,
        (short) -5,
        (byte) 4,
        1L << 40,
        Long.MIN_VALUE,
        0.5,
        -0.5,
        1.0,
        -1.0,
        2.0,
        -2.0,
        1.5,
        -2.25f,
        0.1,
        1e6,
        1e300,
        Double.NaN,
        Double.POSITIVE_INFINITY
    };

    private static final long[][] SIZES = {
        {2, 3},
        {3},
        {2, 1, 3},
        {4, 1},
        {},
        {1},
        {0, 3},
        {2, 3, 4},
        {2, 3, 4, 5},
        {1, 3, 1, 5},
        {2, 1, 4, 1},
        {40, 7},
        {1500},
        {2, 2},
        {3, 0, 2}
    };

    /** What is asked, of a number of arrays. */
    @FunctionalInterface
    private interface Asked {
        NDArray of(Torch torch, NDArray[] x);
    }

    private record Call(int arrays, Asked asked) {}

    private static final Map<String, Call> CALLS = new LinkedHashMap<>();

    private static void one(String name, Asked asked) {
        CALLS.put(name, new Call(1, asked));
    }

    private static void two(String name, Asked asked) {
        CALLS.put(name, new Call(2, asked));
    }

    private static void three(String name, Asked asked) {
        CALLS.put(name, new Call(3, asked));
    }

    static {
        two("add", (t, x) -> t.add(x[0], x[1]));
        two("sub", (t, x) -> t.sub(x[0], x[1]));
        two("mul", (t, x) -> t.mul(x[0], x[1]));
        two("div", (t, x) -> t.div(x[0], x[1]));
        two("div trunc", (t, x) -> t.div(x[0], x[1], "trunc"));
        two("div floor", (t, x) -> t.div(x[0], x[1], "floor"));
        two("div up", (t, x) -> t.div(x[0], x[1], "ceil"));
        two("pow", (t, x) -> t.pow(x[0], x[1]));
        two("maximum", (t, x) -> t.maximum(x[0], x[1]));
        two("minimum", (t, x) -> t.minimum(x[0], x[1]));
        two("eq", (t, x) -> t.eq(x[0], x[1]));
        two("ne", (t, x) -> t.ne(x[0], x[1]));
        two("lt", (t, x) -> t.lt(x[0], x[1]));
        two("le", (t, x) -> t.le(x[0], x[1]));
        two("gt", (t, x) -> t.gt(x[0], x[1]));
        two("ge", (t, x) -> t.ge(x[0], x[1]));
        one("neg", (t, x) -> t.neg(x[0]));
        one("abs", (t, x) -> t.abs(x[0]));
        one("exp", (t, x) -> t.exp(x[0]));
        one("log", (t, x) -> t.log(x[0]));
        one("sqrt", (t, x) -> t.sqrt(x[0]));
        one("tanh", (t, x) -> t.tanh(x[0]));
        one("sigmoid", (t, x) -> t.sigmoid(x[0]));
        one("relu", (t, x) -> t.relu(x[0]));
        one("gelu", (t, x) -> t.gelu(finite(t, x[0])));
        one("gelu tanh", (t, x) -> t.gelu(finite(t, x[0]), "tanh"));
        one("gelu other", (t, x) -> t.gelu(x[0], "erf"));
        one("clamp without", (t, x) -> t.clamp(x[0], (Number) null, null));
        two("clamp min array", (t, x) -> t.clamp(x[0], x[1], null));
        two("clamp max array", (t, x) -> t.clamp(x[0], null, x[1]));
        three("clamp arrays", (t, x) -> t.clamp(x[0], x[1], x[2]));
        three("where", (t, x) -> t.where(x[0], x[1], x[2]));
        three("where of a comparison", (t, x) -> t.where(t.ne(x[0], 0), x[1], x[2]));
        two("maskedFill of a mask", (t, x) -> t.maskedFill(x[0], x[1], 2));
        three("maskedFill array", (t, x) -> t.maskedFill(x[0], t.ne(x[1], 0), x[2]));
        for (long diagonal : new long[] {0, 1, -2, 1L << 40, Long.MIN_VALUE}) {
            one("tril " + diagonal, (t, x) -> t.tril(x[0], diagonal));
            one("triu " + diagonal, (t, x) -> t.triu(x[0], diagonal));
        }
        one("zerosLike", (t, x) -> t.zerosLike(x[0]));
        one("onesLike", (t, x) -> t.onesLike(x[0]));
        for (Dtype dtype : DTYPES) {
            one("onesLike " + dtype, (t, x) -> t.onesLike(x[0], DataTypes.dataType(dtype)));
            one("fullLike " + dtype, (t, x) -> t.fullLike(x[0], -3.5, DataTypes.dataType(dtype)));
        }
        for (Number n : NUMBERS) {
            String number = " " + n.getClass().getSimpleName() + " " + n;
            two("add alpha" + number, (t, x) -> t.add(x[0], x[1], n));
            two("sub alpha" + number, (t, x) -> t.sub(x[0], x[1], n));
            one("add" + number, (t, x) -> t.add(x[0], n));
            one("add alpha 2" + number, (t, x) -> t.add(x[0], n, 2));
            one("sub" + number, (t, x) -> t.sub(x[0], n));
            one("sub alpha 0.5" + number, (t, x) -> t.sub(x[0], n, 0.5));
            one("mul" + number, (t, x) -> t.mul(x[0], n));
            one("div" + number, (t, x) -> t.div(x[0], n));
            one("div trunc" + number, (t, x) -> t.div(x[0], n, "trunc"));
            one("div floor" + number, (t, x) -> t.div(x[0], n, "floor"));
            one("pow" + number, (t, x) -> t.pow(x[0], n));
            one("pow of" + number, (t, x) -> t.pow(n, x[0]));
            one("clamp min" + number, (t, x) -> t.clamp(x[0], n, null));
            one("clamp max" + number, (t, x) -> t.clamp(x[0], null, n));
            one("clamp 1 to" + number, (t, x) -> t.clamp(x[0], 1, n));
            one("eq" + number, (t, x) -> t.eq(x[0], n));
            one("ne" + number, (t, x) -> t.ne(x[0], n));
            one("lt" + number, (t, x) -> t.lt(x[0], n));
            one("le" + number, (t, x) -> t.le(x[0], n));
            one("gt" + number, (t, x) -> t.gt(x[0], n));
            one("ge" + number, (t, x) -> t.ge(x[0], n));
            two("where number" + number, (t, x) -> t.where(t.ne(x[0], 0), x[1], n));
            two("where number first" + number, (t, x) -> t.where(t.ne(x[0], 0), n, x[1]));
            one("where numbers" + number, (t, x) -> t.where(t.ne(x[0], 0), n, 2));
            two("maskedFill" + number, (t, x) -> t.maskedFill(x[0], t.ne(x[1], 0), n));
            one("fullLike" + number, (t, x) -> t.fullLike(x[0], n));
        }
    }

    /** gelu of an infinity is itself in libtorch or NaN, by where in memory it is. */
    private static NDArray finite(Torch torch, NDArray x) {
        Dtype dtype = x instanceof HeapArray array ? array.dtype() : AtenCalls.dtype(x);
        return dtype.isFloatingPoint() ? torch.clamp(x, -1000, 1000) : x;
    }

    /** By sums of float32, whose small part is 0 from where tanh is -1, and not by better ones. */
    @Test
    void gelu_by_tanh_has_the_digits_that_libtorchs_has() {
        float[] numbers = new float[40];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = -3 - i / 8f;
        }
        try (Torch torch = Torch.open();
                Torch java = Torch.open(MatrixKernels.best())) {
            float[] expected = torch.gelu(torch.tensor(numbers), "tanh").toFloatArray();
            float[] actual = java.gelu(java.tensor(numbers), "tanh").toFloatArray();
            for (int i = 0; i < numbers.length; i++) {
                float unit = Math.ulp(0.5f) * Math.abs(numbers[i]) / 2; // tanh's own, as 1 takes away what is before it
                assertEquals(expected[i], actual[i], 2 * unit, "of " + numbers[i]);
                assertEquals(0, Math.abs(Math.IEEEremainder(actual[i], unit)), "of " + numbers[i]);
            }
            assertEquals(-0.0f, actual[24]);
        }
    }

    @Test
    void words() {
        long seed = Long.getLong("torchmm.seed", 1);
        int rounds = Integer.getInteger("torchmm.rounds", 1);
        Random random = new Random(seed);
        Judge judge = new Judge(4).withStrides();
        List<String> found = new ArrayList<>();
        for (var call : CALLS.entrySet()) {
            for (int i = 0; i < rounds * DTYPES.length; i++) {
                Dtype dtype = DTYPES[i % DTYPES.length];
                ask(random, judge, call.getKey(), call.getValue(), dtype, found);
            }
        }
        assertEquals(List.of(), found, () -> found.size() + " differences, seed " + seed);
    }

    private static void ask(Random random, Judge judge, String name, Call call, Dtype dtype, List<String> found) {
        Dtype[] dtypes = new Dtype[call.arrays];
        long[][] sizes = new long[call.arrays][];
        long[] first = SIZES[random.nextInt(SIZES.length)];
        for (int i = 0; i < dtypes.length; i++) {
            dtypes[i] = random.nextBoolean() ? dtype : DTYPES[random.nextInt(DTYPES.length)];
            sizes[i] = random.nextInt(8) == 0
                    ? SIZES[random.nextInt(SIZES.length)]
                    : random.nextBoolean() ? first : stretched(random, first);
        }
        dtypes[0] = dtype;
        Function<NDArray[], Object> operation = x -> call.asked.of(Torch.over(x[0].getManager()), x);
        judge.ask(random, name, operation, dtypes, sizes, found);
    }

    /** Some sizes are 1, or leading ones are missing. */
    private static long[] stretched(Random random, long... sizes) {
        int from = random.nextInt(sizes.length + 1);
        long[] less = Arrays.copyOfRange(sizes, random.nextBoolean() ? 0 : from, sizes.length);
        for (int d = 0; d < less.length; d++) {
            less[d] = random.nextInt(3) == 0 ? 1 : less[d];
        }
        return less;
    }
}
