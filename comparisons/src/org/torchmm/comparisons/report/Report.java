package org.torchmm.comparisons.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.torchmm.comparisons.Case;
import org.torchmm.comparisons.Cases;
import org.torchmm.comparisons.Failures;
import org.torchmm.comparisons.Plural;
import org.torchmm.comparisons.Progress;
import org.torchmm.comparisons.Request;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;
import org.torchmm.comparisons.peers.Peers;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * How far libtorch and every kernel are from each other, and how fast each is: {@code mvn -q test-compile
 * exec:exec@report}. One line a case on standard output, and all of it with pictures in target/report.html.
 *
 * <p>{@link Settings#ofProperties} and {@link Request} shorten it. The exit status is 1 if anything differs, and if a kernel was
 * asked nothing. Differences are told whole while they are few; all are in target/comparisons/Report.txt.
 */
public final class Report {

    /** OpenBLAS knows some AMD processors with AVX-512 for ones without, unless it is told. */
    private static final Map<String, String> AVX_512 = Map.of("OPENBLAS_CORETYPE", "SKYLAKEX");

    private final Settings settings;
    private final Clock clock;
    private final PrintStream out;
    private final Request request;
    private final List<MatrixKernel> kernels;
    private final Failures failures;

    Report(Settings settings, Request request, Clock clock, PrintStream out) {
        this.settings = settings;
        this.request = request;
        this.kernels = request.kernels();
        Path page = settings.page().toAbsolutePath();
        failures = new Failures(
                "libtorch or a kernel",
                page.resolveSibling("comparisons").resolve("Report.txt"),
                asked -> request.again("*ComparisonTest", request.kernel(), asked));
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Findings findings = new Report(Settings.ofProperties(), Request.ofProgram(), Clock.system(), out).run();
        System.exit(findings.disagreements() == 0 && findings.unasked().isEmpty() ? 0 : 1);
    }

    Findings run() throws IOException {
        Machine machine = Machine.ofNow(settings.hasPeers());
        machine.asMap().forEach((name, value) -> out.println(name + ": " + value));
        Map<String, List<CaseResult>> groups = agreement();
        List<SpeedResult> speeds = speed(Contest.KERNELS, settings.forks(), Map.of());
        Roof roof =
                speeds.isEmpty() ? null : Roof.measure(clock, kernels, MatrixKernels.getThreads(), settings.rounds());
        List<String> names = kernels.stream().map(MatrixKernel::name).toList();
        Findings findings = new Findings(machine, settings, names, groups, speeds, peers(), roof);
        write(findings);
        return findings;
    }

    private Map<String, List<CaseResult>> agreement() {
        Map<String, List<Case>> asked = new LinkedHashMap<>(Cases.groups());
        asked.keySet().removeIf(group -> !settings.coversGroup(group));
        asked.replaceAll(
                (group, cases) -> cases.stream().filter(request::covers).toList());
        asked.values().removeIf(List::isEmpty);
        int count = asked.values().stream().mapToInt(List::size).sum();
        Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
        try (Progress progress = new Progress(out, "agreement", count)) {
            asked.forEach((group, cases) -> {
                List<CaseResult> results = new ArrayList<>();
                for (Case each : cases) {
                    CaseResult result = CaseResult.of(each, kernels);
                    results.add(result);
                    failures.count(group, each, result.verdicts());
                    progress.step(failures.areMany() ? Lines.verdict(result) : Lines.ofCase(result));
                }
                groups.put(group, results);
            });
        }
        return groups;
    }

    /** Every JVM times all shapes before the next one begins, as what the machine does beside changes within minutes. */
    private List<SpeedResult> speed(Contest contest, int forks, Map<String, String> environment) throws IOException {
        List<SpeedShape> shapes = settings.shapesCovered();
        Map<String, SpeedResult> speeds = new LinkedHashMap<>();
        int passes = Math.max(1, forks);
        try (Progress progress = new Progress(out, "speed, " + contest.word(), passes * shapes.size())) {
            for (int pass = 1; pass <= passes && !shapes.isEmpty(); pass++) {
                boolean isLast = pass == passes;
                Consumer<SpeedResult> finished = result -> {
                    SpeedResult speed = speeds.merge(result.shape().name(), result, SpeedResult::and);
                    boolean isFirst = result.shape().name().equals(shapes.get(0).name());
                    progress.step(
                            isLast ? (isFirst ? Lines.speedHeader(speed) + "\n" : "") + Lines.ofSpeed(speed) : null);
                };
                if (forks == 0) {
                    new SpeedRun(contest, clock, settings).run(shapes, true, finished);
                } else {
                    Fork.run(contest, settings, shapes, pass == 1, environment, finished);
                }
            }
        }
        return List.copyOf(speeds.values());
    }

    /** In JVMs of their own always: their threads spin, and one of them reads its environment as it starts. */
    private List<PeerSpeeds> peers() {
        if (!settings.hasPeers() || settings.shapesCovered().isEmpty()) {
            return List.of();
        }
        List<PeerSpeeds> tables = new ArrayList<>();
        peers(Contest.PEERS, Map.of(), tables);
        if (Peers.openBlas().absence().isEmpty()) {
            peers(Contest.OPENBLAS, AVX_512, tables);
        }
        return tables;
    }

    /** A peer's native library can take its JVM down; what was measured before it is worth keeping. */
    private void peers(Contest contest, Map<String, String> environment, List<PeerSpeeds> tables) {
        try {
            tables.add(new PeerSpeeds(environment, speed(contest, 1, environment)));
        } catch (IOException e) {
            out.println("Without a table of " + contest.word() + ": " + e.getMessage());
        }
    }

    private void write(Findings findings) throws IOException {
        Pictures pictures = Pictures.of(findings);
        Files.createDirectories(settings.page().toAbsolutePath().getParent());
        Files.writeString(settings.page(), Page.of(findings, pictures));
        if (settings.results() != null && findings.isQuotable()) {
            Results.write(settings.results(), findings, pictures);
        }
        if (failures.areMany()) {
            out.println(failures.table());
        }
        out.println(Plural.of(findings.comparisons(), "comparison") + ", " + findings.differing());
        findings.unasked().forEach(name -> out.println(name + " was asked nothing"));
        if (!findings.speeds().isEmpty()) {
            out.println(Lines.means(findings));
        }
        if (!findings.isQuotable()) {
            out.println(findings.disturbance() + (settings.results() == null ? "" : " None are kept."));
        }
        out.println(settings.page());
    }
}
