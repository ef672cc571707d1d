/**
 * Rows that lie along k turned into rows of a panel, in squares: 8x8 floats of 256 bits by three rounds, each of which exchanges
 * parts of pairs of registers, with 512 bits 16x16 by four. Nothing here may rest on type profiles.
 */
// Zen 5, an element takes 0.17 ns in 8x8 on JDK 17, 0.15 on 25, in 16x16 0.18 and 0.09; read and written one by one 0.3
// to 0.5.
// JDK 17 makes a mask for every blend of 512 bits anew, and spills; 25 keeps them in registers for masks.
// Tried: two turns and two blends a pair, 8x8: 0.19 and 0.15 ns.
// Tried: 16x8, halves of rows loaded where the first of four rounds would bring them: 0.18 and 0.12 ns.
// Tried: 16x4, two rounds as loads, lanes chosen by bits: 0.24 and 0.22 to 0.36 ns; chosen by masks no better.
// Tried: lanes chosen by bits in 8x8 and 16x16: 0.19 and 0.36 ns on 17.
// Tried: lanes chosen by bits in 8x8 on Emerald Rapids: transposed batches of 20 to 64 1.05 to 1.12 on 17, 0.96 to 1.0
// on 25.
// Tried: the loop along k around the square's body: k = 192 0.15 and 0.11 ns, but 16x16 0.24 and 0.18.
// Tried: the loop of a batch around it: batches of 8x8 5 to 10 % faster, 48x48 and 64x64 6 to 9 % slower.
// Tried: a cache line of each row before the next rows: products 1 to 15 % slower (Zen 4).
// Tried: without the casts: 1 to 5 ns on 17 once rearrange was in use at two widths.
final class TransposeSource extends VectorSource {

    /** Squares of more bits are only for what has room for them, and for a C2 that has registers for masks. */
    static final int NARROW = 256;

    TransposeSource(Type type, int width) {
        super(type, width);
        line(
                "@Override void transpose(%s x, int xo, int column, int k, int n, %s target, int to, int toRow) {",
                array, array);
        if (width > NARROW) {
            wide(type.name() + "Tiles" + NARROW + ".INSTANCE");
        } else {
            line("for (int j = 0; j < n; j += %d) {", lanes);
            line("int jj = Math.min(j, n - %d);", lanes);
            line("for (int kk = 0; kk < k; kk += %d) {", lanes);
            line("int at = Math.min(kk, k - %d);", lanes);
            line("square(x, xo + jj * column + at, column, target, to + at * toRow + jj, toRow);");
            line("}");
            line("}");
        }
        line("}");
        for (int half = lanes / 2; half > 0; half /= 2) {
            lanes(half);
        }
        square();
    }

    /** Whole squares, and what is beside and below them in narrow ones. */
    private void wide(String narrow) {
        int least = lanes * NARROW / width;
        line("int wholeN = HAS_MASKS ? n / %d * %d : 0;", lanes, lanes);
        line("int wholeK = wholeN > 0 ? k / %d * %d : 0;", lanes, lanes);
        line("for (int j = 0; j < wholeN; j += %d) {", lanes);
        line("for (int kk = 0; kk < wholeK; kk += %d) {", lanes);
        line("square(x, xo + j * column + kk, column, target, to + kk * toRow + j, toRow);");
        line("}");
        line("}");
        line("if (wholeK < k && wholeN > 0) {");
        line("int kk = Math.min(wholeK, k - %d);", least);
        line("%s.transpose(x, xo + kk, column, k - kk, wholeN, target, to + kk * toRow, toRow);", narrow);
        line("}");
        line("if (wholeN < n) {");
        line("int j = Math.min(wholeN, n - %d);", least);
        line("%s.transpose(x, xo + j * column, column, k, n - j, target, to + j, toRow);", narrow);
        line("}");
    }

    /** Which lanes an exchange brings from the other register, and the turn that does. */
    private void lanes(int half) {
        line(
                "private static final VectorMask<%s> OTHER%d = VectorMask.fromValues(S, %s);",
                type.box(), half, list(lanes, lane -> String.valueOf((lane & half) != 0)));
        line(
                "private static final VectorShuffle<%s> TURN%d = VectorShuffle.fromValues(S, %s);",
                type.box(), half, list(lanes, lane -> String.valueOf(lane ^ half)));
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

    /** What both give away in one register is turned at once: blends are cheaper than turns. */
    private void exchange(String x, String y, int half) {
        String turned = x + "_" + half;
        line(
                "%s %s = EXACT.cast(EXACT.cast(%s.blend(%s, OTHER%d)).rearrange(TURN%d));",
                vector, turned, y, x, half, half);
        line("%s = EXACT.cast(%s.blend(%s, OTHER%d));", x, x, turned, half);
        line("%s = EXACT.cast(%s.blend(%s, OTHER%d));", y, turned, y, half);
    }
}
