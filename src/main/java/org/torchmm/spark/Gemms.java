package org.torchmm.spark;

/** Which calls of gemm are right, and which gain by a kernel. */
final class Gemms {

    /** Products of fewer multiplications stay netlib's. */
    private static final long LEAST_WORK = 64 * 64 * 64;

    /** So do those where one of the three sizes is less. */
    private static final int LEAST_SIZE = 8;

    /** And those of a transposed a with few columns of b, where netlib's dot products are as fast. */
    // Measured over VectorBLAS on one thread, TN: 1000x10x128 1.2 to 2.1, 512x16x512 0.9 to 1.1; all else from 4x4x4 to
    // 512x512x16 0.14 to 1.07.
    private static final int LEAST_COLUMNS_OF_DOTS = 32;

    /** A slab of c has to fit an array. */
    private static final int MOST_ROWS = 1 << 22;

    private Gemms() {}

    static boolean gains(int m, int n, int k) {
        return (long) m * n * k >= LEAST_WORK && Math.min(Math.min(m, n), k) >= LEAST_SIZE && m <= MOST_ROWS;
    }

    static boolean gains(String transa, String transb, int n) {
        return !isTransposed(transa) || isTransposed(transb) || n >= LEAST_COLUMNS_OF_DOTS;
    }

    /** N, T or C, in either case. netlib takes the empty word too, and refuses the others. */
    static boolean isKnown(String trans) {
        return trans != null && trans.length() == 1 && "NnTtCc".contains(trans);
    }

    static boolean isTransposed(String trans) {
        return !trans.equalsIgnoreCase("N");
    }

    /** Whether an array of that length holds a matrix, column by column, that is (rows, columns) once it is transposed or not. */
    static boolean fits(int length, int offset, String trans, int rows, int columns, int ld) {
        boolean isTransposed = isTransposed(trans);
        int high = isTransposed ? columns : rows;
        int wide = isTransposed ? rows : columns;
        // some netlib refuse a last column that is cut off after its last element, and some do not: theirs to say
        return ld >= high && offset >= 0 && offset + (long) wide * ld <= length;
    }
}
