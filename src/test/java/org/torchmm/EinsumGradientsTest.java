package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchmm.libtorch.Libtorch;

/** Gradients of contractions, beside finite differences in float64. */
class EinsumGradientsTest {

    private static final double STEP = 1e-6;

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bij,bjk->bik | 2,3,4;2,4,2",
                "bij,bkj->bik | 2,3,4;2,2,4",
                "bhid,bhjd->bhij | 1,2,3,2;1,2,2,2",
                "ij,kj->ki | 2,3;4,3",
                "ij,j->i | 2,3;1",
                "i,j->ij | 2;3",
                "ii->i | 3,3",
                "ij,jk,kl->il | 2,3;3,2;2,2",
                "ij,ik->k | 2,3;2,2",
                "...ij,...jk | 2,2,3;3,2",
            })
    void einsum(String equation, String sizes) {
        check(
                x -> torch.einsum(equation, x),
                Arrays.stream(sizes.split(";")).map(ProductsTest::size).toArray(long[][]::new));
    }

    @Test
    void the_others() {
        check(x -> torch.tensordot(x[0], x[1], 2), new long[] {2, 3, 2}, new long[] {3, 2, 2});
        check(torch::multiDot, new long[] {2, 3}, new long[] {3, 4}, new long[] {4, 2}, new long[] {2});
        check(x -> torch.vecdot(x[0], x[1]), new long[] {2, 3}, new long[] {3});
        check(x -> torch.kron(x[0], x[1]), new long[] {2, 2}, new long[] {3});
        check(x -> torch.matrixPower(x[0], 5), new long[] {2, 2});
        check(torch::chainMatmul, new long[] {2, 2});
    }

    /** Of the sum of the squares of what comes out. */
    private void check(Function<NDArray[], NDArray> function, long[]... sizes) {
        Random random = new Random(20261127);
        double[][] values = new double[sizes.length][];
        NDArray[] leaves = new NDArray[sizes.length];
        for (int i = 0; i < leaves.length; i++) {
            int count = (int) Arrays.stream(sizes[i]).reduce(1, (x, y) -> x * y);
            values[i] = random.doubles(count, -1, 1).toArray();
            leaves[i] = torch.tensor(values[i], sizes[i]);
            leaves[i].setRequiresGradient(true);
        }
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            collector.backward(function.apply(leaves).square().sum());
        }
        for (int i = 0; i < leaves.length; i++) {
            double[] gradient = leaves[i].getGradient().toDoubleArray();
            for (int j = 0; j < gradient.length; j++) {
                double[][] more = values.clone();
                double[][] less = values.clone();
                more[i] = values[i].clone();
                less[i] = values[i].clone();
                more[i][j] += STEP;
                less[i][j] -= STEP;
                double expected = (loss(function, more, sizes) - loss(function, less, sizes)) / (2 * STEP);
                assertEquals(expected, gradient[j], 1e-7 * Math.max(1, Math.abs(expected)), "operand " + i + ", " + j);
            }
        }
    }

    private double loss(Function<NDArray[], NDArray> function, double[][] values, long[]... sizes) {
        try (Torch scope = torch.scope()) {
            NDArray[] arrays = new NDArray[values.length];
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = scope.tensor(values[i], sizes[i]);
            }
            NDArray result = function.apply(arrays);
            assertEquals(DataType.FLOAT64, result.getDataType());
            return result.square().sum().getDouble();
        }
    }
}
