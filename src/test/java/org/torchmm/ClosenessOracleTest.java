package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torchmm.engine.DataTypes;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.TorchScript;
import org.torchmm.rules.Dtype;

/** Closeness beside libtorch's own operators, on random arrays of every dtype; libtorch's, Java's and one beside the other. */
class ClosenessOracleTest {

    private static final long SEED = 20_260_727;
    private static final double[] TOLERANCES = {0, 0, 1e-8, 1e-5, 1.3e-6, 1e-3, 0.1, 0.5, 2, 1e300};
    private static final double[] SPECIAL = {
        0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 65504, 3e38, -3e38, 1e-7, 1e-40
    };

    private final Random random = new Random(SEED);
    private final Torch java = Torch.open(MatrixKernels.best());
    private final Torch libtorch = Torch.open();
    private final TorchScript operators = new TorchScript()
            .method("to", "a: Tensor, dtype: int", "torch.to(a, dtype)")
            .method("equal", "a: Tensor, b: Tensor", "torch.tensor(torch.equal(a, b))")
            .method(
                    "allclose",
                    "a: Tensor, b: Tensor, rtol: float, atol: float",
                    "torch.tensor(torch.allclose(a, b, rtol, atol))")
            .method(
                    "allclose_nan",
                    "a: Tensor, b: Tensor, rtol: float, atol: float",
                    "torch.tensor(torch.allclose(a, b, rtol, atol, True))")
            .method(
                    "isclose",
                    "a: Tensor, b: Tensor, rtol: float, atol: float",
                    "torch.flatten(torch.isclose(a, b, rtol, atol))")
            .method(
                    "isclose_nan",
                    "a: Tensor, b: Tensor, rtol: float, atol: float",
                    "torch.flatten(torch.isclose(a, b, rtol, atol, True))")
            .method(
                    "absolute",
                    "a: Tensor, b: Tensor, matches: Tensor",
                    "torch.masked_fill(torch.abs(torch.sub(torch.flatten(a), torch.flatten(b))), matches, 0)")
            .method(
                    "relative",
                    "difference: Tensor, b: Tensor, matches: Tensor",
                    "torch.masked_fill(torch.true_divide(difference, torch.abs(torch.flatten(b))), matches, 0)");

    @AfterEach
    void close() {
        operators.close();
        libtorch.close();
        java.close();
    }

    /** The same numbers in libtorch's memory and in Java's. */
    private record Twin(NDArray libtorch, NDArray java, Dtype dtype) {

        boolean isReadable() {
            return dtype != Dtype.BFLOAT16 && dtype != Dtype.INT16; // in libtorch's memory, by DJL
        }
    }

    @Test
    void allclose() {
        for (int i = 0; i < 4000; i++) {
            long[] sizes = sizes();
            Dtype dtype = dtype();
            double[] elements = elements(dtype, sizes);
            Twin a = twin(dtype, elements, sizes);
            Twin b = random.nextInt(4) == 0
                    ? twin(random.nextInt(4) == 0 ? dtype() : dtype, elements(dtype, sizes), sizes)
                    : random.nextInt(4) == 0
                            ? twin(dtype, elements(dtype, part(sizes)), part(sizes))
                            : twin(dtype, near(dtype, elements), sizes);
            double rtol = tolerance();
            double atol = tolerance();
            boolean equalNan = random.nextBoolean();
            String what = "seed " + SEED + ", case " + i + ": " + rtol + " " + atol + " " + equalNan + " " + text(a)
                    + "\n" + text(b);
            Object expected = outcome(
                    () -> operators.call(equalNan ? "allclose_nan" : "allclose", a.libtorch, b.libtorch, rtol, atol)
                            .toBooleanArray()[0]);
            for (NDArray[] pair : pairs(a, b)) {
                assertEquals(expected, outcome(() -> java.allclose(pair[0], pair[1], rtol, atol, equalNan)), what);
            }
        }
    }

