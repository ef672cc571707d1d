package org.torchmm.comparisons.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.torchmm.comparisons.Verdict;
import org.torchmm.comparisons.report.Table.Cell;

/** What was found, as tables. */
final class Tables {

    private static final String NOT_ASKED = "–";

    /** What the sign in the peers' tables means. */
    static final String SPARED =
            NOT_ASKED + ": peers in plain Java are spared products of more than 2^30 operations (squares of"
                    + " 1024 and beyond), which take them up to minutes.";

    private Tables() {}

    /** A line a group: how many were asked, and what came of it. */
    static Table verdicts(Findings findings) {
        Table table = new Table(List.of("Group", "Cases", "Comparisons", "Refused alike", "Differ", "Verdict"));
        findings.groups().forEach((group, results) -> {
            long differ = count(results, result -> !result.isAgreement());
            table.row(List.of(
                    Cell.of(group),
                    number(results.size()),
                    number(results.stream().mapToLong(r -> r.verdicts().size()).sum()),
                    number(count(results, result -> result.isRefused() && result.isAgreement())),
                    number(differ),
                    verdict(differ == 0, differ == 0 ? "agree" : "DIFFER")));
        });
        return table;
    }

    private static long count(Collection<CaseResult> results, Predicate<CaseResult> predicate) {
        return results.stream().filter(predicate).count();
    }

