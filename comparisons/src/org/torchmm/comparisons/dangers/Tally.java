package org.torchmm.comparisons.dangers;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What came of the calls of one use and one way to free its operand; written by one thread at a time. */
final class Tally {

    int tried;
    int right;
    int refused;
    final Set<String> lost = new TreeSet<>();

    String row(Closing closing, Use use) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %s |",
                use.name().toLowerCase(Locale.ROOT),
                closing.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                tried,
                right,
                refused,
                lost.isEmpty() ? "" : String.join("; ", lost));
    }
}
