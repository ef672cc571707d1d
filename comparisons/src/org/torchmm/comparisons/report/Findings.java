package org.torchmm.comparisons.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that a run of the report found. */
record Findings(
        Machine machine,
        Settings settings,
        Map<String, List<CaseResult>> groups,
        List<SpeedResult> speeds,
        List<PeerSpeeds> peers,
        Roof roof) {

    /** A median of rounds bears some that are wrong; with more it is a guess. */
    private static final double QUOTABLE = 0.1;

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

    /** The share of the rounds that something else disturbed to the end. */
    double disturbed() {
        long rounds = timings().mapToLong(timing -> timing.nanos().size()).sum();
        return rounds == 0 ? 0 : timings().mapToInt(Timing::disturbed).sum() / (double) rounds;
    }

    private Stream<Timing> timings() {
        return allSpeeds().flatMap(speed -> speed.timings().stream());
    }

    /** Those of the kernels and those of the peers. */
    private Stream<SpeedResult> allSpeeds() {
        return Stream.concat(speeds.stream(), peers.stream().flatMap(table -> table.speeds().stream()));
    }

    /** Whether the machine was quiet enough for its speeds to be quoted. */
    boolean isQuotable() {
        return disturbed() <= QUOTABLE;
    }

    /** What to say of speeds that are not to be quoted. */
    String disturbance() {
        return Decimals.percent(disturbed())
                + " of the rounds stayed disturbed by other work on this machine: these speeds"
                + " are not to be quoted.";
    }

    /** Cases that somebody answered otherwise than he has to, those of the speed shapes among them. */
    long disagreements() {
        return groups.values().stream()
                        .flatMap(Collection::stream)
                        .filter(result -> !result.isAgreement())
                        .count()
                + allSpeeds()
                        .filter(result -> !result.agreement().isAgreement())
                        .count();
    }
}
