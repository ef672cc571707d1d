/** Copies of whole vectors: of rows of b into panels, and of rows of a. */
final class PackSource extends VectorSource {

    PackSource(Type type, int width) {
        super(type, width);
        pack();
        packRows();
    }

    /** Four panels at a time, row by row: pieces of b long enough for the prefetcher, and few enough places to write to. */
    // Zen 4, an element of b at n = 512 and 2048: 0.08 and 0.44 ns.
    // Tried: panel by panel with System.arraycopy: 0.17 and 0.74 ns.
    // Tried: all panels at once: 0.10 and 0.50 ns.
    // Tried (Emerald Rapids): 8 and 16 panels: products of 64 to 2048 rows 0.95 to 1.01 as fast.
    private void pack() {
        line(
                "@Override void pack(%s b, int bo, int bRow, int k, int panels, %s target, int to, int size) {",
                array, array);
        line("for (int panel = 0; panel < panels; panel += 4) {");
        line("int end = Math.min(panels, panel + 4);");
        line("for (int kk = 0; kk < k; kk++) {");
        line("int from = bo + kk * bRow + panel * %d;", 2 * lanes);
        line("int at = to + panel * size + kk * %d;", 2 * lanes);
        line("for (int i = panel; i < end; i++, from += %d, at += size) {", 2 * lanes);
        line("%s x = %s;", vector, load("b", "from"));
        line("%s y = %s;", vector, load("b", "from + " + lanes));
        line("x.intoArray(target, at);");
        line("y.intoArray(target, at + %d);", lanes);
        line("}");
        line("}");
        line("}");
        line("}");
    }

    /** Two vectors of all rows at a time, as the loads of several rows wait for memory side by side; the last ones reach back. */
    // Emerald Rapids, 13 rows, an element: from L1 0.08 to 0.14 ns on 17, row by row 0.13 to 0.25, with arraycopy 0.13
    // to 0.28; from L3 0.23, 0.34 and 0.28 to 0.42. JDK 25: no clear difference.
    private void packRows() {
        line("@Override void packRows(%s a, int ao, int aRow, int m, int k, %s target, int to) {", array, array);
        line("int last = k - %d;", lanes);
        line("for (int kk = 0; kk < k; kk += %d) {", 2 * lanes);
        line("int u = Math.min(kk, last), v = Math.min(kk + %d, last);", lanes);
        line("for (int i = 0, from = ao, at = to; i < m; i++, from += aRow, at += ROW) {");
        line("%s x = %s;", vector, load("a", "from + u"));
        line("%s y = %s;", vector, load("a", "from + v"));
        line("x.intoArray(target, at + u);");
        line("y.intoArray(target, at + v);");
        line("}");
        line("}");
        line("}");
    }
}
