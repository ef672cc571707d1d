package org.torchmm.comparisons.report;

import java.util.List;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;
import org.torchmm.comparisons.SpeedTask;

/**
 * How fast everyone multiplied one shape, and whether rightly.
 *
 * @param agreement null where it was not asked
 * @param timings libtorch's first
 */
record SpeedResult(SpeedShape shape, CaseResult agreement, List<Timing> timings) {

    static final String LIBTORCH = "libtorch";

    Timing timing(String subject) {
        return timings.stream()
                .filter(timing -> timing.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    /** These rounds and those of the same shape in another JVM; the agreement is that of whichever has one. */
    SpeedResult and(SpeedResult other) {
        List<Timing> both = timings.stream()
                .map(timing -> timing.and(other.timing(timing.subject())))
                .toList();
        return new SpeedResult(shape, agreement == null ? other.agreement : agreement, both);
    }

    boolean isAsked(String subject) {
        return timing(subject).isAsked();
    }

    /** Whoever was timed besides libtorch, or spared. */
    List<String> kernels() {
        return timings.stream()
                .map(Timing::subject)
                .filter(subject -> !subject.equals(LIBTORCH))
                .toList();
    }

    /** Of the median round. */
    double gigaflops(String subject) {
        return operations() / timing(subject).spread().median();
    }

    /** Whether there is more than one round. */
    boolean hasSpread(String subject) {
        return timing(subject).nanos().size() > 1;
    }

    /** Half the interquartile range. */
    double gigaflopsSpread(String subject) {
        Spread nanos = timing(subject).spread();
        return (operations() / nanos.lower() - operations() / nanos.upper()) / 2;
    }

    /** How many times as fast as libtorch. */
    double ratio(String kernel) {
        return timing(LIBTORCH).spread().median() / timing(kernel).spread().median();
    }

    double operations() {
        return SpeedTask.operations(shape.product());
    }

    /** Operations for each byte that has to be read or written. */
    double intensity() {
        return operations() / SpeedTask.bytes(shape.product());
    }

    int repeated() {
        return timings.stream().mapToInt(Timing::repeated).sum();
    }

    int disturbed() {
        return timings.stream().mapToInt(Timing::disturbed).sum();
    }

    /** (128, 64) x (64, 128), with the layout where it is not the usual one. */
    String sizes() {
        return (shape.product().a() + " × " + shape.product().b()).replaceAll("float(32|64)", "");
    }

    static double geometricMean(List<SpeedResult> results, String kernel) {
        return Math.exp(results.stream()
                .mapToDouble(result -> Math.log(result.ratio(kernel)))
                .average()
                .orElse(Double.NaN));
    }
}
