package org.torchmm.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which operands meet first, of einsum and of a chain of matrices. */
class ContractionOrderTest {

    @Test
    void a_chain_begins_where_it_is_narrow() {
        // ij,jk,kl->il: i, l, j, k
        assertArrayEquals(
                new int[][] {{1, 2}, {0, 3}},
                ContractionOrder.of(new long[][] {{9, 1, 9, 1}, {1, 1, 9, 9}, {1, 2, 1, 9}}, 2));
        assertArrayEquals(
                new int[][] {{0, 1}, {3, 2}},
                ContractionOrder.of(new long[][] {{2, 1, 9, 1}, {1, 1, 9, 9}, {1, 9, 1, 9}}, 2));
    }

    @Test
    void of_equal_costs_the_order_from_the_left_counts() {
        long[] all = {3, 3};
        assertArrayEquals(
                ContractionOrder.fromTheLeft(5), ContractionOrder.of(new long[][] {all, all, all, all, all}, 2));
    }

    @Test
    void the_best_order_is_never_dearer_than_another() {
        Random random = new Random(20261127);
        for (int i = 0; i < 200; i++) {
            int n = 3 + random.nextInt(7);
            int results = random.nextInt(4);
            long[][] operands = new long[n][7];
            long[] sizes = random.longs(7, 1, 12).toArray();
            for (long[] operand : operands) {
                Arrays.setAll(operand, d -> random.nextInt(3) == 0 ? sizes[d] : 1);
            }
            double cost = cost(operands, results, ContractionOrder.of(operands, results));
            double fromTheLeft = cost(operands, results, ContractionOrder.fromTheLeft(n));
            assertTrue(n > 8 || cost <= fromTheLeft, "case " + i + ": " + cost + " > " + fromTheLeft);
        }
    }

    /** The multiplications, of operands that are summed first over what no other has. */
    private static double cost(long[][] operands, int results, int[][] steps) {
        List<long[]> all = new ArrayList<>(Arrays.asList(operands));
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < operands.length; i++) {
            left.add(i);
        }
        double cost = 0;
        for (int[] step : steps) {
            assertTrue(left.remove((Integer) step[0]) && left.remove((Integer) step[1]));
            long[] result = new long[operands[0].length];
            double product = 1;
            for (int d = 0; d < result.length; d++) {
                int dim = d;
                long size = Math.max(all.get(step[0])[d], all.get(step[1])[d]);
                boolean isBoth = all.get(step[0])[d] > 1 && all.get(step[1])[d] > 1;
                boolean isNeeded = d < results || left.stream().anyMatch(other -> all.get(other)[dim] > 1);
                product *= isBoth || isNeeded ? size : 1;
                result[d] = isNeeded ? size : 1;
            }
            cost += product;
            left.add(all.size());
            all.add(result);
        }
        assertEquals(1, left.size());
        return cost;
    }

    /** numpy's example: A(BC) costs 10 * 100 * 50 + ..., (AB)C less. */
    @Test
    void chains_of_matrices_as_libtorch_orders_them() {
        assertEquals("((01)2)", order(10, 100, 5, 50));
        assertEquals("(0(12))", order(50, 5, 100, 10));
        assertEquals("((01)2)", order(2, 2, 2, 2)); // of equal costs
        assertEquals("((0(12))((34)5))", order(30, 35, 15, 5, 10, 20, 25)); // Cormen's
        assertEquals("(0(1(23)))", order(1, 1, 1, 1, 1)); // the first split counts
    }

    private static String order(long... sizes) {
        List<Facts> matrices = new ArrayList<>();
        for (int i = 0; i + 1 < sizes.length; i++) {
            matrices.add(new Matrix(new long[] {sizes[i], sizes[i + 1]}));
        }
        return ChainOrder.of(matrices).product(String::valueOf, (a, b) -> "(" + a + b + ")");
    }

    private record Matrix(long[] sizes) implements Facts {

        @Override
        public Dtype dtype() {
            return Dtype.FLOAT32;
        }

        @Override
        public long[] strides() {
            return Strides.contiguous(sizes);
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
}
