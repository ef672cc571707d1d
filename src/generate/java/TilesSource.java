import java.util.List;

/**
 * A class of register tiles: a tile keeps its sums in local variables, as Java has no array of registers, so each size is
 * spelled out.
 */
class TilesSource extends VectorSource {

    /** A shape of tiles: up to so many rows of so many vectors. */
    record Shape(int rows, int vectors) {}

    /**
     * Sums, one row of b and one broadcast element of a have to fit the registers: 32 of 512 bits and, on aarch64, of 128; 16 of 256, and
     * of 128 on x86. 14x2 and 6x2 read the fewest elements for each multiplication, 6x4 takes the fewest instructions where a is not
     * packed; the other wide ones are for one or two rows.
     */
    // Tried: k unrolled by 2 or 4; C2 spills, down to a third of the speed.
    private static final List<Shape> BY_32 =
            List.of(new Shape(14, 1), new Shape(14, 2), new Shape(6, 4), new Shape(2, 8));

    /**
     * Rows of tiles that add their sums to c: of 12x2 and more C1 refuses them on JDK 17 ("out of virtual registers"), and HotSpot may leave
     * them to the interpreter.
     */
    // Emerald Rapids, in turns, squares of 256 to 2048: 10x2, 12x2 and 14x2 level within 2 %, 10x2 0.95 beside a busy
    // sibling on 25.
    private static final int ACCUMULATED = 11;

    static final List<Shape> BY_16 = List.of(new Shape(8, 1), new Shape(6, 2), new Shape(2, 4));

    final String name;
    private final List<Shape> shapes;

    TilesSource(Type type, int width, String name, boolean has32) {
        this(type, width, name, has32 ? BY_32 : BY_16);
    }

    TilesSource(Type type, int width, String name, List<Shape> shapes) {
        super(type, width);
        this.name = name;
        this.shapes = shapes;
    }

    String source() {
        line("package org.torchmm.kernel.vector;");
        line("");
        line("import jdk.incubator.vector.%s;", vector);
        line("import jdk.incubator.vector.VectorMask;");
        line("import jdk.incubator.vector.VectorShuffle;");
        line("import jdk.incubator.vector.VectorSpecies;");
        line("");
        line("/** Written by KernelGenerator. */");
        line("%s %s extends Tiles<%s> {", type.name().equals("Int") ? "class" : "final class", name, array);
        // of the common type, so that whoever names it is verified without this class
        line("static final Tiles<%s> INSTANCE = new %s(%s);", array, name, maxRows());
        species("", width);
        for (int half = width / 2; half >= 128; half /= 2) {
            species(String.valueOf(half), half);
        }
        int square = Math.min(width, TransposeSource.NARROW) / type.bits();
        line("%s(int mostAccumulated, int... maxRows) {", name);
        line("super(%d, %d, %d, mostAccumulated, maxRows);", width, lanes, square);
        line("}");
        overwrite();
        dispatch("packed", "packed");
        dispatch("accumulate", "accumulate");
        dispatch("extend", "extend");
        dispatch("separate", type.isFloating() ? "separate" : "strided");
        sums().forEach(this::tiles);
        lines(new AddSource(type, width));
        lines(new PackSource(type, width));
        lines(new DotsSource(type, width));
        lines(new TransposeSource(type, width));
        line("}");
        return text();
    }

    private void species(String suffix, int bits) {
        species(type.box(), vector, "S" + suffix, "EXACT" + suffix, bits);
    }

    /** C2 has to know the class of a sum that goes around a loop; profiles tell it only while one width is in use. */
    final void species(String box, String vector, String species, String exact, int bits) {
        line("private static final VectorSpecies<%s> %s = %s.SPECIES_%d;", box, species, vector, bits);
        line("@SuppressWarnings(\"unchecked\")");
        line(
                "private static final Class<%s> %s = (Class<%s>) (Class<?>) %s.vectorType();",
                vector, exact, vector, species);
    }

