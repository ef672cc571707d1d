package org.torchmm.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A contraction seen as batches of matrices without copies: of the rows, of the columns and of what is summed over those dimensions
 * that one stride describes are one dimension of a matrix, and the other rows and columns are more of the batch. Only what is summed
 * over has to be described by one stride in each operand.
 */
public final class MatrixGroups {

    private final int[] batch;
    private final int[] rows;
    private final int[] columns;
    private final int[] inner;

    private MatrixGroups(int[] batch, int[] rows, int[] columns, int[] inner) {
        this.batch = batch;
        this.rows = rows;
        this.columns = columns;
        this.inner = inner;
    }

    /** Of operands whose dimensions are aligned. */
    public static MatrixGroups of(Contraction step, Facts a, Facts b) {
        List<int[]> rows = runs(step.rows(), a);
        List<int[]> columns = runs(step.columns(), b);
        int[] mostRows = largest(rows, a);
        int[] mostColumns = largest(columns, b);
        IntStream more = IntStream.concat(
                rows.stream().filter(run -> run != mostRows).flatMapToInt(Arrays::stream),
                columns.stream().filter(run -> run != mostColumns).flatMapToInt(Arrays::stream));
        int[] batch =
                IntStream.concat(more, Arrays.stream(sorted(step.batch(), a))).toArray();
        return new MatrixGroups(batch, mostRows, mostColumns, inner(step.inner(), a, b));
    }

    /** Whether one stride describes what is summed over in this operand. */
    public boolean hasInner(Facts operand) {
        return runs(inner, operand, inner).size() <= 1;
    }

    /** An order of all dimensions of an operand in which what is summed over comes last. */
    public int[] innerLast(int rank) {
        return IntStream.concat(
                        IntStream.range(0, rank)
                                .filter(d -> Arrays.stream(inner).noneMatch(i -> i == d)),
                        Arrays.stream(inner))
                .toArray();
    }

    /** The calls of a kernel. */
    public BatchedProduct product(Facts a, Facts b) {
        return BatchedProduct.of(
                batched(batch, a),
                strides(batch, a),
                batched(batch, b),
                strides(batch, b),
                new long[] {size(rows, a), size(inner, a), size(columns, b)},
                new long[] {stride(rows, a), stride(inner, a), stride(inner, b), stride(columns, b)});
    }

    /** The strides of what the kernel wrote, with the dimensions aligned as the operands' are. */
    public long[] resultStrides(long... sizes) {
        long[] strides = new long[sizes.length];
        Arrays.fill(strides, 1);
        long stride = 1;
        for (int[] group : new int[][] {columns, rows, batch}) {
            for (int i = group.length - 1; i >= 0; i--) {
                strides[group[i]] = stride;
                stride *= Math.max(1, sizes[group[i]]);
            }
        }
        return strides;
    }

    /** In the order of the first, or of the second, in which both have one stride; else in that of the larger. */
    private static int[] inner(int[] dims, Facts a, Facts b) {
        int[] byA = sorted(dims, a);
        int[] byB = sorted(dims, b);
        for (int[] order : new int[][] {byA, byB}) {
            if (runs(dims, a, order).size() <= 1 && runs(dims, b, order).size() <= 1) {
                return order;
            }
        }
        boolean isAOne = runs(dims, a, byA).size() == 1;
        boolean isBOne = runs(dims, b, byB).size() == 1;
        boolean isALarger = Sizes.elements(a.sizes()) >= Sizes.elements(b.sizes());
        return isAOne && (!isBOne || isALarger) || !isBOne ? byA : byB;
    }

    /** From the farthest apart to the nearest. */
    private static int[] sorted(int[] dims, Facts operand) {
        long[] strides = operand.strides();
        return Arrays.stream(dims)
                .boxed()
                .sorted(Comparator.comparingLong(d -> -strides[d]))
                .mapToInt(d -> d)
                .toArray();
    }

    private static List<int[]> runs(int[] dims, Facts operand) {
        return runs(dims, operand, sorted(dims, operand));
    }

    /** The dimensions in that order, cut where one stride ends. */
    private static List<int[]> runs(int[] dims, Facts operand, int... order) {
        List<int[]> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= dims.length; i++) {
            boolean ends = i == dims.length
                    || operand.strides()[order[i - 1]] != operand.strides()[order[i]] * operand.sizes()[order[i]];
            if (ends) {
                runs.add(Arrays.copyOfRange(order, from, i));
                from = i;
            }
        }
        return runs;
    }

    private static int[] largest(List<int[]> runs, Facts operand) {
        int[] largest = {};
        long most = -1;
        for (int[] run : runs) {
            long size = size(run, operand);
            if (size >= most) {
                most = size;
                largest = run;
            }
        }
        return largest;
    }

    private static long size(int[] dims, Facts operand) {
        long size = 1;
        for (int d : dims) {
            size *= operand.sizes()[d];
        }
        return size;
    }

    private static long stride(int[] dims, Facts operand) {
        return dims.length == 0 ? 1 : operand.strides()[dims[dims.length - 1]];
    }

    private static long[] batched(int[] dims, Facts operand) {
        return Arrays.stream(dims).mapToLong(d -> operand.sizes()[d]).toArray();
    }

    private static long[] strides(int[] dims, Facts operand) {
        return Arrays.stream(dims).mapToLong(d -> operand.strides()[d]).toArray();
    }
}
