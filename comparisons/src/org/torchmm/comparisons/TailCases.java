package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.torchmm.rules.Word;

/**
 * Sizes on, before and after the multiples that kernels are built of (vectors of 2 to 16 lanes, register tiles, unrolled
 * loops, blocks of k, pages), in each of the three dimensions, as a tail is where loops go wrong.
 */
final class TailCases {

    private static final int[] TILES = {4, 6, 8, 12, 14, 16, 24, 32, 48, 64, 96, 128, 256, 512};

    private TailCases() {}

    static List<Case> all() {
        TreeSet<Integer> sizes = new TreeSet<>(List.of(1, 2));
        for (int tile : TILES) {
            sizes.addAll(List.of(tile - 1, tile, tile + 1));
        }
        List<Case> cases = new ArrayList<>();
        for (int size : sizes) {
            for (DataType dtype : ElementType.DTYPES) {
                add(cases, dtype, 1, size, 9, 37);
                add(cases, dtype, 1, 5, size, 19);
                add(cases, dtype, 1, 11, 13, size);
            }
        }
        // all three at once: corners of tiles
        for (int size : sizes.headSet(70)) {
            for (int delta = -1; delta <= 1; delta++) {
                DataType dtype = ElementType.dtypeInTurn(cases.size());
                add(cases, dtype, 2, size, size, Math.max(1, size + delta));
            }
        }
        return cases;
    }

    private static void add(List<Case> cases, DataType dtype, int batch, int m, int k, int n) {
        Operand a = Operand.of(dtype, batch, m, k);
        Operand b = Operand.of(dtype, batch, k, n);
        int seed = cases.size();
        switch (seed % 3) {
            case 1 -> b = b.with(Layout.transposed(3));
            case 2 -> a = a.with(Layout.transposed(3));
            default -> {}
        }
        cases.add(new Case(Word.BMM, a, b, Values.NORMAL, seed));
    }
}