    @Test
    void equal() {
        int[] count = new int[2];
        for (int i = 0; i < 4000; i++) {
            long[] sizes = sizes();
            Dtype dtype = dtype();
            Dtype other = random.nextBoolean() ? dtype : dtype();
            double[] elements = elements(random.nextBoolean() ? dtype : other, sizes);
            Twin a = twin(dtype, elements, sizes);
            Twin b = twin(other, random.nextInt(3) == 0 ? elements(other, sizes) : elements, sizes);
            boolean expected = operators.call("equal", a.libtorch, b.libtorch).toBooleanArray()[0];
            count[expected ? 1 : 0]++;
            for (NDArray[] pair : pairs(a, b)) {
                assertEquals(
                        expected,
                        libtorch.equal(pair[0], pair[1]),
                        "seed " + SEED + ", case " + i + ": " + text(a) + "\n" + text(b));
            }
        }
        assertTrue(Math.min(count[0], count[1]) > 400, () -> Arrays.toString(count));
    }

    @Test
    void the_numbers_in_a_message() {
        int said = 0;
        for (int i = 0; i < 4000; i++) {
            long[] sizes = sizes();
            Dtype dtype = dtype();
            double[] elements = elements(dtype, sizes);
            Twin a = twin(dtype, elements, sizes);
            Twin b = twin(dtype, near(dtype, elements), sizes);
            double rtol = tolerance();
            double atol = tolerance();
            boolean equalNan = random.nextBoolean();
            if (sizes.length == 0) {
                continue; // Python's own arithmetic, which the table has
            }
            String expected = message(a, b, rtol, atol, equalNan, sizes);
            said += expected.isEmpty() ? 0 : 1;
            for (NDArray[] pair : pairs(a, b)) {
                assertEquals(
                        expected,
                        message(pair, rtol, atol, equalNan),
                        "seed " + SEED + ", case " + i + ": " + rtol + " " + atol + " " + equalNan + " " + text(a)
                                + "\n" + text(b));
            }
        }
        assertTrue(said > 1000, "no more messages than " + said);
    }

    /** Counts, differences and where they are, as libtorch computes them. */
    private String message(Twin a, Twin b, double rtol, double atol, boolean equalNan, long[] sizes) {
        NDArray matches = operators.call(equalNan ? "isclose_nan" : "isclose", a.libtorch, b.libtorch, rtol, atol);
        int mismatches = 0;
        for (boolean match : matches.toBooleanArray()) {
            mismatches += match ? 0 : 1;
        }
        if (mismatches == 0) {
            return "";
        }
        boolean isWhole = a.dtype.isWhole();
        NDArray actual = isWhole ? operators.call("to", a.libtorch, Dtype.INT64) : a.libtorch;
        NDArray expected = isWhole ? operators.call("to", b.libtorch, Dtype.INT64) : b.libtorch;
        NDArray absolute = operators.call("absolute", actual, expected, matches);
        NDArray relative = operators.call("relative", absolute, expected, matches);
        return mismatches + " / " + matches.size() + ", " + greatest(absolute, sizes) + ", "
                + greatest(relative, sizes);
    }

    private String greatest(NDArray differences, long[] sizes) {
        double[] values = operators.call("to", differences, Dtype.FLOAT64).toDoubleArray();
        int index = 0;
        for (int i = 0; i < values.length && !Double.isNaN(values[index]); i++) {
            if (!(values[i] <= values[index])) {
                index = i;
            }
        }
        StringBuilder tuple = new StringBuilder(sizes.length == 1 ? ",)" : ")");
        int rest = index;
        for (int d = sizes.length - 1; d >= 0; d--) {
            tuple.insert(0, rest % sizes[d]).insert(0, d > 0 ? ", " : "(");
            rest /= (int) sizes[d];
        }
        return values[index] + " at index " + tuple;
    }

    /** The same of what torchmm says. */
    private String message(NDArray[] pair, double rtol, double atol, boolean equalNan) {
        try {
            libtorch.assertClose(pair[0], pair[1], rtol, atol, equalNan);
            return "";
        } catch (AssertionError e) {
            String[] lines = e.getMessage().split("\n");
            return lines[2].replaceAll("^.*: | \\(.*\\)$", "") + ", " + difference(lines[3]) + ", "
                    + difference(lines[4]);
        }
    }

    private static String difference(String line) {
        String text = line.replaceAll("^.*: | \\(up to .*\\)$", "");
        String number = text.substring(0, text.indexOf(' '));
        double value = number.equals("inf")
                ? Double.POSITIVE_INFINITY
                : number.equals("nan") ? Double.NaN : Double.parseDouble(number);
        return value + text.substring(text.indexOf(' '));
    }

