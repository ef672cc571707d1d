package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.provider.Arguments;
import org.torchmm.libtorch.Libtorch;

/** Gradients of functions of several arrays, beside finite differences in float64. */
final class FiniteDifferences {

    private static final double STEP = 1e-6;

    private FiniteDifferences() {}

    @FunctionalInterface
    interface Function {
        NDArray of(Torch torch, NDArray[] x);
    }

    static Arguments of(String name, Function function, long[]... sizes) {
        return Arguments.of(name, function, sizes);
    }

    static long[] size(long... size) {
        return size;
    }

    /** Of a weighted sum of what comes out, operands and weights being normal numbers; {@code tolerance} is that of the expected ones. */
    static void assertGradients(
            Torch torch,
            long seed,
            String name,
            Function function,
            long[][] sizes,
            ToDoubleFunction<double[]> tolerance) {
        torch.manualSeed(seed);
        NDArray[] x = new NDArray[sizes.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = torch.randn(DataType.FLOAT64, sizes[i]);
            x[i].setRequiresGradient(true);
        }
        NDArray weights =
                torch.randn(DataType.FLOAT64, function.of(torch, x).getShape().getShape());
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            collector.backward(torch.sum(torch.mul(function.of(torch, x), weights)));
        }
        for (int i = 0; i < x.length; i++) {
            double[] expected = new double[x[i].toDoubleArray().length];
            for (int k = 0; k < expected.length; k++) {
                double more = loss(torch, function, x, i, k, STEP, weights);
                double less = loss(torch, function, x, i, k, -STEP, weights);
                expected[k] = (more - less) / (2 * STEP);
            }
            double[] actual = x[i].getGradient().toDoubleArray();
            String what = name + ", operand " + i + ", seed " + seed;
            assertArrayEquals(expected, actual, tolerance.applyAsDouble(expected), what);
        }
    }

    private static double loss(
            Torch torch, Function function, NDArray[] x, int operand, int element, double step, NDArray weights) {
        try (Torch scope = torch.scope()) {
            NDArray[] moved = x.clone();
            double[] values = x[operand].toDoubleArray();
            values[element] += step;
            moved[operand] = scope.tensor(values, x[operand].getShape().getShape());
            return scope.item(scope.sum(scope.mul(function.of(scope, moved), weights)));
        }
    }
}