    /** What tiles do to c, as in {@code Tiles.Sum}; a separate sum of integers is a strided one. */
    private List<String> sums() {
        return type.isFloating()
                ? List.of("packed", "accumulate", "contiguous", "strided", "extend", "separate")
                : List.of("packed", "accumulate", "contiguous", "strided", "extend");
    }

    /** All tiles that do so. */
    final void tiles(String sum) {
        for (Shape shape : shapes) {
            for (int rows = 1; rows <= rows(sum, shape); rows++) {
                if (has(sum, shape)) {
                    tile(sum, rows, shape.vectors());
                }
            }
        }
    }

    /** Separate sums are small, panels two vectors wide, and extended sums are for few rows. */
    private static boolean has(String sum, Shape shape) {
        return switch (sum) {
            case "separate", "packed", "accumulate" -> shape.vectors() <= 2;
            case "extend" -> shape.vectors() > 2;
            default -> true;
        };
    }

    private static int rows(String sum, Shape shape) {
        return sum.equals("accumulate") ? Math.min(ACCUMULATED, shape.rows()) : shape.rows();
    }

    /** Whether a and b are. */
    private static boolean isPacked(String sum) {
        return sum.equals("packed") || sum.equals("accumulate");
    }

    /** Whether sums go on from c; of integers they may where others join it later. */
    private boolean isFromC(String sum) {
        return sum.equals("extend") || sum.equals("accumulate") && !type.isFloating();
    }

    /** Those that begin anew are run for the same tile of several matrices. */
    private static boolean isBatched(String sum) {
        return !sum.equals("extend");
    }

    static String parameters(String sum) {
        return "TileOperands<%s> t, " + (isBatched(sum) ? "int batch, " : "") + "int k, int ao, int bo, int co";
    }

    /** Most rows of two vectors that add to c, and of 1, 2, 4 and 8 vectors, as arguments. */
    final String maxRows() {
        return Math.min(ACCUMULATED, maxRows(2)) + ", " + list(4, i -> String.valueOf(maxRows(1 << i)));
    }

    /** The most rows of so many vectors. */
    private int maxRows(int vectors) {
        return shapes.stream()
                .filter(shape -> shape.vectors() == vectors)
                .mapToInt(Shape::rows)
                .findFirst()
                .orElse(0);
    }

    private void overwrite() {
        line("@Override void overwrite(int rows, int vectors, " + parameters("contiguous") + ") {", array);
        line("if (t.aColumn == 1) {");
        cases("contiguous", "contiguous");
        line("} else {");
        cases("strided", "strided");
        line("}");
        line("}");
    }

    private void dispatch(String method, String sum) {
        line("@Override void %s(int rows, int vectors, " + parameters(method) + ") {", method, array);
        cases(method, sum);
        line("}");
    }

    /** Calls of the tiles that a method of {@code Tiles} has, each of which sums up in this way. */
    final void cases(String method, String sum) {
        line("switch (vectors << 4 | rows) {");
        for (Shape shape : shapes) {
            for (int rows = 1; rows <= rows(method, shape); rows++) {
                if (has(method, shape)) {
                    String tile = sum + rows + "x" + shape.vectors();
                    String batch = isBatched(sum) ? "batch, " : "";
                    line("case %d -> %s(t, %sk, ao, bo, co);", shape.vectors() << 4 | rows, tile, batch);
                }
            }
        }
        line("default -> throw new AssertionError(rows + \"x\" + vectors);");
        line("}");
    }

