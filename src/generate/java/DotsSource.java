import java.util.List;

/**
 * Rows of a times rows of b in vectors along k; see Summation.LANES, whose lanes are those of 512 bits. The lanes are
 * added up by way of memory.
 */
// Tried: rearrange; no faster.
final class DotsSource extends VectorSource {

    DotsSource(Type type, int width) {
        super(type, width);
        int parts = 512 / width;
        List<Integer> rows = width == 512 ? List.of(4, 2, 1) : List.of(1);
        fold();
        line(
                "@Override void dots(int m, int n, TileOperands<%s> t, %s sums, int k, int ao, int bo, int co) {",
                array, array);
        line("int j = 0;");
        if (width == 512) { // matrix times vector, read in eight places at once
            line("if (m == 1) {");
            line("for (; j + 8 <= n; j += 8) {");
            line("dots1x8(t, sums, k, ao, bo + j * t.bRow, co + j * t.step);");
            line("}");
            line("}");
        }
        for (int columns : new int[] {4, 1}) { // few rows of b stay in L1 while those of a pass by
            line("for (; j + %d <= n; j += %d) {", columns, columns);
            line("int i = 0;");
            for (int r : rows) {
                line("for (; i + %d <= m; i += %d) {", r, r);
                line(
                        "dots%dx%d(t, sums, k, ao + i * t.aRow, bo + j * t.bRow, co + i * t.cRow + j * t.step);",
                        r, columns);
                line("}");
            }
            line("}");
        }
        line("}");
        for (int r : rows) {
            dots(r, 4, parts);
            dots(r, 1, parts);
        }
        if (width == 512) {
            dots(1, 8, parts);
        }
    }

    private void dots(int rows, int columns, int parts) {
        line(
                "private static void dots%dx%d(TileOperands<%s> t, %s sums, int k, int ao, int bo, int co) {",
                rows, columns, array, array);
        line("%s a = t.a, b = t.b, c = t.c;", array);
        line("int whole = k - k %% %d;", lanes * parts);
        line("int " + list(rows, i -> "a%d = ao%s".formatted(i, times(i, "t.aRow"))) + ";");
        line("int " + list(columns, j -> "b%d = bo%s".formatted(j, times(j, "t.bRow"))) + ";");
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                String sum = "c%d_%d_".formatted(i, j);
                line(vector + " " + list(parts, p -> "%s%d = %s.zero(S)".formatted(sum, p, vector)) + ";");
            }
        }
        line("for (int kk = 0; kk < whole; kk += %d) {", lanes * parts);
        for (int p = 0; p < parts; p++) {
            for (int i = 0; i < rows; i++) {
                line("%s x%d_%d = %s.fromArray(S, a, a%d + kk + %d);", vector, i, p, vector, i, p * lanes);
            }
            for (int j = 0; j < columns; j++) {
                line("%s y%d_%d = %s.fromArray(S, b, b%d + kk + %d);", vector, j, p, vector, j, p * lanes);
                for (int i = 0; i < rows; i++) {
                    line(multiplyAdd(
                            false, "c%d_%d_%d".formatted(i, j, p), "x%d_%d".formatted(i, p), "y%d_%d".formatted(j, p)));
                }
            }
        }
        line("}");
        for (int half = parts / 2; half > 0; half /= 2) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    for (int p = 0; p < half; p++) {
                        String sum = "c%d_%d_".formatted(i, j);
                        line("%s%d = EXACT.cast(%s%d).add(EXACT.cast(%s%d));", sum, p, sum, p, sum, p + half);
                    }
                }
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                line("EXACT.cast(c%d_%d_0).intoArray(sums, %d);", i, j, (i * columns + j) * lanes);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                line("%s s%d_%d = fold(sums, %d);", type.keyword(), i, j, (i * columns + j) * lanes);
            }
        }
        line("for (int kk = whole; kk < k; kk++) {");
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                String sum = "s%d_%d".formatted(i, j);
                String format = type.isFloating() ? "%1$s = Math.fma(%2$s, %3$s, %1$s);" : "%1$s += %2$s * %3$s;";
                line(format, sum, "a[a%d + kk]".formatted(i), "b[b%d + kk]".formatted(j));
            }
        }
        line("}");
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                line("c[co%s%s] = s%d_%d;", times(i, "t.cRow"), times(j, "t.step"), i, j);
            }
        }
        line("}");
    }

    /** A method that adds up the lanes of one vector in memory: l and l + half first, then half of what is left. */
    private void fold() {
        line("private static %s fold(%s s, int at) {", type.keyword(), array);
        int left = lanes;
        for (int half = width / 2; half >= 128; half /= 2) {
            left /= 2;
            line("%s x%d = %s.add(%s);", vector, half, load(half, "s", "at"), load(half, "s", "at + " + left));
            line("EXACT%d.cast(x%d).intoArray(s, at);", half, half);
        }
        line("return %s;", halves(0, 1, left));
        line("}");
    }

    private static String halves(int lane, int step, int lanes) {
        return step == lanes
                ? "s[at + " + lane + "]"
                : "(" + halves(lane, 2 * step, lanes) + " + " + halves(lane + step, 2 * step, lanes) + ")";
    }
}
