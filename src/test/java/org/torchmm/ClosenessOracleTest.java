package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.TorchScript;
import org.torchmm.rules.Dtype;

/** Closeness beside libtorch's own operators, on random arrays of every dtype; libtorch's, Java's and one beside the other. */
class ClosenessOracleTest {

    private static final long SEED = 20_260_727;
    private static final double[] TOLERANCES = {0, 0, 1e-8, 1e-5, 1.3e-6, 1e-3, 0.1, 0.5, 2, 1e300};
    private final Random random = new Random(SEED);
    private final Torch java = Torch.open(MatrixKernels.best());
    private final Torch libtorch = Torch.open();
    private final RandomTwins twins = new RandomTwins(random, libtorch, java);
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
        twins.close();
        libtorch.close();
        java.close();
    }

    @Test
    void allclose() {
        for (int i = 0; i < 2500; i++) {
            long[] sizes = twins.sizes();
            Dtype dtype = twins.dtype();
            double[] elements = twins.elements(dtype, sizes);
            RandomTwins.Twin a = twins.twin(dtype, elements, sizes);
            RandomTwins.Twin b = random.nextInt(4) == 0
                    ? twins.twin(random.nextInt(4) == 0 ? twins.dtype() : dtype, twins.elements(dtype, sizes), sizes)
                    : random.nextInt(4) == 0
                            ? twins.twin(dtype, twins.elements(dtype, twins.part(sizes)), twins.part(sizes))
                            : twins.twin(dtype, twins.near(dtype, elements), sizes);
            double rtol = tolerance();
            double atol = tolerance();
            boolean equalNan = random.nextBoolean();
            String options = rtol + " " + atol + " " + equalNan;
            int number = i;
            Object expected = outcome(
                    () -> operators.call(equalNan ? "allclose_nan" : "allclose", a.libtorch(), b.libtorch(), rtol, atol)
                            .toBooleanArray()[0]);
            for (NDArray[] pair : pairs(a, b)) {
                assertEquals(
                        expected,
                        outcome(() -> java.allclose(pair[0], pair[1], rtol, atol, equalNan)),
                        () -> text(number, options, a, b));
            }
        }
    }

    @Test
    void equal() {
        int[] count = new int[2];
        for (int i = 0; i < 2500; i++) {
            long[] sizes = twins.sizes();
            Dtype dtype = twins.dtype();
            Dtype other = random.nextBoolean() ? dtype : twins.dtype();
            double[] elements = twins.elements(random.nextBoolean() ? dtype : other, sizes);
            RandomTwins.Twin a = twins.twin(dtype, elements, sizes);
            RandomTwins.Twin b =
                    twins.twin(other, random.nextInt(3) == 0 ? twins.elements(other, sizes) : elements, sizes);
            int number = i;
            boolean expected =
                    operators.call("equal", a.libtorch(), b.libtorch()).toBooleanArray()[0];
            count[expected ? 1 : 0]++;
            for (NDArray[] pair : pairs(a, b)) {
                assertEquals(expected, libtorch.equal(pair[0], pair[1]), () -> text(number, "", a, b));
            }
        }
        assertTrue(Math.min(count[0], count[1]) > 400, () -> Arrays.toString(count));
    }

    @Test
    void the_numbers_in_a_message() {
        int said = 0;
        for (int i = 0; i < 2500; i++) {
            long[] sizes = twins.sizes();
            Dtype dtype = twins.dtype();
            double[] elements = twins.elements(dtype, sizes);
            RandomTwins.Twin a = twins.twin(dtype, elements, sizes);
            RandomTwins.Twin b = twins.twin(dtype, twins.near(dtype, elements), sizes);
            double rtol = tolerance();
            double atol = tolerance();
            boolean equalNan = random.nextBoolean();
            String options = rtol + " " + atol + " " + equalNan;
            int number = i;
            if (sizes.length == 0) {
                continue; // Python's own arithmetic, which the table has
            }
            String expected = message(a, b, rtol, atol, equalNan, sizes);
            said += expected.isEmpty() ? 0 : 1;
            for (NDArray[] pair : pairs(a, b)) {
                assertEquals(expected, message(pair, rtol, atol, equalNan), () -> text(number, options, a, b));
            }
        }
        assertTrue(said > 500, "no more messages than " + said);
    }

    /** Counts, differences and where they are, as libtorch computes them. */
    private String message(
            RandomTwins.Twin a, RandomTwins.Twin b, double rtol, double atol, boolean equalNan, long[] sizes) {
        NDArray matches = operators.call(equalNan ? "isclose_nan" : "isclose", a.libtorch(), b.libtorch(), rtol, atol);
        int mismatches = 0;
        for (boolean match : matches.toBooleanArray()) {
            mismatches += match ? 0 : 1;
        }
        if (mismatches == 0) {
            return "";
        }
        boolean isWhole = a.dtype().isWhole();
        NDArray actual = isWhole ? operators.call("to", a.libtorch(), Dtype.INT64) : a.libtorch();
        NDArray expected = isWhole ? operators.call("to", b.libtorch(), Dtype.INT64) : b.libtorch();
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

    private static List<NDArray[]> pairs(RandomTwins.Twin a, RandomTwins.Twin b) {
        return List.of(
                new NDArray[] {a.java(), b.java()},
                new NDArray[] {a.libtorch(), b.java()},
                new NDArray[] {a.java(), b.libtorch()},
                new NDArray[] {a.libtorch(), b.libtorch()});
    }

    private double tolerance() {
        return TOLERANCES[random.nextInt(TOLERANCES.length)];
    }

    /** All that is needed to see a failure again. */
    private String text(int number, String options, RandomTwins.Twin a, RandomTwins.Twin b) {
        return "seed " + SEED + ", case " + number + ": " + options + "\n" + java.repr(a.java()) + "\n"
                + java.repr(b.java());
    }
}
