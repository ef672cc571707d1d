package org.torchmm;

import java.util.List;
import java.util.stream.IntStream;

/** Names that a name may have meant: those that so few letters turn it into (Levenshtein's distance). */
final class Spelling {

    private static final int FEW = 2;

    private Spelling() {}

    /** Fewer letters than the name has; the nearest first. */
    static List<String> nearest(String name, List<String> names) {
        int most = Math.min(FEW, name.length() - 1);
        return IntStream.rangeClosed(1, most)
                .boxed()
                .flatMap(distance -> names.stream().filter(other -> distance(name, other) == distance))
                .toList();
    }

    private static int distance(String x, String y) {
        int[] above = new int[y.length() + 1];
        for (int j = 0; j <= y.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= x.length(); i++) {
            int[] row = new int[y.length() + 1];
            row[0] = i;
            for (int j = 1; j <= y.length(); j++) {
                int changed = above[j - 1] + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[y.length()];
    }
}
