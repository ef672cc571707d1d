package org.torchmm.rules;

import java.util.Arrays;

/**
 * A step of einsum, two aligned operands to one: which dimensions each is summed over before, and of the others which are of both and
 * stay ({@code batch}), of the first alone ({@code rows}), of the second alone ({@code columns}), or of both and summed over ({@code
 * inner}). Without these it is a product element by element.
 */
public record Contraction(boolean[] summedA, boolean[] summedB, int[] batch, int[] rows, int[] columns, int[] inner) {

    /**
     * As libtorch takes it.
     *
     * @param results how many dimensions stay to the end
     * @param counts in how many operands that are left a dimension is not 1; brought up to date
     */
    public static Contraction of(long[] a, long[] b, int results, int[] counts) {
        int rank = a.length;
        boolean[] summedA = new boolean[rank];
        boolean[] summedB = new boolean[rank];
        boolean[] isInner = new boolean[rank];
        for (int d = results; d < rank; d++) {
            if (a[d] != 1 && b[d] != 1) {
                if (--counts[d] == 1) {
                    isInner[d] = true;
                    counts[d] = 0;
                }
            } else if (counts[d] == 1 && (a[d] != 1 || b[d] != 1)) {
                summedA[d] = a[d] != 1;
                summedB[d] = b[d] != 1;
                counts[d] = 0;
            }
        }
        int[][] groups = new int[4][rank];
        int[] n = new int[4];
        for (int d = 0; d < rank; d++) {
            boolean inA = a[d] != 1 && !summedA[d];
            boolean inB = b[d] != 1 && !summedB[d];
            int group = isInner[d] ? 3 : inA && inB ? 0 : inA ? 1 : inB ? 2 : -1;
            if (group >= 0) {
                groups[group][n[group]++] = d;
            }
        }
        return new Contraction(
                summedA,
                summedB,
                Arrays.copyOf(groups[0], n[0]),
                Arrays.copyOf(groups[1], n[1]),
                Arrays.copyOf(groups[2], n[2]),
                Arrays.copyOf(groups[3], n[3]));
    }

    /** Whether it is a product element by element, which takes any dtypes. */
    public boolean isElementwise() {
        return inner.length == 0;
    }

    public boolean sumsA() {
        return isAny(summedA);
    }

    public boolean sumsB() {
        return isAny(summedB);
    }

    private static boolean isAny(boolean... flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    /** Refuses dtypes as the bmm that libtorch computes it by does; of operands that are summed already. */
    public void check(Facts a, Facts b) {
        if (a.dtype() == b.dtype() && a.dtype() != Dtype.BOOL
                || isElementwise()
                || a.build().isCuda()) {
            return;
        }
        ProductRules.checkBmmDtypes(matrices(a, batch, rows, inner), matrices(b, batch, inner, columns), a.build());
    }

    /** permute and reshape, which copies where three strides cannot describe the elements. */
    private static BmmOperand matrices(Facts array, int[]... groups) {
        long[] merged = new long[3];
        int rank = Arrays.stream(groups).mapToInt(group -> group.length).sum();
        long[] sizes = new long[rank];
        long[] strides = new long[rank];
        int n = 0;
        for (int g = 0; g < 3; g++) {
            merged[g] = 1;
            for (int d : groups[g]) {
                sizes[n] = array.sizes()[d];
                strides[n] = array.strides()[d];
                merged[g] *= sizes[n++];
            }
        }
        return BmmOperand.reshaped(sizes, strides, merged, array.dtype());
    }

    /** The sizes of the result. */
    public long[] sizes(long[] a, long[] b) {
        long[] sizes = a.clone();
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = summedA[d] || summedB[d] ? 1 : a[d] == 1 ? b[d] : a[d];
        }
        for (int d : inner) {
            sizes[d] = 1;
        }
        return sizes;
    }
}