    private void tile(String sum, int rows, int vectors) {
        boolean isPacked = isPacked(sum);
        line("private static void %s%dx%d(" + parameters(sum) + ") {", sum, rows, vectors, array);
        line("%s a = t.a, b = t.b, c = t.c;", array);
        line(isPacked ? "int cRow = t.cRow;" : "int aRow = t.aRow, bRow = t.bRow, cRow = t.cRow, step = t.step;");
        if (isBatched(sum)) {
            line("for (int q = 0; q < batch; q++) {");
        }
        if (!isPacked) {
            line("int " + list(rows, i -> i == 0 ? "a0 = ao" : "a%d = a%d + aRow".formatted(i, i - 1)) + ";");
        }
        // one for all: each call of zero() that C1 and C2 inline takes them a hundredth of a tile's time
        line(register() + " zero = " + zero() + ";");
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                String at = "co%s%s".formatted(times(i, "cRow"), step(sum, j, vectors));
                String c = inRegister("%s.fromArray(S, c, %s)".formatted(vector, at));
                line("%s c%d_%d = %s;", register(), i, j, isFromC(sum) ? c : "zero");
            }
        }
        switch (sum) {
            // from a's place on: an index of a is kk and a constant then, one of b a constant times kk and another
            // Emerald Rapids: 51 instructions a step of 14x2, not 56, beside a busy sibling 1.05 times as fast.
            case "packed", "accumulate" ->
                line("for (int kk = ao, end = ao + k, first = bo - ao * %d; kk < end; kk++) {", 2 * lanes);
            case "contiguous" -> line("for (int kk = 0, bi = bo; kk < k; kk++, bi += bRow) {");
            default -> {
                line("int aColumn = t.aColumn;");
                line("for (int kk = 0, ka = 0, bi = bo; kk < k; kk++, ka += aColumn, bi += bRow) {");
            }
        }
        String row = isPacked ? "first + kk * " + 2 * lanes : "bi";
        for (int j = 0; j < vectors; j++) {
            String of = "%s.fromArray(S, b, %s%s)".formatted(vector, row, step(sum, j, vectors));
            line("%s b%d = %s;", register(), j, inRegister(of));
        }
        for (int i = 0; i < rows; i++) {
            String element = isPacked
                    ? "kk" + (i == 0 ? "" : " + %d * ROW".formatted(i))
                    : "a%d + %s".formatted(i, sum.equals("contiguous") ? "kk" : "ka");
            line("%s x%d = %s;", register(), i, inRegister("%s.broadcast(S, a[%s])".formatted(vector, element)));
            for (int j = 0; j < vectors; j++) {
                line(multiplyAdd(sum.equals("separate"), "c%d_%d".formatted(i, j), "x" + i, "b" + j));
            }
        }
        line("}");
        // Tried: without a cast of what fma returns: 0.78 as fast on JDK 17 beside vectors of 256 bits.
        boolean isAdded = sum.equals("accumulate") && !isFromC(sum);
        if (isAdded) {
            line("%s one = EXACT.cast(%s.broadcast(S, 1));", vector, vector);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                String at = "co%s%s".formatted(times(i, "cRow"), step(sum, j, vectors));
                String c = "c%d_%d".formatted(i, j);
                store(isAdded ? "one.fma(%s.fromArray(S, c, %s), EXACT.cast(%s))".formatted(vector, at, c) : c, at);
            }
        }
        if (isBatched(sum)) {
            line((isPacked ? "" : "ao += t.aBatch; ") + "bo += t.bBatch; co += t.cBatch;");
            line("}");
        }
        line("}");
    }

    /** The class of vectors that are multiplied. */
    String register() {
        return vector;
    }

    /** A sum of nothing. */
    String zero() {
        return vector + ".zero(S)";
    }

    /** What was loaded, as such. */
    String inRegister(String loaded) {
        return loaded;
    }

    /** A sum to its place in c. */
    void store(String sum, String at) {
        line("EXACT.cast(%s).intoArray(c, %s);", sum, at);
    }

    /** Only one or two vectors may overlap; of a constant step C2 checks the bounds of a row once. */
    // Tried (Zen 5): a constant step for two vectors that do not overlap: no clear gain for batches of 32x32 and 64x64.
    private String step(String sum, int j, int vectors) {
        return (vectors > 2 || isPacked(sum)) && j > 0 ? " + " + j * lanes : times(j, "step");
    }
}
