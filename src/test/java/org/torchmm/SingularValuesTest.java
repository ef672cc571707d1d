package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.MatrixKernels;

/** Nuclear norms, and inverses of complex matrices, on Java's arrays beside libtorch's. */
@Tag("libtorch")
class SingularValuesTest {

    private static final long SEED = 20261127;

    private final Torch libtorch = Torch.open();
    private final Torch java = Torch.open(MatrixKernels.best());
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        libtorch.close();
        java.close();
    }

    /** What one call says of both kinds of arrays of those numbers. */
    private record Both(Object theirs, Object ours) {}

    private Both ask(DataType type, double[] numbers, long[] sizes, Function<Torch, UnaryOperator<NDArray>> call) {
        return new Both(
                outcome(call.apply(libtorch), array(libtorch, type, numbers, sizes)),
                outcome(call.apply(java), array(java, type, numbers, sizes)));
    }

    private static Object outcome(UnaryOperator<NDArray> call, NDArray input) {
        try {
            return call.apply(input);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static NDArray array(Torch torch, DataType type, double[] numbers, long... sizes) {
        NDManager manager = torch.manager();
        if (type != DataType.COMPLEX64) {
            return torch.to(manager.create(numbers, new Shape(sizes)), type);
        }
        float[] parts = new float[numbers.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (float) numbers[i];
        }
        return manager.create(parts, new Shape(sizes).add(2)).complex();
    }

    private double[] numbers(DataType type, long... sizes) {
        int count = (int) new Shape(sizes).size() * (type == DataType.COMPLEX64 ? 2 : 1);
        double scale = Math.pow(10, random.nextInt(20) - 10);
        boolean isWhole = random.nextInt(3) == 0;
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> isWhole ? random.nextInt(5) - 2 : random.nextGaussian() * scale);
        return numbers;
    }

    private long size(int most) {
        return random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(random.nextInt(4) == 0 ? most : 4);
    }

    @Test
    void nuclear_norms_are_libtorchs() {
        DataType[] types = {DataType.FLOAT32, DataType.FLOAT64, DataType.COMPLEX64, DataType.FLOAT16, DataType.INT32};
        for (int i = 0; i < 400; i++) {
            DataType type = types[random.nextInt(random.nextInt(6) == 0 ? 5 : 3)];
            long[] sizes = new long[random.nextInt(8) == 0 ? 1 : 2 + random.nextInt(3)];
            Arrays.setAll(sizes, d -> size(sizes.length == 2 ? 30 : 6));
            int rank = sizes.length;
            int[] dims = {random.nextInt(2 * rank) - rank, random.nextInt(2 * rank) - rank};
            boolean isWhole = rank == 2 && random.nextBoolean();
            boolean keepdim = random.nextBoolean();
            boolean isTurned = random.nextBoolean() && rank > 1;
            Both both = ask(type, numbers(type, sizes), sizes, torch -> x -> {
                NDArray input = isTurned ? torch.mT(x) : x;
                return isWhole ? torch.norm(input, "nuc") : torch.norm(input, "nuc", dims, keepdim);
            });
            String what =
                    "case " + i + " of seed " + SEED + ": " + type + Arrays.toString(sizes) + Arrays.toString(dims);
            compare(both, type == DataType.FLOAT64 ? 1e-13 : 2e-5, what);
        }
    }

    @Test
    void what_is_not_finite_has_no_singular_values() {
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64, DataType.COMPLEX64}) {
            for (long[] sizes : new long[][] {{2, 2}, {1, 1}, {2, 3, 2}}) {
                for (int i = 0; i < 3; i++) {
                    double[] numbers = numbers(type, sizes);
                    numbers[random.nextInt(numbers.length)] = special[i];
                    int rank = sizes.length;
                    Both both = ask(
                            type, numbers, sizes, torch -> x -> torch.norm(x, "nuc", new int[] {rank - 2, rank - 1}));
                    compare(both, 1e-5, type + Arrays.toString(sizes) + Arrays.toString(numbers));
                }
            }
        }
    }

    @Test
    void inverses_of_complex_matrices_are_libtorchs() {
        for (int i = 0; i < 300; i++) {
            int n = (int) size(12);
            long[] sizes = random.nextBoolean() ? new long[] {n, n} : new long[] {1 + random.nextInt(3), n, n};
            int power = -1 - random.nextInt(3);
            boolean isTurned = random.nextBoolean();
            double[] numbers = new double[(int) new Shape(sizes).size() * 2];
            boolean isSingular = random.nextInt(4) == 0 && n > 1;
            Arrays.setAll(numbers, k -> random.nextInt(5) - 2 + (k / 2 % (n * n) % (n + 1) == 0 ? 4 * n : 0));
            if (isSingular) {
                Arrays.fill(numbers, 0, 2 * n, 0); // a row
            }
            Both both = ask(
                    DataType.COMPLEX64,
                    numbers,
                    sizes,
                    torch -> x -> torch.matrixPower(isTurned ? torch.mT(x) : x, power));
            compare(
                    both,
                    1e-4,
                    "case " + i + " of seed " + SEED + ": " + Arrays.toString(sizes) + " to the power of " + power);
            assertEquals(isSingular, both.ours instanceof String, () -> String.valueOf(both.ours));
        }
    }

    private void compare(Both both, double tolerance, String what) {
        if (both.theirs instanceof String || both.ours instanceof String) {
            assertEquals(
                    both.theirs instanceof String ? both.theirs : "taken",
                    both.ours instanceof String ? both.ours : "taken",
                    what);
            return;
        }
        NDArray theirs = (NDArray) both.theirs;
        NDArray ours = (NDArray) both.ours;
        assertEquals(theirs.getShape(), ours.getShape(), what);
        assertEquals(theirs.getDataType(), ours.getDataType(), what);
        assertArrayEquals(
                Kind.LIBTORCH.backend().facts(theirs).strides(),
                Kind.JAVA.backend().facts(ours).strides(),
                what);
        double[] expected = numbers(libtorch, theirs);
        double[] actual = numbers(java, ours);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            boolean isClose = Double.isNaN(expected[i])
                    ? Double.isNaN(actual[i])
                    : expected[i] == actual[i]
                            || Math.abs(expected[i] - actual[i])
                                    <= tolerance * (theirs.getDataType() == DataType.COMPLEX64 ? largest : expected[i]);
            assertTrue(isClose, what + ": " + actual[i] + ", not " + expected[i]);
        }
    }

    private static double[] numbers(Torch torch, NDArray array) {
        NDArray dense = torch.contiguous(array);
        if (array.getDataType() == DataType.COMPLEX64) {
            NDArray parts = dense.real();
            return torch.to(torch.contiguous(parts), DataType.FLOAT64).toDoubleArray();
        }
        return torch.to(dense, DataType.FLOAT64).toDoubleArray();
    }
}
