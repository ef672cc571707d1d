import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the sources of package kernel that nobody should write twice: {@code java KernelGenerator.java SOURCES OUT}.
 *
 * <p>Plain loops are written once, over float; the other element types are derived by replacing the type's names. The
 * classes of register tiles, one for each element type and vector width, are spelled out here: a tile keeps its sums in
 * local variables, and Java has no array of registers.
 */
final class KernelGenerator {

    private static final Path PACKAGE = Path.of("org", "torchmm", "kernel");

    /** Classes written by hand for float alone. */
    private static final List<String> DERIVED = List.of("Loops", "Packing", "Tiny");

    /** An element type: as a keyword, as it begins class names, its box, its size. */
    private record Type(String keyword, String name, String box, int bits) {
        boolean isFloating() {
            return name.equals("Float") || name.equals("Double");
        }
    }

    private static final List<Type> TYPES = List.of(
            new Type("float", "Float", "Float", 32),
            new Type("double", "Double", "Double", 64),
            new Type("int", "Int", "Integer", 32),
            new Type("long", "Long", "Long", 64));

    /** A shape of tiles: up to so many rows of so many vectors. */
    private record Shape(int rows, int vectors) {}

    /**
     * Sums, one row of b and one broadcast element of a have to fit the registers, 32 of 512 bit, 16 of less. 14x2 and 6x2
     * read the fewest elements for each multiplication; the wide ones are for one to four rows. k is not unrolled: by 2 or
     * 4 C2 spills (down to a third of the speed).
     */
    private static List<Shape> shapes(int width) {
        return width == 512
                ? List.of(new Shape(14, 1), new Shape(14, 2), new Shape(4, 4), new Shape(2, 8))
                : List.of(new Shape(8, 1), new Shape(6, 2), new Shape(2, 4));
    }

    public static void main(String[] args) throws IOException {
        Path sources = Path.of(args[0]).resolve(PACKAGE);
        Path out = Files.createDirectories(Path.of(args[1]).resolve(PACKAGE));
        for (Type type : TYPES) {
            for (String name : DERIVED) {
                if (type != TYPES.get(0)) {
                    String source = Files.readString(sources.resolve("Float" + name + ".java"));
                    write(out.resolve(type.name() + name + ".java"), derive(source, type));
                }
            }
            for (int width : new int[] {512, 256, 128}) {
                Path file = out.resolve(type.name() + "Tiles" + width + ".java");
                write(file, new KernelGenerator(type, width).tiles());
            }
        }
    }

    private static String derive(String source, Type type) {
        return source.replaceAll("\\bFloat\\.", type.box() + ".")
                .replaceAll("\\bfloat\\b", type.keyword())
                .replaceAll("\\bFloat(?=[A-Z])", type.name());
    }

