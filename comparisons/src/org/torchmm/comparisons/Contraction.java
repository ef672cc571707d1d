package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.List;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.Matrices;

/**
 * Which elements meet in a product: (batch, m, k) x (batch, k, n), with the batch dimensions broadcast.
 *
 * <p>Written from torch.matmul's documentation alone, as it has to judge the library's own way through the same rules.
 */
record Contraction(List<Integer> batch, int m, int k, int n, boolean isRowVector, boolean isColumnVector) {

    /** Of operands that can be multiplied. */
    static Contraction of(Case asked) {
        List<Integer> a = asked.a().size();
        List<Integer> b = asked.b().size();
        boolean isRowVector = a.size() == 1;
        boolean isColumnVector = b.size() == 1;
        return new Contraction(
                broadcast(batch(a), batch(b)),
                isRowVector ? 1 : a.get(a.size() - 2),
                a.get(a.size() - 1),
                isColumnVector ? 1 : b.get(b.size() - 1),
                isRowVector,
                isColumnVector);
    }

    private static List<Integer> batch(List<Integer> size) {
        return size.subList(0, Math.max(0, size.size() - 2));
    }

    static List<Integer> broadcast(List<Integer> a, List<Integer> b) {
        int rank = Math.max(a.size(), b.size());
        List<Integer> sizes = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            int x = fromEnd(a, rank - d);
            int y = fromEnd(b, rank - d);
            sizes.add(x == 1 ? y : x);
        }
        return sizes;
    }

    private static int fromEnd(List<Integer> sizes, int at) {
        return at > sizes.size() ? 1 : sizes.get(sizes.size() - at);
    }

    int batchCount() {
        return batch.stream().reduce(1, (x, y) -> x * y);
    }

    /** Multiplications of one matrix of the batch. */
    long work() {
        return (long) m * k * n;
    }

    int elements() {
        return batchCount() * m * n;
    }

    long[] resultSize() {
        List<Integer> size = new ArrayList<>(batch);
        if (!isRowVector) {
            size.add(m);
        }
        if (!isColumnVector) {
            size.add(n);
        }
        return size.stream().mapToLong(s -> s).toArray();
    }

    /** From a row and from a column of a matrix to the next. */
    record Strides(int row, int column) {}

    /** In each matrix of the first operand. */
    Strides firstStrides(OperandData a) {
        int rank = a.operand().rank();
        return new Strides(isRowVector ? 0 : a.stride(rank - 2), a.stride(rank - 1));
    }

    /** In each matrix of the second operand. */
    Strides secondStrides(OperandData b) {
        int rank = b.operand().rank();
        return isColumnVector
                ? new Strides(b.stride(rank - 1), 0)
                : new Strides(b.stride(rank - 2), b.stride(rank - 1));
    }

    /** The first operand as matrices: null if no one stride leads from each to the next. */
    Matrices<?> first(OperandData a) {
        return matrices(a, m, k, firstStrides(a));
    }

    /** The second operand as matrices, as {@link #first}. */
    Matrices<?> second(OperandData b) {
        return matrices(b, k, n, secondStrides(b));
    }

    private Matrices<?> matrices(OperandData operand, int rows, int columns, Strides strides) {
        int[] starts = starts(operand);
        int stride = starts.length < 2 ? 0 : starts[1] - starts[0];
        for (int q = 1; q < starts.length; q++) {
            if (starts[q] - starts[q - 1] != stride || stride < 0) {
                return null;
            }
        }
        int first = starts.length == 0 ? 0 : starts[0];
        return Element.of(operand.data())
                .matrices(operand.data(), first, starts.length, rows, columns, stride, strides.row, strides.column);
    }

    /** Where each matrix of the broadcast batch begins. */
    int[] starts(OperandData data) {
        int own = Math.max(0, data.operand().rank() - 2);
        int[] starts = new int[batchCount()];
        for (int q = 0; q < starts.length; q++) {
            int rest = q;
            starts[q] = data.offset();
            for (int d = batch.size() - 1; d >= 0; d--) {
                int index = rest % batch.get(d);
                rest /= batch.get(d);
                int mine = d - (batch.size() - own);
                if (mine >= 0 && data.operand().size().get(mine) > 1) {
                    starts[q] += index * data.stride(mine);
                }
            }
        }
        return starts;
    }
}
