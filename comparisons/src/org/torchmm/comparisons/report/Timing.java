package org.torchmm.comparisons.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * How long a product took someone.
 *
 * @param nanos of one product, round by round; none if he was not asked
 * @param repeated rounds that were disturbed and measured again
 * @param disturbed rounds that still were when patience ended; they are among those of {@code nanos}
 */
record Timing(String subject, List<Double> nanos, int repeated, int disturbed) {

    static Timing notAsked(String subject) {
        return new Timing(subject, List.of(), 0, 0);
    }

    boolean isAsked() {
        return !nanos.isEmpty();
    }

    Spread spread() {
        return Spread.of(nanos.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The rounds of both, of one subject in two JVMs. */
    Timing and(Timing other) {
        List<Double> both = Stream.concat(nanos.stream(), other.nanos.stream()).toList();
        return new Timing(subject, both, repeated + other.repeated, disturbed + other.disturbed);
    }
}
