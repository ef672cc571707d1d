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
    private static final List<String> DERIVED = List.of("Loops", "Packing");

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
        line("import jdk.incubator.vector.VectorMask;");
        line("import jdk.incubator.vector.VectorShuffle;");
        line("import jdk.incubator.vector.VectorSpecies;");
        line("");
        line("/** Written by KernelGenerator. */");
        line("final class %s extends Tiles<%s> {", name, array);
        line("static final %s INSTANCE = new %s();", name, name);
        line("private static final VectorSpecies<%s> S = %s.SPECIES_%d;", type.box(), vector, width);
        line("private %s() { super(%d, %d); }", name, width, lanes);
        for (String sum : sums()) {
            dispatch(sum);
            for (Shape shape : shapes(width)) {
                for (int rows = 1; rows <= shape.rows(); rows++) {
                    if (!sum.equals("separate") || shape.vectors() <= 2) {
                        tile(sum, rows, shape.vectors());
                    }
                }
            }
        }
        if (!type.isFloating()) {
            line(
                    "@Override void separate(int rows, int vectors, TileOperands<%s> t, int batch, int k, int ao, int bo, int co) {",
                    array);
            line("overwrite(rows, vectors, t, batch, k, ao, bo, co);");
            line("}");
        }
        dots();
        transpose();
        line("}");
        return text.toString();
    }

    /** overwrite: c = a x b, fused; add: c += a x b, fused; separate: c = a x b, products rounded first. */
    private List<String> sums() {
        return type.isFloating() ? List.of("overwrite", "add", "separate") : List.of("overwrite", "add");
    }

    private static final String PARAMETERS = "TileOperands<%s> t, int batch, int k, int ao, int bo, int co";

    private void dispatch(String sum) {
        line("@Override void %s(int rows, int vectors, " + PARAMETERS + ") {", sum, array);
        line("switch (vectors << 4 | rows) {");
        for (Shape shape : shapes(width)) {
            for (int rows = 1; rows <= shape.rows(); rows++) {
                if (!sum.equals("separate") || shape.vectors() <= 2) {
                    String tile = sum + rows + "x" + shape.vectors();
                    line("case %d -> %s(t, batch, k, ao, bo, co);", shape.vectors() << 4 | rows, tile);
                }
            }
        }
        line("default -> throw new AssertionError(rows + \"x\" + vectors);");
        line("}");
        line("}");
    }

    private void tile(String sum, int rows, int vectors) {
        line("private static void %s%dx%d(" + PARAMETERS + ") {", sum, rows, vectors, array);
        line("%s a = t.a, b = t.b, c = t.c;", array);
        line("int aRow = t.aRow, aColumn = t.aColumn, bRow = t.bRow, cRow = t.cRow, step = t.step;");
        line("for (int q = 0; q < batch; q++) {");
        line("int " + list(rows, i -> i == 0 ? "a0 = ao" : "a%d = a%d + aRow".formatted(i, i - 1)) + ";");
        for (int i = 0; i < rows; i++) {
            int row = i;
            line(vector + " " + list(vectors, j -> "c%d_%d = %s.zero(S)".formatted(row, j, vector)) + ";");
        }
        line("for (int kk = 0, ka = 0, bi = bo; kk < k; kk++, ka += aColumn, bi += bRow) {");
        for (int j = 0; j < vectors; j++) {
            line("%s b%d = %s.fromArray(S, b, bi%s);", vector, j, vector, times(j, "step"));
        }
        for (int i = 0; i < rows; i++) {
            line("%s x%d = %s.broadcast(S, a[a%d + ka]);", vector, i, vector, i);
            for (int j = 0; j < vectors; j++) {
                line(multiplyAdd(sum.equals("separate"), "c%d_%d".formatted(i, j), "x" + i, "b" + j));
            }
        }
        line("}");
        for (int i = 0; i < rows; i++) {
            if (sum.equals("add")) { // vectors may overlap: read the whole row before any of it is written
                for (int j = 0; j < vectors; j++) {
                    line(
                            "c%d_%d = %s.fromArray(S, c, co%s%s).add(c%d_%d);",
                            i, j, vector, times(i, "cRow"), times(j, "step"), i, j);
                }
            }
            for (int j = 0; j < vectors; j++) {
                line("c%d_%d.intoArray(c, co%s%s);", i, j, times(i, "cRow"), times(j, "step"));
            }
        }
        line("ao += t.aBatch; bo += t.bBatch; co += t.cBatch;");
        line("}");
        line("}");
    }

    private String multiplyAdd(boolean separate, String sum, String x, String y) {
        return type.isFloating() && !separate
                ? "%s = %s.fma(%s, %s);".formatted(sum, x, y, sum)
                : "%s = %s.mul(%s).add(%s);".formatted(sum, x, y, sum);
    }

    /** Rows of a times rows of b in vectors along k; see Summation.LANES, whose lanes are those of 512 bits. */
    private void dots() {
        int parts = 512 / width;
        List<Integer> rows = width == 512 ? List.of(4, 2, 1) : List.of(1);
        for (int half = lanes / 2; half > 0; half /= 2) {
            line(
                    "private static final VectorShuffle<%s> ROTATE%d = VectorShuffle.fromOp(S, l -> (l + %d) %% %d);",
                    type.box(), half, half, lanes);
        }
        line("@Override void dots(int m, int n, TileOperands<%s> t, int k, int ao, int bo, int co) {", array);
        line("int i = 0;");
        for (int r : rows) {
            line("for (; i + %d <= m; i += %d) {", r, r);
            line("int j = 0;");
            for (int s : new int[] {4, 1}) {
                line(
                        "for (; j + %d <= n; j += %d) { dots%dx%d(t, k, ao + i * t.aRow, bo + j * t.bRow, co + i * t.cRow + j * t.step); }",
                        s, s, r, s);
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
                "private static void dots%dx%d(TileOperands<%s> t, int k, int ao, int bo, int co) {",
                rows, columns, array);
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
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                halve("c%d_%d_".formatted(i, j), parts);
                line("%s s%d_%d = c%d_%d_0.lane(0);", type.keyword(), i, j, i, j);
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

    private void halve(String sum, int parts) {
        for (int half = parts / 2; half > 0; half /= 2) {
            for (int p = 0; p < half; p++) {
                line("%s%d = %s%d.add(%s%d);", sum, p, sum, p, sum, p + half);
            }
        }
        for (int half = lanes / 2; half > 0; half /= 2) {
            line("%s0 = %s0.add(%s0.rearrange(ROTATE%d));", sum, sum, sum, half);
        }
    }

    /** Squares of lanes x lanes: in step s (1, 2, 4, ...) rows i and i + s trade the lanes that differ in bit s. */
    private void transpose() {
        for (int s = 1; s < lanes; s *= 2) {
            int bit = s;
            long upper = IntStream.range(0, lanes)
                    .filter(l -> (l & bit) != 0)
                    .mapToLong(l -> 1L << l)
                    .sum();
            line(
                    "private static final VectorShuffle<%s> UP%d = VectorShuffle.fromOp(S, l -> (l + %d) %% %d);",
                    type.box(), s, lanes - s, lanes);
            line(
                    "private static final VectorShuffle<%s> DOWN%d = VectorShuffle.fromOp(S, l -> (l + %d) %% %d);",
                    type.box(), s, s, lanes);
            line("private static final VectorMask<%s> UPPER%d = VectorMask.fromLong(S, %dL);", type.box(), s, upper);
            line("private static final VectorMask<%s> LOWER%d = UPPER%d.not();", type.box(), s, s);
        }
        line("@Override void transpose(%s x, int xo, int xRow, int squares, %s y, int yo, int yRow) {", array, array);
        line("for (int q = 0; q < squares; q++, xo += %d, yo += %d * yRow) {", lanes, lanes);
        for (int i = 0; i < lanes; i++) {
            line("%s r0_%d = %s.fromArray(S, x, xo%s);", vector, i, vector, times(i, "xRow"));
        }
        int round = 0;
        for (int s = 1; s < lanes; s *= 2, round++) {
            for (int i = 0; i < lanes; i++) {
                if ((i & s) == 0) {
                    String low = "r%d_%d".formatted(round, i);
                    String high = "r%d_%d".formatted(round, i + s);
                    line("%s r%d_%d = %s.blend(%s.rearrange(UP%d), UPPER%d);", vector, round + 1, i, low, high, s, s);
                    line(
                            "%s r%d_%d = %s.blend(%s.rearrange(DOWN%d), LOWER%d);",
                            vector, round + 1, i + s, high, low, s, s);
                }
            }
        }
        for (int i = 0; i < lanes; i++) {
            line("r%d_%d.intoArray(y, yo%s);", round, i, times(i, "yRow"));
        }
        line("}");
        line("}");
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
