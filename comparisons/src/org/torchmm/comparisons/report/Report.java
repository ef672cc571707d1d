package org.torchmm.comparisons.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.torchmm.comparisons.Case;
import org.torchmm.comparisons.Cases;
import org.torchmm.comparisons.SpeedShapes;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;
import org.torchmm.comparisons.SpeedTask;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * How far libtorch and every kernel are from each other, and how fast each is: {@code mvn -q test-compile
 * exec:exec@report}. One line a case on standard output, and all of it with pictures in target/report.html.
 *
 * <p>{@link Settings#ofProperties} shortens it. The exit status is 1 if anything differs.
 */
public final class Report {

    private final Settings settings;
    private final Clock clock;
    private final PrintStream out;
    private final List<MatrixKernel> kernels = MatrixKernels.all();

    Report(Settings settings, Clock clock, PrintStream out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Findings findings = new Report(Settings.ofProperties(), Clock.system(), out).run();
        System.exit(findings.disagreements() == 0 ? 0 : 1);
    }

    Findings run() throws IOException {
        Machine machine = Machine.ofNow();
        machine.asMap().forEach((name, value) -> out.println(name + ": " + value));
        Map<String, List<CaseResult>> groups = agreement();
        List<SpeedResult> speeds = speed();
        Roof roof =
                speeds.isEmpty() ? null : Roof.measure(clock, kernels, MatrixKernels.getThreads(), settings.rounds());
        Findings findings = new Findings(machine, settings, groups, speeds, roof);
        write(findings);
        return findings;
    }

    private Map<String, List<CaseResult>> agreement() {
        Map<String, List<Case>> asked = new LinkedHashMap<>(Cases.groups());
        asked.keySet().removeIf(group -> !settings.coversGroup(group));
        int count = asked.values().stream().mapToInt(List::size).sum();
        Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
        try (Progress progress = new Progress(out, "agreement", count)) {
            asked.forEach((group, cases) -> {
                List<CaseResult> results = new ArrayList<>();
                for (Case each : cases) {
                    CaseResult result = CaseResult.of(each, kernels);
                    results.add(result);
                    progress.step(Lines.ofCase(result));
                }
                groups.put(group, results);
            });
        }
        return groups;
    }

    private List<SpeedResult> speed() {
        List<SpeedShape> shapes = shapes();
        List<SpeedResult> speeds = new ArrayList<>();
        try (Progress progress = new Progress(out, "speed", shapes.size())) {
            for (SpeedShape shape : shapes) {
                SpeedResult speed = speed(shape);
                progress.step((speeds.isEmpty() ? Lines.speedHeader(speed) + "\n" : "") + Lines.ofSpeed(speed));
                speeds.add(speed);
            }
        }
        return speeds;
    }

    /** The named ones, and the squares between them that the chart over sizes asks for. */
    private List<SpeedShape> shapes() {
        Stream<SpeedShape> squares = IntStream.of(16, 32, 128, 2048)
                .mapToObj(n -> new SpeedShape(
                        "square_" + n,
                        Case.parse("mm float32(%d,%d) float32(%d,%d) normal 1".formatted(n, n, n, n)),
                        "for the chart over sizes"));
        return Stream.concat(SpeedShapes.all().stream(), squares)
                .filter(shape -> settings.coversShape(shape.name()))
                .toList();
    }

    private SpeedResult speed(SpeedShape shape) {
        Race race = new Race(clock, settings.rounds(), settings.roundMillis(), settings.warmUpMillis());
        try (SpeedTask task = new SpeedTask(shape.product())) {
            Map<String, Runnable> contenders = new LinkedHashMap<>();
            contenders.put(SpeedResult.LIBTORCH, task::byLibtorch);
            kernels.forEach(kernel -> contenders.put(kernel.name(), () -> task.by(kernel)));
            List<Timing> timings = race.run(contenders);
            return new SpeedResult(shape, CaseResult.of(shape.product(), kernels), timings);
        }
    }

    private void write(Findings findings) throws IOException {
        Picture sizes = Charts.sizes(findings);
        Picture ratios = Charts.ratios(findings);
        Picture roofline = Charts.roofline(findings);
        Files.createDirectories(settings.page().toAbsolutePath().getParent());
        Files.writeString(settings.page(), Page.of(findings, sizes, ratios, roofline));
        if (settings.results() != null && findings.isQuotable()) {
            Results.write(settings.results(), findings, sizes, ratios);
        }
        out.println(findings.comparisons() + " comparisons, " + findings.disagreements() + " cases differ");
        if (!findings.speeds().isEmpty()) {
            out.println(Lines.means(findings));
        }
        if (!findings.isQuotable()) {
            out.println(findings.disturbance() + (settings.results() == null ? "" : " None are kept."));
        }
        out.println(settings.page());
    }
}
