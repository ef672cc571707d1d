package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.kernel.Sample.Layout;

/** What every kernel of this package owes its callers, for each element type. */
class KernelsTest {

    private static final long SEED = 20_240_607;

    static Stream<Arguments> kernelsAndTypes() {
        return TestKernels.all().stream()
                .flatMap(kernel -> Arrays.stream(ElementType.values()).map(type -> Arguments.of(kernel, type)));
    }

    @AfterEach
    void restoreThreads() {
        MatrixKernels.setThreads(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @MethodSource("kernelsAndTypes")
    void random_shapes_and_layouts_are_right(MatrixKernel kernel, ElementType type) {
        for (long seed = SEED; seed < SEED + 150; seed++) {
            Sample.random(type, seed).check(kernel);
        }
    }

    /** Around every boundary there is: vectors of 2 to 16 lanes, tiles, blocks of k, the bound of separate sums. */
    @ParameterizedTest
    @MethodSource("kernelsAndTypes")
    void shapes_around_the_boundaries_are_right(MatrixKernel kernel, ElementType type) {
        List<Layout> layouts = List.of(Layout.DENSE, Layout.TRANSPOSED);
        long seed = SEED;
        for (int m : new int[] {1, 2, 4, 5, 15, 29}) {
            for (int n : new int[] {1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 65}) {
                for (int k : new int[] {1, 3, 16, 193}) {
                    for (Layout layout : layouts) {
                        new Sample(type, seed++, 2, m, n, k, Layout.DENSE, layout, Layout.DENSE).check(kernel);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndTypes")
    void large_products_are_right(MatrixKernel kernel, ElementType type) {
        new Sample(type, SEED, 1, 70, 300, 1, Layout.DENSE, Layout.DENSE, Layout.DENSE).check(kernel);
        new Sample(type, SEED, 1, 61, 190, 270, Layout.DENSE, Layout.DENSE, Layout.SPACED_ROWS).check(kernel);
        new Sample(type, SEED, 1, 61, 190, 270, Layout.TRANSPOSED, Layout.TRANSPOSED, Layout.DENSE).check(kernel);
        new Sample(type, SEED, 1, 1, 700, 300, Layout.DENSE, Layout.DENSE, Layout.DENSE).check(kernel);
        new Sample(type, SEED, 1, 1, 4099, 300, Layout.DENSE, Layout.DENSE, Layout.DENSE).check(kernel);
        new Sample(type, SEED, 2, 3, 2048, 270, Layout.DENSE, Layout.DENSE, Layout.SPACED_ROWS).check(kernel);
        new Sample(type, SEED, 1, 700, 1, 300, Layout.DENSE, Layout.DENSE, Layout.DENSE).check(kernel);
        new Sample(type, SEED, 2, 1100, 3, 200, Layout.TRANSPOSED, Layout.TRANSPOSED, Layout.SPACED_ROWS).check(kernel);
        new Sample(type, SEED, 7, 600, 2, 40, Layout.DENSE, Layout.DENSE, Layout.DENSE).check(kernel);
        new Sample(type, SEED, 2, 29, 40, 700, Layout.DENSE, Layout.TRANSPOSED, Layout.DENSE).check(kernel);
        new Sample(type, SEED, 40, 20, 20, 20, Layout.DENSE, Layout.TRANSPOSED, Layout.DENSE).check(kernel);
        new Sample(type, SEED, 3, 40, 1100, 20, Layout.DENSE, Layout.REPEATED, Layout.DENSE).check(kernel);
    }

    @ParameterizedTest
    @MethodSource("kernelsAndTypes")
    void an_empty_sum_is_zero_and_an_empty_result_is_left_alone(MatrixKernel kernel, ElementType type) {
        for (int[] shape :
                new int[][] {{0, 3, 4, 5}, {2, 0, 4, 5}, {2, 3, 0, 5}, {2, 3, 4, 0}, {0, 0, 0, 0}, {3, 70, 90, 0}}) {
            for (Layout layout : Layout.values()) {
                new Sample(type, SEED, shape[0], shape[1], shape[2], shape[3], layout, layout, Layout.DENSE)
                        .check(kernel);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndTypes")
    void bits_do_not_depend_on_the_number_of_threads(MatrixKernel kernel, ElementType type) {
        for (long seed = SEED; seed < SEED + 40; seed++) {
            Sample sample = Sample.random(type, seed);
            MatrixKernels.setThreads(1);
            long[] one = sample.multiply(kernel);
            for (int threads : new int[] {2, 3, 7}) {
                MatrixKernels.setThreads(threads);
                assertArrayEquals(one, sample.multiply(kernel), sample::toString);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndTypes")
    void bits_are_the_same_alone_and_in_a_batch(MatrixKernel kernel, ElementType type) {
        for (long seed = SEED; seed < SEED + 40; seed++) {
            Sample sample = Sample.random(type, seed);
            if (sample.c.isEmpty()) {
                continue;
            }
            long[] batch = sample.multiply(kernel);
            for (int q = 0; q < sample.c.batch(); q++) {
                kernel.bmm(one(type, sample.a, q), one(type, sample.b, q), one(type, sample.c, q));
            }
            for (int i = 0; i < batch.length; i++) {
                assertEquals(batch[i], type.bits(sample.c.data(), i), sample::toString);
            }
        }
    }

    private static Matrices<?> one(ElementType type, Matrices<?> x, int q) {
        return type.matrices(
                x.data(),
                x.offset() + q * x.batchStride(),
                1,
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    /** The promise that lets the vector kernel hand calls to the scalar one while it warms up. */
    @Test
    void all_kernels_of_this_package_agree_to_the_bit() {
        for (ElementType type : ElementType.values()) {
            for (long seed = SEED; seed < SEED + 200; seed++) {
                Sample sample = Sample.random(type, seed);
                long[] expected = sample.multiply(new ScalarKernel());
                for (MatrixKernel kernel : TestKernels.all()) {
                    assertArrayEquals(expected, sample.multiply(kernel), () -> kernel.name() + ": " + sample);
                }
            }
        }
    }
}
