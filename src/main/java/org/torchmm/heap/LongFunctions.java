package org.torchmm.heap;

/** Functions of pieces of longs, and derived from that of ints; they wrap around. */
final class LongFunctions {

    private LongFunctions() {}

    static void apply(UnaryOp op, long[] a, int p, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            long x = a[p + i];
            c[r + i] = switch (op) {
                case NEG -> -x;
                case ABS -> Math.abs(x);
                case SQUARE -> x * x;
                case SIGN -> Long.signum(x);
                case RELU -> Math.max(x, 0);
                default -> throw new AssertionError(op);
            };
        }
    }
}
