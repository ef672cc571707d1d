package org.torchmm.comparisons.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torchmm.comparisons.Plural;

/**
 * All that a run of the report found.
 *
 * @param asked the names of the kernels that were to be asked
 */
record Findings(
        Machine machine,
        Settings settings,
        List<String> asked,
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

    /** The kernels that no case was asked of, and libtorch if none was at all. */
    List<String> unasked() {
        Set<String> subjects = Stream.concat(
                        groups.values().stream().flatMap(Collection::stream),
                        allSpeeds().map(SpeedResult::agreement))
                .flatMap(result -> result.verdicts().stream())
                .map(verdict -> verdict.subject().split(", ")[0])
                .collect(Collectors.toSet());
        return Stream.concat(Stream.of(SpeedResult.LIBTORCH), asked.stream())
                .filter(name -> !subjects.contains(name))
                .toList();
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

    /** "1 case differs", "3 cases differ". */
    String differing() {
        return Plural.of(disagreements(), "case") + (disagreements() == 1 ? " differs" : " differ");
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
