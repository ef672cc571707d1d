/** Sums of a chain to those before, where a tile does not add them itself. */
final class AddSource extends VectorSource {

    AddSource(Type type, int width) {
        super(type, width);
        add();
    }

    /** c = x + y, over tiles in L1: two vectors of two rows at a time, and what is left over. */
    // Tried (Emerald Rapids): row by row: squares of 256 to 1024 0.97 to 1.0 as fast on 17, level on 25.
    private void add() {
        line(
                "@Override void add(int rows, int vectors, %s x, int xo, int xRow, %s y, int yo, int yRow, %s c, int co, int cRow, int step) {",
                array, array, array);
        line("int j = 0;");
        line("for (; j + 2 <= vectors; j += 2, xo += 2 * step, yo += 2 * step, co += 2 * step) {");
        line("int i = 0, xi = xo, yi = yo, ci = co;");
        line("for (; i < rows - 1; i += 2, xi += 2 * xRow, yi += 2 * yRow, ci += 2 * cRow) {");
        addition(2, 2);
        line("}");
        line("if (i < rows) {");
        addition(1, 2);
        line("}");
        line("}");
        line("if (j < vectors) {");
        line("for (int i = 0, xi = xo, yi = yo, ci = co; i < rows; i++, xi += xRow, yi += yRow, ci += cRow) {");
        addition(1, 1);
        line("}");
        line("}");
        line("}");
    }

    /** Some vectors of some rows, which may overlap: all are read before one is written. */
    private void addition(int rows, int vectors) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                String x = load("x", "xi" + times(i, "xRow") + times(j, "step"));
                String y = load("y", "yi" + times(i, "yRow") + times(j, "step"));
                line("%s c%d_%d = %s.add(%s);", vector, i, j, x, y);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                line("EXACT.cast(c%d_%d).intoArray(c, ci%s%s);", i, j, times(i, "cRow"), times(j, "step"));
            }
        }
    }
}
