package org.torchmm.heap;

/**
 * softmax down the columns of matrices of floats, and derived from that doubles: some columns next to each other at a time, row by row.
 * The bits are those that {@link FloatSoftmax} gives the same numbers in lines.
 */
final class FloatColumnSoftmax {

    /** Columns of a strip: rows of whole lines of the cache, and all lanes of a strip in its first level. */
    static final int STRIP = 128;

    /** Longer columns are not of one piece. */
    static final int LONGEST = Fold.PIECE;

    private final int length;
    private final int width;
    private final boolean isLog;
    private final float[] numbers = new float[STRIP];
    private final float[] lanes;
    private final float[] exponentials;

    /** Of matrices of so many rows and columns. */
    FloatColumnSoftmax(int length, int width, boolean isLog) {
        this.length = length;
        this.width = width;
        this.isLog = isLog;
        lanes = new float[Math.min(length, FloatLanes.COUNT) * STRIP];
        exponentials = new float[Math.min(length * STRIP, Fold.PIECE)];
    }

    /** How many strips a row has. */
    static int strips(int width) {
        return (width + STRIP - 1) / STRIP;
    }

    /** Strips {@code from} to before {@code to} of all matrices, of which the first is at {@code offset} of a, to c. */
    void strips(float[] a, int offset, float[] c, int from, int to) {
        int strips = strips(width);
        for (int i = from; i < to; i++) {
            int column = i % strips * STRIP;
            int at = i / strips * length * width + column;
            strip(a, offset + at, c, at, Math.min(STRIP, width - column));
        }
    }

    private void strip(float[] a, int p, float[] c, int r, int n) {
        System.arraycopy(a, p, numbers, 0, n);
        for (int i = 1; i < length; i++) {
            FloatArithmetic.apply(BinaryOp.MAXIMUM, numbers, 0, a, p + i * width, numbers, 0, n);
        }
        int together = Fold.PIECE / STRIP;
        for (int first = 0; first < length; first += together) {
            int rows = Math.min(together, length - first);
            exponentials(a, p + first * width, c, r + first * width, rows, n);
            for (int i = 0; i < rows; i++) {
                addToLanes(first + i, i * n, n);
            }
        }
        addHalves(n);
        for (int i = 0; i < n; i++) {
            numbers[i] = isLog ? (float) Math.log(lanes[i]) : 1 / lanes[i];
        }
        for (int i = 0; i < length; i++) {
            int row = r + i * width;
            FloatArithmetic.apply(isLog ? BinaryOp.SUB : BinaryOp.MUL, c, row, numbers, 0, c, row, n);
        }
    }

    /** Of some rows, one after the other, and to c; of the logarithm what they are of. */
    private void exponentials(float[] a, int p, float[] c, int r, int rows, int n) {
        for (int i = 0; i < rows; i++) {
            FloatArithmetic.apply(BinaryOp.SUB, a, p + i * width, numbers, 0, exponentials, i * n, n);
            if (isLog) {
                System.arraycopy(exponentials, i * n, c, r + i * width, n);
            }
        }
        FloatFunctions.apply(UnaryOp.EXP, 0, exponentials, 0, exponentials, 0, rows * n);
        for (int i = 0; i < rows && !isLog; i++) {
            System.arraycopy(exponentials, i * n, c, r + i * width, n);
        }
    }

    private void addToLanes(int row, int at, int n) {
        int lane = row % FloatLanes.COUNT * n;
        if (row < FloatLanes.COUNT) {
            System.arraycopy(exponentials, at, lanes, lane, n);
        } else {
            FloatArithmetic.apply(BinaryOp.ADD, lanes, lane, exponentials, at, lanes, lane, n);
        }
    }

    /** As {@link FloatLanes} does, of rows of lanes. */
    private void addHalves(int n) {
        int left = Math.min(length, FloatLanes.COUNT);
        for (int half = FloatLanes.COUNT / 2; half > 0; half /= 2) {
            if (left > half) {
                FloatArithmetic.apply(BinaryOp.ADD, lanes, 0, lanes, half * n, lanes, 0, (left - half) * n);
                left = half;
            }
        }
    }
}
