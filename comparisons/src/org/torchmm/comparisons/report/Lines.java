package org.torchmm.comparisons.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line a case, for the terminal. */
final class Lines {

    private Lines() {}

    /** With what is wrong, if anything is. */
    static String ofCase(CaseResult result) {
        return result.isAgreement() ? verdict(result) : verdict(result) + "\n" + faults(result);
    }

    static String verdict(CaseResult result) {
        return line("%-13s %9s %9s  %s", result.verdict(), result.error(), result.boundText(), result.asked());
    }

    private static String faults(CaseResult result) {
        return result.verdicts().stream()
                .filter(verdict -> !verdict.isAgreement())
                .map(verdict -> verdict.subject() + ": " + verdict.fault())
                .collect(Collectors.joining("\n"))
                .indent(4)
                .stripTrailing();
    }

    static String speedHeader(SpeedResult first) {
        return line("%-17s %-34s %9s %9s", "shape", "sizes", "error", "bound")
                + first.timings().stream()
                        .map(timing -> line(" %16s", timing.subject()))
                        .collect(Collectors.joining())
                + "  GFLOP/s"
                + first.kernels().stream()
                        .map(kernel -> line(" %11s", abbreviated(kernel) + "/lt"))
                        .collect(Collectors.joining())
                + "  repeated  verdict";
    }

    private static String abbreviated(String kernel) {
        return kernel.length() > 8 ? kernel.substring(0, 8) : kernel;
    }

    static String ofSpeed(SpeedResult speed) {
        CaseResult agreement = speed.agreement();
        String line = line(
                        "%-17s %-34s %9s %9s",
                        speed.shape().name(), speed.sizes(), agreement.error(), agreement.boundText())
                + speed.timings().stream()
                        .map(timing ->
                                line(" %16s", timing.isAsked() ? Tables.gigaflops(speed, timing.subject()) : "–"))
                        .collect(Collectors.joining())
                + "         "
                + speed.kernels().stream()
                        .map(kernel -> line(" %11s", speed.isAsked(kernel) ? Decimals.ratio(speed.ratio(kernel)) : "–"))
                        .collect(Collectors.joining())
                + line("  %8s  %s", Tables.rounds(speed), agreement.verdict());
        return agreement.isAgreement() ? line : line + "\n" + faults(agreement);
    }

    static String means(Findings findings) {
        Stream<String> means = findings.kernels().stream()
                .map(kernel -> kernel + " " + Decimals.ratio(SpeedResult.geometricMean(findings.speeds(), kernel)));
        return "Geometric mean of the ratios to libtorch: " + means.collect(Collectors.joining(", "));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