    /** An unchanged file keeps its time, so that an incremental build stays one. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    private final Type type;
    private final int width;
    private final int lanes;
    private final String vector;
    private final String array;
    private final StringBuilder text = new StringBuilder();

    private KernelGenerator(Type type, int width) {
        this.type = type;
        this.width = width;
        this.lanes = width / type.bits();
        this.vector = type.name() + "Vector";
        this.array = type.keyword() + "[]";
    }

    private String tiles() {
        String name = type.name() + "Tiles" + width;
        line("package org.torchmm.kernel;");
        line("");
        line("import jdk.incubator.vector.%s;", vector);
        line("import jdk.incubator.vector.VectorSpecies;");
        line("");
        line("/** Written by KernelGenerator. */");
        line("final class %s extends Tiles<%s> {", name, array);
        line("static final %s INSTANCE = new %s();", name, name);
        line("private static final VectorSpecies<%s> S = %s.SPECIES_%d;", type.box(), vector, width);
        line(
                "/** C2 has to know the class of a sum that goes around a loop; profiles tell it only while one width is in use. */");
        line("@SuppressWarnings(\"unchecked\")");
        line("private static final Class<%s> EXACT = (Class<%s>) (Class<?>) S.vectorType();", vector, vector);
        for (int half = width / 2; half >= 128; half /= 2) {
            line("private static final VectorSpecies<%s> S%d = %s.SPECIES_%d;", type.box(), half, vector, half);
            line("@SuppressWarnings(\"unchecked\")");
            line(
                    "private static final Class<%s> EXACT%d = (Class<%s>) (Class<?>) S%d.vectorType();",
                    vector, half, vector, half);
        }
        line("private %s() { super(%d, %d, %sPacking.INSTANCE); }", name, width, lanes, type.name());
        for (String sum : sums()) {
            dispatch(sum);
            for (Shape shape : shapes(width)) {
                for (int rows = 1; rows <= shape.rows(); rows++) {
                    if (has(sum, shape)) {
                        tile(sum, rows, shape.vectors());
                    }
                }
            }
        }
        if (!type.isFloating()) {
            line(
                    "@Override void separate(int rows, int vectors, TileOperands<%s> t, int batch, int k, int ao, int bo, int co) {",
                    array);
            line("strided(rows, vectors, t, batch, k, ao, bo, co);");
            line("}");
        }
        add();
        pack();
        dots();
        line("}");
        return text.toString();
    }

    /** The methods of {@code Tiles}. */
    private List<String> sums() {
        return type.isFloating()
                ? List.of("contiguous", "strided", "extend", "separate")
                : List.of("contiguous", "strided", "extend");
    }

    /** Separate sums are small, and extended ones are for few rows. */
    private static boolean has(String sum, Shape shape) {
        return sum.equals("separate") ? shape.vectors() <= 2 : !sum.equals("extend") || shape.vectors() > 2;
    }

    /** Those that begin anew are run for the same tile of several matrices. */
    private static boolean isBatched(String sum) {
        return !sum.equals("extend");
    }

    private static String parameters(String sum) {
        return "TileOperands<%s> t, " + (isBatched(sum) ? "int batch, " : "") + "int k, int ao, int bo, int co";
    }

    private void dispatch(String sum) {
        line("@Override void %s(int rows, int vectors, " + parameters(sum) + ") {", sum, array);
        line("switch (vectors << 4 | rows) {");
        for (Shape shape : shapes(width)) {
            for (int rows = 1; rows <= shape.rows(); rows++) {
                if (has(sum, shape)) {
                    String tile = sum + rows + "x" + shape.vectors();
                    line(
                            "case %d -> %s(t, %sk, ao, bo, co);",
                            shape.vectors() << 4 | rows, tile, isBatched(sum) ? "batch, " : "");
                }
            }
        }
        line("default -> throw new AssertionError(rows + \"x\" + vectors);");
        line("}");
        line("}");
    }

    private void tile(String sum, int rows, int vectors) {
        line("private static void %s%dx%d(" + parameters(sum) + ") {", sum, rows, vectors, array);
        line("%s a = t.a, b = t.b, c = t.c;", array);
        line("int aRow = t.aRow, bRow = t.bRow, cRow = t.cRow, step = t.step;");
        if (isBatched(sum)) {
            line("for (int q = 0; q < batch; q++) {");
        }
        line("int " + list(rows, i -> i == 0 ? "a0 = ao" : "a%d = a%d + aRow".formatted(i, i - 1)) + ";");
        for (int i = 0; i < rows; i++) {
            int row = i;
            line(vector + " " + list(vectors, j -> "c%d_%d = ".formatted(row, j) + start(sum, row, step(j, vectors)))
                    + ";");
        }
        String column = sum.equals("contiguous") ? "kk" : "ka";
        if (column.equals("kk")) {
            line("for (int kk = 0, bi = bo; kk < k; kk++, bi += bRow) {");
        } else {
            line("int aColumn = t.aColumn;");
            line("for (int kk = 0, ka = 0, bi = bo; kk < k; kk++, ka += aColumn, bi += bRow) {");
        }
        for (int j = 0; j < vectors; j++) {
            line("%s b%d = %s.fromArray(S, b, bi%s);", vector, j, vector, step(j, vectors));
        }
        for (int i = 0; i < rows; i++) {
            line("%s x%d = %s.broadcast(S, a[a%d + %s]);", vector, i, vector, i, column);
            for (int j = 0; j < vectors; j++) {
                line(multiplyAdd(sum.equals("separate"), "c%d_%d".formatted(i, j), "x" + i, "b" + j));
            }
        }
        line("}");
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                line("EXACT.cast(c%d_%d).intoArray(c, co%s%s);", i, j, times(i, "cRow"), step(j, vectors));
            }
        }
        if (isBatched(sum)) {
            line("ao += t.aBatch; bo += t.bBatch; co += t.cBatch;");
            line("}");
        }
        line("}");
    }

    /** Only one or two vectors may overlap; of a constant step C2 checks the bounds of a row once. */
    private String step(int j, int vectors) {
        return vectors > 2 && j > 0 ? " + " + j * lanes : times(j, "step");
    }

    private String start(String sum, int i, String step) {
        return sum.equals("extend")
                ? "%s.fromArray(S, c, co%s%s)".formatted(vector, times(i, "cRow"), step)
                : vector + ".zero(S)";
    }

    /**
     * A sum that goes around a loop is a FloatVector to C2, no more; the cast says which. Without it everything rests on
     * type profiles, and a second vector width in the same JVM makes all tiles three to five times slower.
     */
    private String multiplyAdd(boolean separate, String sum, String x, String y) {
        return type.isFloating() && !separate
                ? "%s = %s.fma(%s, EXACT.cast(%s));".formatted(sum, x, y, sum)
                : "%s = %s.mul(%s).add(EXACT.cast(%s));".formatted(sum, x, y, sum);
    }

    /**
     * c += sums. A pass of its own over two tiles in L1, as with it inside the tile C1 refuses 12 rows ("out of virtual
     * registers"), C2 stops inlining at 13, and HotSpot may leave both to the interpreter.
     */
    private void add() {
        line(
                "@Override void add(int rows, int vectors, %s sums, int sumsRow, %s c, int co, int cRow, int step) {",
                array, array);
        line("for (int i = 0, from = 0; i < rows; i++, from += sumsRow, co += cRow) {");
        line("int j = 0;");
        line("for (; j + 2 <= vectors; j += 2) {");
        line("int at = co + j * step;"); // the two may overlap: both are read before one is written
        line("%s x = %s.add(%s);", vector, load("c", "at"), load("sums", "from + j * step"));
        line("%s y = %s.add(%s);", vector, load("c", "at + step"), load("sums", "from + (j + 1) * step"));
        line("EXACT.cast(x).intoArray(c, at);");
        line("EXACT.cast(y).intoArray(c, at + step);");
        line("}");
        line("if (j < vectors) {");
        line("int at = co + j * step;");
        line("%s x = %s.add(%s);", vector, load("c", "at"), load("sums", "from + j * step"));
        line("EXACT.cast(x).intoArray(c, at);");
        line("}");
        line("}");
        line("}");
    }

    /** What was loaded is a FloatVector to C2 too, as long as it inlines: without the cast, slow for good once two widths are in use. */
    private String load(String from, String at) {
        return load("", from, at);
    }

    private String load(Object narrower, String from, String at) {
        return "EXACT%s.cast(%s.fromArray(S%s, %s, %s))".formatted(narrower, vector, narrower, from, at);
    }

    /**
     * Four panels at a time, row by row: pieces of b long enough for the prefetcher, and few enough places to write to. (Zen 4,
     * an element of a 512 x 512 b takes 0.08 ns, panel by panel with System.arraycopy 0.17, all panels at once 0.10; at
     * n = 2048 0.44, 0.74 and 0.50.)
     */
    private void pack() {
        line("@Override void pack(%s b, int bo, int bRow, int k, int panels, %s target, int to) {", array, array);
        line("int size = k * %d;", 2 * lanes);
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

    /**
     * Rows of a times rows of b in vectors along k; see Summation.LANES, whose lanes are those of 512 bits. The lanes are
     * added up by way of memory: rearrange is as fast alone, but three to five times slower once two widths are in use.
     */
    private void dots() {
        int parts = 512 / width;
        List<Integer> rows = width == 512 ? List.of(4, 2, 1) : List.of(1);
        fold();
        line(
                "@Override void dots(int m, int n, TileOperands<%s> t, %s sums, int k, int ao, int bo, int co) {",
                array, array);
        line("int j = 0;");
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
                line("s%d_%d = Fused.multiplyAdd(a[a%d + kk], b[b%d + kk], s%d_%d);", i, j, i, j, i, j);
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

    private static String times(int factor, String name) {
        return factor == 0 ? "" : factor == 1 ? " + " + name : " + " + factor + " * " + name;
    }

    private static String list(int size, IntFunction<String> item) {
        return IntStream.range(0, size).mapToObj(item).collect(Collectors.joining(", "));
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format : String.format(format, values)).append('\n');
    }
}
