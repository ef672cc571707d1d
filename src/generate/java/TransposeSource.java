/**
 * Rows that lie along k turned into rows of a panel, in squares of 256 bits or less: 8x8 floats by three rounds, each of which
 * exchanges halves of pairs of registers. Nothing here may rest on type profiles.
 */
// Zen 4, an element takes 0.23 ns on JDK 17 and 0.18 on 25; read and written one by one 0.36 on both.
// Tried: 16x16 in 512 bits: 0.25 and 0.19 ns.
// Tried: a cache line of each row before the next rows: products 1 to 15 % slower.
// Tried: halves of rows loaded where the first round would bring them: 0 to 12 % slower.
// Tried: without the casts: 1 to 5 ns on 17 once rearrange was in use at two widths.
final class TransposeSource extends VectorSource {

    static final int WIDEST = 256;

    TransposeSource(Type type, int width) {
        super(type, width);
        line(
                "@Override void transpose(%s x, int xo, int column, int k, int n, %s target, int to, int toRow) {",
                array, array);
        if (width > WIDEST) {
            line("%sTiles%d.INSTANCE.transpose(x, xo, column, k, n, target, to, toRow);", type.name(), WIDEST);
            line("}");
            return;
        }
        line("for (int j = 0; j < n; j += %d) {", lanes);
        line("int jj = Math.min(j, n - %d);", lanes);
        line("for (int kk = 0; kk < k; kk += %d) {", lanes);
        line("int at = Math.min(kk, k - %d);", lanes);
        line("square(x, xo + jj * column + at, column, target, to + at * toRow + jj, toRow);");
        line("}");
        line("}");
        line("}");
        for (int half = lanes / 2; half > 0; half /= 2) {
            turns(half);
        }
        square();
    }

    /** Which lanes come from the other register, and the two turns that bring its lanes there. */
    private void turns(int half) {
        line(
                "private static final VectorMask<%s> OTHER%d = VectorMask.fromValues(S, %s);",
                type.box(), half, list(lanes, lane -> String.valueOf((lane & half) != 0)));
        turn("UP", half, -half);
        turn("DOWN", half, half);
    }

    private void turn(String name, int half, int by) {
        line(
                "private static final VectorShuffle<%s> %s%d = VectorShuffle.fromValues(S, %s);",
                type.box(), name, half, list(lanes, lane -> String.valueOf(lane + by & lanes - 1)));
    }

    private void square() {
        line("private static void square(%s x, int xo, int column, %s target, int to, int toRow) {", array, array);
        for (int i = 0; i < lanes; i++) {
            line("%s r%d = %s;", vector, i, load("x", "xo" + times(i, "column")));
        }
        for (int half = lanes / 2; half > 0; half /= 2) {
            for (int i = 0; i < lanes; i++) {
                if ((i & half) == 0) {
                    exchange("r" + i, "r" + (i + half), half);
                }
            }
        }
        for (int i = 0; i < lanes; i++) {
            line("r%d.intoArray(target, to%s);", i, times(i, "toRow"));
        }
        line("}");
    }

    private void exchange(String x, String y, int half) {
        line(
                "%s %s_%d = EXACT.cast(%s.blend(EXACT.cast(%s.rearrange(UP%d)), OTHER%d));",
                vector, x, half, x, y, half, half);
        line("%s = EXACT.cast(EXACT.cast(%s.rearrange(DOWN%d)).blend(%s, OTHER%d));", y, x, half, y, half);
        line("%s = %s_%d;", x, x, half);
    }
}
