package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.torchmm.rules.Word;

/** Operands in every layout against operands in every other, for each product, below and above libtorch's small loop. */
final class LayoutCases {

    private LayoutCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        pairs(cases, Word.BMM, new Integer[] {3, 4, 6}, new Integer[] {3, 6, 5});
        pairs(cases, Word.BMM, new Integer[] {3, 17, 40}, new Integer[] {3, 40, 33});
        pairs(cases, Word.MM, new Integer[] {9, 20}, new Integer[] {20, 35});
        pairs(cases, Word.MV, new Integer[] {19, 70}, new Integer[] {70});
        pairs(cases, Word.DOT, new Integer[] {130}, new Integer[] {130});
        pairs(cases, Word.MATMUL, new Integer[] {2, 3, 5, 18}, new Integer[] {3, 18, 21});
        return cases;
    }

    private static void pairs(List<Case> cases, Word word, Integer[] a, Integer[] b) {
        for (Layout layoutA : layouts(a.length)) {
            for (Layout layoutB : layouts(b.length)) {
                DataType dtype = ElementType.dtypeInTurn(cases.size());
                cases.add(new Case(
                        word,
                        Operand.of(dtype, a).with(layoutA),
                        Operand.of(dtype, b).with(layoutB),
                        Values.NORMAL,
                        cases.size()));
            }
        }
    }

    private static List<Layout> layouts(int rank) {
        List<Layout> layouts = new ArrayList<>();
        layouts.add(Layout.CONTIGUOUS);
        if (rank > 1) {
            layouts.add(Layout.transposed(rank));
            layouts.add(new Layout(Layout.transposed(rank).order(), List.of(), List.of(rank - 1), List.of(rank - 2)));
        }
        for (int d = Math.max(0, rank - 3); d < rank; d++) {
            layouts.add(Layout.expanded(d));
            layouts.add(Layout.stepped(d));
            layouts.add(Layout.offset(d));
        }
        return layouts;
    }
}
