package org.torchmm.comparisons.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** All that a run of the report found. */
record Findings(
        Machine machine, Settings settings, Map<String, List<CaseResult>> groups, List<SpeedResult> speeds, Roof roof) {

    /** The kernels that were asked, the fastest of torchmm's own first. */
    List<String> kernels() {
        return speeds.isEmpty() ? List.of() : speeds.get(0).kernels();
    }

    long comparisons() {
        return groups.values().stream()
                .flatMap(Collection::stream)
                .mapToLong(result -> result.verdicts().size())
                .sum();
    }

    /** Cases that somebody answered otherwise than he has to, those of the speed shapes among them. */
    long disagreements() {
        return groups.values().stream()
                        .flatMap(Collection::stream)
                        .filter(result -> !result.isAgreement())
                        .count()
                + speeds.stream()
                        .filter(result -> !result.agreement().isAgreement())
                        .count();
    }
}
