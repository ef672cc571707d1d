package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.List;
import org.torchmm.rules.Word;

/**
 * Every combination of ranks that matmul has, 1-D to 5-D, with the batch dimensions equal or stretched on either side or on
 * both: libtorch computes them by dot, mv, mm or bmm, and folds, expands or copies as it sees fit.
 */
final class RankCases {

    private static final int[] BATCH = {2, 3, 4};

    private RankCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int rankA = 1; rankA <= 5; rankA++) {
            for (int rankB = 1; rankB <= 5; rankB++) {
                for (int stretchedA = 0; stretchedA < 1 << Math.max(0, rankA - 2); stretchedA++) {
                    for (int stretchedB = 0; stretchedB < 1 << Math.max(0, rankB - 2); stretchedB++) {
                        // below and above the 400 multiplications at which libtorch turns to MKL
                        cases.add(matmul(rankA, stretchedA, rankB, stretchedB, 3, 4, 5, cases.size()));
                        cases.add(matmul(rankA, stretchedA, rankB, stretchedB, 7, 9, 11, cases.size()));
                    }
                }
            }
        }
        return cases;
    }

    private static Case matmul(int rankA, int ones, int rankB, int otherOnes, int m, int k, int n, int number) {
        return new Case(
                Word.MATMUL,
                operand(rankA, ones, m, k, number),
                rankB == 1 ? Operand.of(ElementType.dtypeInTurn(number), k) : operand(rankB, otherOnes, k, n, number),
                Values.NORMAL,
                number);
    }

    /** A bit of {@code ones} for each batch dimension that is to be stretched. */
    private static Operand operand(int rank, int ones, int rows, int columns, int number) {
        List<Integer> size = new ArrayList<>();
        for (int d = rank - 3; d >= 0; d--) {
            size.add((ones >> d & 1) != 0 ? 1 : BATCH[d]);
        }
        if (rank > 1) {
            size.add(rows);
        }
        size.add(columns);
        return Operand.of(ElementType.dtypeInTurn(number), size.toArray(Integer[]::new));
    }
}
