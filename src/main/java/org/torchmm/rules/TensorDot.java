package org.torchmm.rules;

import static org.torchmm.rules.Sentences.indexError;
import static org.torchmm.rules.Sentences.runtimeError;

/** What libtorch 2.7.1 refuses in tensordot (Linear.cpp), and Python before it where dimensions are counted. */
public final class TensorDot {

    private TensorDot() {}

    /** The last dimensions of the first, from the end; refused as Python's {@code torch.tensordot} does. */
    public static long[] lastDims(int dims, int rankA, int rankB) {
        if (dims < 0) {
            throw runtimeError("tensordot expects dims >= 0, but got dims=" + dims);
        }
        if (dims > Math.min(rankA, rankB)) {
            throw runtimeError("tensordot expects dims < ndim_a or ndim_b, but got dims=" + dims);
        }
        long[] last = new long[dims];
        for (int i = 0; i < dims; i++) {
            last[i] = i - dims;
        }
        return last;
    }

    /** The first dimensions of the second. */
    public static long[] firstDims(int dims) {
        long[] first = new long[Math.max(0, dims)];
        for (int i = 0; i < first.length; i++) {
            first[i] = i;
        }
        return first;
    }

    static void check(Inputs inputs) {
        Facts a = inputs.tensor(0);
        Facts b = inputs.tensor(1);
        long[] dimsA = inputs.integers(2);
        long[] dimsB = inputs.integers(3);
        if (dimsA.length != dimsB.length) {
            throw runtimeError("both dimension lists should have same length");
        }
        if (a.dtype() != b.dtype()) {
            throw runtimeError("both inputs should have same dtype");
        }
        for (int i = 0; i < dimsA.length; i++) {
            long size = a.sizes()[dimension(dimsA[i], a.rank())];
            long size2 = b.sizes()[dimension(dimsB[i], b.rank())];
            if (size != 1 && size2 != 1 && size != size2) {
                throw runtimeError("contracted dimensions need to match, but first has size " + size + " in dim "
                        + dimsA[i] + " and second has size " + size2 + " in dim " + dimsB[i]);
            }
        }
        boolean[] contractedA = contracted(dimsA, a.rank());
        boolean[] contractedB = contracted(dimsB, b.rank());
        if (a.dtype() == Dtype.BOOL && !ProductRules.isLeftToCuda(a, b)) {
            checkBool(a, contractedA, b, contractedB, dimsA, dimsB);
        }
    }

    private static void checkBool(
            Facts a, boolean[] contractedA, Facts b, boolean[] contractedB, long[] dimsA, long[] dimsB) {
        long inner = 1;
        for (int i = 0; i < dimsA.length; i++) {
            long size = a.sizes()[dimension(dimsA[i], a.rank())];
            long size2 = b.sizes()[dimension(dimsB[i], b.rank())];
            inner *= size == 1 || size2 == 1 ? 1 : size;
        }
        long rows = free(a.sizes(), contractedA);
        ProductRules.mm(rows, inner, a.dtype(), inner, free(b.sizes(), contractedB), b.dtype());
    }

    private static long free(long[] sizes, boolean... contracted) {
        long elements = 1;
        for (int d = 0; d < sizes.length; d++) {
            elements *= contracted[d] ? 1 : sizes[d];
        }
        return elements;
    }

    /** A dimension counted from the front; an array without dimensions has none here. */
    public static int dimension(long dim, int rank) {
        if (rank == 0) {
            throw indexError("Dimension specified as " + dim + " but tensor has no dimensions");
        }
        return ViewRules.dimension(dim, rank);
    }

    /** Which dimensions are summed over; none twice. */
    public static boolean[] contracted(long[] dims, int rank) {
        boolean[] contracted = new boolean[rank];
        for (long dim : dims) {
            int d = dimension(dim, rank);
            if (contracted[d]) {
                throw runtimeError("dim " + d + " appears multiple times in the list of dims");
            }
            contracted[d] = true;
        }
        return contracted;
    }
}
