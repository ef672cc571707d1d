import java.util.List;

/**
 * Tiles of int16 by two steps of k at a time: an int of a and of b holds both, a sum those of even and of odd steps, which meet where c is
 * written. All else is that of int32, c's too: of each int the lower 16 bits are the product's.
 */
// Emerald Rapids, 13x2, GFLOP/s of one core on 17 and 25, a panel in L1: 187 and 182, float32 189 and 184, int32 70: a
// multiplication of 32 bits is two instructions there, and of 16 bits one for twice the lanes.
final class PairTilesSource extends TilesSource {

    /**
     * As panels are two vectors wide; more rows that go on from c C1 refuses on JDK 17 ("out of virtual registers"), and they stay in the
     * interpreter. With two instructions for each multiplication there is time for the elements of a that more rows would save.
     */
    private static final List<Shape> BY_32 = List.of(new Shape(8, 1), new Shape(8, 2));

    private final String tilesOfInts;

    PairTilesSource(Type ints, int width, String suffix, boolean has32) {
        super(ints, width, "Pair" + suffix, has32 ? BY_32 : BY_16);
        tilesOfInts = ints.name() + suffix;
    }

    @Override
    String source() {
        line("package org.torchmm.kernel.vector;");
        line("");
        line("import jdk.incubator.vector.IntVector;");
        line("import jdk.incubator.vector.ShortVector;");
        line("import jdk.incubator.vector.VectorOperators;");
        line("import jdk.incubator.vector.VectorSpecies;");
        line("");
        line("/** Written by KernelGenerator. */");
        line("final class %s extends %s {", name, tilesOfInts);
        line("static final Tiles<int[]> INSTANCE = new %s(%s);", name, maxRows());
        species("Integer", "IntVector", "S", "EXACT_INTS", width);
        species("Short", "ShortVector", "SHORTS", "EXACT", width);
        line("private %s(int mostAccumulated, int... maxRows) { super(mostAccumulated, maxRows); }", name);
        for (String sum : List.of("packed", "accumulate")) {
            line("@Override void %s(int rows, int vectors, " + parameters(sum) + ") {", sum, array);
            cases(sum, sum);
            line("fold(rows, vectors, t, batch, co);");
            line("}");
            tiles(sum);
        }
        fold();
        line("}");
        return text();
    }

    /** Both halves of each sum to its lower one; the other is 0, for sums that go on from there. */
    // Tried: inside the tile; C1 refuses it.
    private void fold() {
        line("private static void fold(int rows, int vectors, TileOperands<int[]> t, int batch, int co) {");
        line("int[] c = t.c;");
        line("for (int q = 0; q < batch; q++, co += t.cBatch) {");
        line("for (int i = 0, ci = co; i < rows; i++, ci += t.cRow) {");
        line("for (int j = 0; j < vectors; j++) {");
        line("IntVector both = EXACT_INTS.cast(IntVector.fromArray(S, c, ci + j * %d));", lanes);
        line("IntVector upper = EXACT_INTS.cast(both.lanewise(VectorOperators.LSHR, 16));");
        line("EXACT_INTS.cast(both.add(upper).and(0xFFFF)).intoArray(c, ci + j * %d);", lanes);
        line("}");
        line("}");
        line("}");
        line("}");
    }

    @Override
    String register() {
        return "ShortVector";
    }

    // Without the inner cast JDK 17 calls what reinterprets, and makes objects, once the JVM has converted halves.
    @Override
    String inRegister(String loaded) {
        return "EXACT.cast(EXACT_INTS.cast(" + loaded + ").reinterpretAsShorts())";
    }

    @Override
    String zero() {
        return "ShortVector.zero(SHORTS)";
    }

    @Override
    void store(String sum, String at) {
        line("EXACT_INTS.cast(EXACT.cast(%s).reinterpretAsInts()).intoArray(c, %s);", sum, at);
    }
}