    private static Object outcome(Supplier<Object> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static List<NDArray[]> pairs(Twin a, Twin b) {
        List<NDArray[]> pairs = new ArrayList<>();
        pairs.add(new NDArray[] {a.java, b.java});
        if (a.isReadable()) {
            pairs.add(new NDArray[] {a.libtorch, b.java});
        }
        if (b.isReadable()) {
            pairs.add(new NDArray[] {a.java, b.libtorch});
        }
        if (a.isReadable() && b.isReadable()) {
            pairs.add(new NDArray[] {a.libtorch, b.libtorch});
        }
        return pairs;
    }

    private Dtype dtype() {
        return Dtype.values()[random.nextInt(Dtype.values().length)];
    }

    private double tolerance() {
        return TOLERANCES[random.nextInt(TOLERANCES.length)];
    }

    private long[] sizes() {
        long[] sizes = new long[random.nextInt(4)];
        Arrays.setAll(sizes, d -> random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(4));
        return sizes;
    }

    /** Sizes that broadcast to these, or nearly. */
    private long[] part(long[] sizes) {
        long[] part = Arrays.copyOfRange(sizes, sizes.length == 0 ? 0 : random.nextInt(sizes.length), sizes.length);
        Arrays.setAll(part, d -> random.nextInt(3) == 0 ? 1 : random.nextInt(20) == 0 ? 7 : part[d]);
        return part;
    }

    private double[] elements(Dtype dtype, long[] sizes) {
        double[] elements = new double[(int) new Shape(sizes).size() * (dtype == Dtype.COMPLEX64 ? 2 : 1)];
        boolean isTame = random.nextInt(3) > 0; // no NaN
        Arrays.setAll(elements, i -> element(dtype, isTame));
        return elements;
    }

    private double element(Dtype dtype, boolean isTame) {
        if (dtype == Dtype.BOOL) {
            return random.nextInt(2);
        }
        if (dtype.isWhole()) {
            int bits = Math.min(8 * dtype.bytes - 1, 53);
            double value = (double) (random.nextLong() >>> 64 - bits) / (1L << random.nextInt(bits));
            return Math.floor(dtype == Dtype.UINT8 || random.nextBoolean() ? value : -value);
        }
        return !isTame && random.nextInt(4) == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4);
    }

    private double[] near(Dtype dtype, double[] elements) {
        double unit = dtype == Dtype.FLOAT64
                ? 0x1p-52
                : dtype == Dtype.FLOAT16 ? 0x1p-10 : dtype == Dtype.BFLOAT16 ? 0x1p-7 : 0x1p-23;
        double[] near = elements.clone();
        for (int i = 0; i < near.length; i++) {
            if (random.nextInt(3) == 0) {
                near[i] = dtype.isWhole()
                        ? element(dtype, true)
                        : near[i] * (1 + unit * random.nextGaussian() * (1 << random.nextInt(12)));
            }
        }
        return near;
    }

    /** Transposed in both memories, sometimes. */
    private Twin twin(Dtype dtype, double[] elements, long[] sizes) {
        NDArray theirs = array(libtorch.manager(), dtype, elements, sizes);
        NDArray ours = array(java.manager(), dtype, elements, sizes);
        if (sizes.length > 1 && random.nextInt(3) == 0) {
            NDArray dense = libtorch.contiguous(libtorch.mT(theirs));
            return new Twin(libtorch.mT(dense), java.mT(java.contiguous(java.mT(ours))), dtype);
        }
        return new Twin(theirs, ours, dtype);
    }

    private NDArray array(NDManager manager, Dtype dtype, double[] elements, long[] sizes) {
        Shape shape = new Shape(sizes);
        int count = (int) shape.size();
        if (dtype == Dtype.COMPLEX64) {
            float[] parts = new float[2 * count];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = i < elements.length ? (float) elements[i] : 0;
            }
            return manager.create(parts, shape.add(2)).complex();
        }
        NDArray doubles = manager.create(Arrays.copyOf(elements, count), shape);
        return manager == libtorch.manager()
                ? operators.call("to", doubles, dtype)
                : doubles.toType(DataTypes.dataType(dtype), false);
    }

    private String text(Twin twin) {
        return java.repr(twin.java);
    }
}