    /** The greatest error of each subject in each group, as a share of the one allowed. */
    static Table errors(Findings findings) {
        List<String> subjects = subjects(findings.groups().values());
        List<String> header = new ArrayList<>(List.of("Group"));
        header.addAll(subjects);
        Table table = new Table(header);
        for (Map.Entry<String, List<CaseResult>> group : findings.groups().entrySet()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(group.getKey())));
            subjects.forEach(subject -> row.add(heat(group.getValue(), subject)));
            table.row(row);
        }
        return table;
    }

    private static List<String> subjects(Collection<List<CaseResult>> groups) {
        return groups.stream()
                .flatMap(Collection::stream)
                .flatMap(result -> result.verdicts().stream())
                .map(Verdict::subject)
                .distinct()
                .toList();
    }

    private static Cell heat(List<CaseResult> results, String subject) {
        double share = greatest(results, subject);
        return share == 0
                ? Cell.of("exact")
                : error(Decimals.percent(share), share, greatest(results, SpeedResult.LIBTORCH));
    }

    private static double greatest(List<CaseResult> results, String subject) {
        return results.stream()
                .mapToDouble(result -> result.share(subject))
                .max()
                .orElse(0);
    }

    /** One colour for what is no larger than libtorch's own error, as far as is shown; beyond it, the darker the larger. */
    private static Cell error(String text, double share, double own) {
        boolean isLarger = share > own && !Decimals.percent(share).equals(Decimals.percent(own));
        return isLarger ? new Cell(text, share, "heat") : new Cell(text, -1, "own");
    }

    /** A line a case. */
    static Table cases(List<CaseResult> results) {
        Table table = new Table(List.of("Case", "Error", "Bound", "Verdict"));
        for (CaseResult result : results) {
            table.row(List.of(
                    new Cell(result.asked().toString(), -1, "name"),
                    result.bound() == 0
                            ? number(result.isRefused() ? "" : result.error())
                            : error(result.error(), result.share(), result.share(SpeedResult.LIBTORCH)),
                    number(result.boundText()),
                    verdict(result.isAgreement(), result.verdict())));
        }
        return table;
    }

    /** A line a shape: how fast everyone was, and how right. */
    static Table speeds(Findings findings) {
        List<String> header = new ArrayList<>(List.of("Shape", "libtorch GFLOP/s"));
        findings.kernels().forEach(kernel -> header.add(kernel + " GFLOP/s"));
        findings.kernels().forEach(kernel -> header.add(kernel + " / libtorch"));
        header.addAll(List.of("Repeated", "Error", "Bound", "Verdict", "Sizes"));
        Table table = new Table(header);
        for (SpeedResult speed : findings.speeds()) {
            CaseResult agreement = speed.agreement();
            List<Cell> row = new ArrayList<>(List.of(Cell.of(speed.shape().name())));
            speed.timings().forEach(timing -> row.add(number(gigaflops(speed, timing.subject()))));
            speed.kernels().forEach(kernel -> row.add(number(Decimals.ratio(speed.ratio(kernel)))));
            row.addAll(List.of(
                    number(rounds(speed)),
                    number(agreement.error()),
                    number(agreement.boundText()),
                    verdict(agreement.isAgreement(), agreement.verdict()),
                    new Cell(speed.sizes(), -1, "name")));
            table.row(row);
        }
        return table;
    }

    /** A line a shape: how fast the peers were beside libtorch and the fastest kernel. */
    static Table peers(PeerSpeeds peers) {
        List<String> header = new ArrayList<>(List.of("Shape", "libtorch GFLOP/s"));
        header.addAll(peers.subjects());
        header.addAll(List.of("Repeated", "Verdict"));
        Table table = new Table(header);
        for (SpeedResult speed : peers.speeds()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(speed.shape().name())));
            row.add(number(gigaflops(speed, SpeedResult.LIBTORCH)));
            peers.subjects()
                    .forEach(
                            subject -> row.add(number(speed.isAsked(subject) ? gigaflops(speed, subject) : NOT_ASKED)));
            CaseResult agreement = speed.agreement();
            row.addAll(List.of(number(rounds(speed)), verdict(agreement.isAgreement(), agreement.verdict())));
            table.row(row);
        }
        return table;
    }

    /** A line a shape: how many times as fast as libtorch each peer was; their geometric means at the end. */
    static Table peerRatios(PeerSpeeds peers) {
        List<String> header = new ArrayList<>(List.of("Times as fast as libtorch"));
        header.addAll(peers.subjects());
        Table table = new Table(header);
        for (SpeedResult speed : peers.speeds()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(speed.shape().name())));
            peers.subjects()
                    .forEach(subject ->
                            row.add(speed.isAsked(subject) ? ratioCell(speed.ratio(subject)) : number(NOT_ASKED)));
            table.row(row);
        }
        List<SpeedResult> common = peers.askedOfAll();
        List<Cell> means = new ArrayList<>(List.of(Cell.of("geometric mean of " + common.size())));
        peers.subjects()
                .forEach(subject -> means.add(
                        common.isEmpty() ? number(NOT_ASKED) : ratioCell(SpeedResult.geometricMean(common, subject))));
        return table.row(means);
    }

    /** Green where faster than libtorch, orange where slower, strongest from four times on. */
    private static Cell ratioCell(double ratio) {
        double strength = Math.min(1, Math.abs(Math.log(ratio)) / Math.log(4));
        return new Cell(Decimals.ratio(ratio), strength, ratio < 1 ? "slower" : "faster");
    }

    /** Why each shape is there. */
    static Table reasons(Findings findings) {
        Table table = new Table(List.of("Shape", "Where one meets it"));
        findings.speeds()
                .forEach(speed -> table.row(List.of(
                        Cell.of(speed.shape().name()), Cell.of(speed.shape().reason()))));
        return table;
    }

    static String gigaflops(SpeedResult speed, String subject) {
        String median = Decimals.rounded(speed.gigaflops(subject));
        return speed.hasSpread(subject) ? median + " ± " + Decimals.rounded(speed.gigaflopsSpread(subject)) : median;
    }

    /** Disturbed rounds that were measured again, and those that stayed disturbed. */
    static String rounds(SpeedResult speed) {
        return speed.repeated() + (speed.disturbed() == 0 ? "" : " (" + speed.disturbed() + " left)");
    }

    private static Cell number(long number) {
        return number(String.valueOf(number));
    }

    private static Cell number(String text) {
        return new Cell(text, -1, "number");
    }

    private static Cell verdict(boolean isAgreement, String text) {
        return new Cell(text, -1, isAgreement ? "good" : "bad");
    }
}
