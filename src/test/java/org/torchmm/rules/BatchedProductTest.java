package org.torchmm.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.torchmm.rules.BatchedProduct.Call;
import org.torchmm.rules.BatchedProduct.Layout;

/** The calls of a kernel that a product comes down to, carried out by the textbook, are the product. */
class BatchedProductTest {

    /** An operand of whole numbers that lies anyhow. */
    private record Operand(long[] sizes, long[] strides, long[] data) implements Facts {

        static Operand random(Random random, long... sizes) {
            long[] strides = new long[sizes.length];
            long length = 1;
            for (int d : shuffled(random, sizes.length)) {
                boolean isExpanded = random.nextInt(8) == 0;
                boolean isStepped = random.nextInt(8) == 0;
                strides[d] = isExpanded ? 0 : isStepped ? 2 * length : length;
                length *= isExpanded ? 1 : Math.max(1, isStepped ? 2 * sizes[d] : sizes[d]);
            }
            return new Operand(sizes, strides, random.longs(length, -9, 10).toArray());
        }

        /** Mostly the dimensions from the last to the first, as in contiguous arrays. */
        private static int[] shuffled(Random random, int rank) {
            int[] order = new int[rank];
            Arrays.setAll(order, d -> rank - 1 - d);
            for (int d = rank - 1; d > 0 && random.nextInt(3) == 0; d--) {
                int other = random.nextInt(d + 1);
                int swapped = order[d];
                order[d] = order[other];
                order[other] = swapped;
            }
            return order;
        }

        long at(long... index) {
            long at = 0;
            for (int d = 0; d < sizes.length; d++) {
                at += index[d] * strides[d];
            }
            return data[(int) at];
        }

        @Override
        public Dtype dtype() {
            return Dtype.INT64;
        }

        @Override
        public boolean requiresGrad() {
            return false;
        }

        @Override
        public Build build() {
            return new Build(true, false);
        }
    }

    @Test
    void operands_of_any_rank_and_layout() {
        long seed = 20261127;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long[] sizesA = sizes(random, 1 + random.nextInt(5));
            long[] sizesB = sizes(random, 1 + random.nextInt(5));
            sizesB[Math.max(0, sizesB.length - 2)] = sizesA[sizesA.length - 1];
            fitBatch(random, sizesA, sizesB);
            Operand a = Operand.random(random, sizesA);
            Operand b = Operand.random(random, sizesB);
            String what = "seed " + seed + ", case " + i + ": " + Arrays.toString(sizesA) + Arrays.toString(a.strides)
                    + " x " + Arrays.toString(sizesB) + Arrays.toString(b.strides);
            assertProduct(what, a, b);
        }
    }

    @Test
    void a_batch_of_rows_times_one_matrix_is_one_product() {
        Random random = new Random(1);
        Operand a = new Operand(new long[] {2, 3, 4, 5}, Strides.contiguous(new long[] {2, 3, 4, 5}), new long[120]);
        Operand b = Operand.random(random, 5, 6);
        Call call = BatchedProduct.matmul(a, b).iterator().next();
        assertEquals(new Layout(0, 1, 24, 5, 0, 5, 1), call.a());
        assertEquals(new Layout(0, 1, 24, 6, 144, 6, 1), call.c());
    }

    @Test
    void a_broadcast_batch_is_a_stride_of_0() {
        Operand a = new Operand(new long[] {1, 3, 4}, new long[] {12, 4, 1}, new long[12]);
        Operand b = new Operand(new long[] {7, 4, 5}, new long[] {20, 1, 4}, new long[140]);
        Call call = BatchedProduct.matmul(a, b).iterator().next();
        assertEquals(new Layout(0, 7, 3, 4, 0, 4, 1), call.a());
        assertEquals(new Layout(0, 7, 4, 5, 20, 1, 4), call.b());
    }

    private static long[] sizes(Random random, int rank) {
        return LongStream.generate(() -> random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3))
                .limit(rank)
                .toArray();
    }

    private static void fitBatch(Random random, long[] a, long[] b) {
        for (int d = 3; d <= Math.min(a.length, b.length); d++) {
            switch (random.nextInt(4)) {
                case 0 -> a[a.length - d] = 1;
                case 1 -> b[b.length - d] = 1;
                default -> b[b.length - d] = a[a.length - d];
            }
        }
    }

    private static void assertProduct(String what, Operand a, Operand b) {
        BatchedProduct product = BatchedProduct.matmul(a, b);
        long[] expected = new long[(int) Sizes.elements(product.resultSize())];
        long[] index = new long[product.resultSize().length];
        for (int at = 0; at < expected.length; at++) {
            long rest = at;
            for (int d = index.length - 1; d >= 0; d--) {
                index[d] = rest % product.resultSize()[d];
                rest /= product.resultSize()[d];
            }
            expected[at] = sum(a, b, index);
        }
        long[] actual = new long[expected.length];
        if (!product.isEmpty()) {
            for (Call call : product) {
                multiply(call, a.data, b.data, actual);
            }
        }
        assertArrayEquals(expected, actual, what);
    }

    /** One element of the product, from torch.matmul's documentation. */
    private static long sum(Operand a, Operand b, long[] index) {
        boolean isRow = a.sizes.length == 1;
        boolean isColumn = b.sizes.length == 1;
        int batch = index.length - (isRow ? 0 : 1) - (isColumn ? 0 : 1);
        long row = isRow ? 0 : index[batch];
        long column = isColumn ? 0 : index[index.length - 1];
        long sum = 0;
        for (long k = 0; k < a.sizes[a.sizes.length - 1]; k++) {
            long x = isRow ? a.at(k) : a.at(element(a, index, batch, row, k));
            long y = isColumn ? b.at(k) : b.at(element(b, index, batch, k, column));
            sum += x * y;
        }
        return sum;
    }

    private static long[] element(Operand operand, long[] index, int batch, long row, long column) {
        int rank = operand.sizes.length;
        long[] element = new long[rank];
        for (int d = 0; d < rank - 2; d++) {
            element[d] = operand.sizes[d] == 1 ? 0 : index[d + batch - (rank - 2)];
        }
        element[rank - 2] = row;
        element[rank - 1] = column;
        return element;
    }

    private static void multiply(Call call, long[] a, long[] b, long[] c) {
        for (int q = 0; q < call.c().batch(); q++) {
            for (int i = 0; i < call.c().rows(); i++) {
                for (int j = 0; j < call.c().columns(); j++) {
                    long sum = 0;
                    for (int k = 0; k < call.a().columns(); k++) {
                        sum += a[at(call.a(), q, i, k)] * b[at(call.b(), q, k, j)];
                    }
                    c[at(call.c(), q, i, j)] += sum; // an element that is written twice shows
                }
            }
        }
    }

    private static int at(Layout x, int q, int i, int j) {
        return x.offset() + q * x.batchStride() + i * x.rowStride() + j * x.columnStride();
    }
}
