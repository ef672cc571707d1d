/**
 * c = a x b in Summation.SEPARATE where Loops.isSpelledOut(b), so 1x1 to 7x7, any number of rows against it: b waits in
 * local variables, and the loop over the batch is inside.
 */
// 1024 products of n x n matrices (Zen 4, JDK 17) take 4 ns each for n = 2 and 13 ns for n = 3.
// Tried: loops over rows and columns with the sum alone spelled out: 11 and 22 ns.
// Tried: loops over all three: longer still.
final class TinySource extends JavaSource {

    /** The largest n; Loops reads it from the class. */
    private static final int MOST = 7;

    TinySource(Type type) {
        super(type);
    }

    String source() {
        line("package org.torchmm.kernel;");
        line("");
        line("/** Written by KernelGenerator. */");
        line("final class %sTiny {", type.name());
        line("static final int MOST = %d;", MOST);
        line("private %sTiny() {}", type.name());
        line("/** Matrices {@code from} to {@code to} of the batch. */");
        line("static void run(Matrices<%1$s> a, Matrices<%1$s> b, Matrices<%1$s> c, int from, int to) {", array);
        line("switch (b.rows()) {");
        for (int n = 1; n <= MOST; n++) {
            line("case %1$d -> by%1$d(a, b, c, from, to);", n);
        }
        line("default -> throw new AssertionError(b.rows());");
        line("}");
        line("}");
        for (int n = 1; n <= MOST; n++) {
            by(n);
        }
        line("}");
        return text();
    }

    private void by(int n) {
        line(
                "private static void by%d(Matrices<%2$s> a, Matrices<%2$s> b, Matrices<%2$s> c, int from, int to) {",
                n, array);
        line("%s x = a.data(), y = b.data(), z = c.data();", array);
        line("int m = a.rows();");
        line("int aRow = a.rowStride(), bRow = b.rowStride(), cRow = c.rowStride();");
        if (n > 1) {
            line("int aColumn = a.columnStride(), bColumn = b.columnStride(), cColumn = c.columnStride();");
        }
        if (n == 1) {
            line("if (m == 1) {"); // a loop of one round for each matrix took 3.7 times as long
            line("int xi = a.offset() + from * a.batchStride(), yi = b.offset() + from * b.batchStride();");
            line("int zi = c.offset() + from * c.batchStride();");
            line("int xStep = a.batchStride(), yStep = b.batchStride(), zStep = c.batchStride();");
            line("if (xStep == 1 && yStep == 1 && zStep == 1) {"); // as a plain product of elements
            line("for (int i = 0; i < to - from; i++) {");
            line("z[zi + i] = 0 + x[xi + i] * y[yi + i];");
            line("}");
            line("return;");
            line("}");
            line("for (int q = from; q < to; q++, xi += xStep, yi += yStep, zi += zStep) {");
            line("z[zi] = 0 + x[xi] * y[yi];");
            line("}");
            line("return;");
            line("}");
        }
        line("for (int q = from; q < to; q++) {");
        line("int ai = a.offset() + q * a.batchStride();");
        line("int bi = b.offset() + q * b.batchStride();");
        line("int ci = c.offset() + q * c.batchStride();");
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                line("%s y%d%d = y[bi%s%s];", type.keyword(), k, j, times(k, "bRow"), times(j, "bColumn"));
            }
        }
        line("for (int i = 0; i < m; i++, ai += aRow, ci += cRow) {");
        line("%s %s;", type.keyword(), list(n, k -> "x%d = x[ai%s]".formatted(k, times(k, "aColumn"))));
        for (int j = 0; j < n; j++) {
            StringBuilder sum = new StringBuilder("0"); // from +0, as -0 x 1 alone would be -0
            for (int k = 0; k < n; k++) {
                sum.append(" + x%d * y%d%d".formatted(k, k, j));
            }
            line("z[ci%s] = %s;", times(j, "cColumn"), sum);
        }
        line("}");
        line("}");
        line("}");
    }
}
