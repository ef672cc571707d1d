package org.torchmm.comparisons.report;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** comparisons/results: the last tables and pictures, for whoever reads without running. */
final class Results {

    /** Said beside every ratio that was measured on such a machine. */
    static final String AMD = "MKL inside libtorch takes its generic path on AMD processors: a ratio measured here says"
            + " nothing of Intel.";

    private Results() {}

    static void write(Path folder, Findings findings, Picture sizes, Picture ratios) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), markdown(findings));
        Files.writeString(folder.resolve("report.json"), json(findings));
        if (!sizes.isMissing() && !ratios.isMissing()) {
            Files.write(folder.resolve("sizes.png"), sizes.png());
            Files.write(folder.resolve("ratios.png"), ratios.png());
        }
    }

    static String markdown(Findings findings) {
        StringBuilder text = new StringBuilder("# The last report\n\n");
        findings.machine()
                .asMap()
                .forEach((name, value) -> text.append("- ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        text.append("\nWritten by `mvn -q test-compile exec:exec@report -Dreport.keep=true`.\n");
        if (findings.machine().isAmd()) {
            text.append("\n").append(AMD).append('\n');
        }
        text.append("\n## Speed\n\nMedian of ")
                .append(findings.settings().rounds())
                .append(" interleaved rounds, ± half the interquartile range.\n\n")
                .append(Tables.speeds(findings).markdown())
                .append("\nGeometric mean of the ratios to libtorch: ")
                .append(String.join(
                        ", ",
                        findings.kernels().stream()
                                .map(kernel -> kernel + " "
                                        + Tables.ratio(SpeedResult.geometricMean(findings.speeds(), kernel)))
                                .toList()))
                .append(".\n\n## Verdicts\n\n")
                .append(Tables.verdicts(findings).markdown())
                .append("\n## Greatest errors, as a share of the one allowed\n\n")
                .append(Tables.errors(findings).markdown());
        return text.toString();
    }

    static String json(Findings findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", findings.machine().asMap());
        json.put("rounds", findings.settings().rounds());
        json.put("comparisons", findings.comparisons());
        json.put("disagreements", findings.disagreements());
        json.put("roof", findings.roof());
        Map<String, Double> means = new LinkedHashMap<>();
        findings.kernels().forEach(kernel -> means.put(kernel, SpeedResult.geometricMean(findings.speeds(), kernel)));
        json.put("geometricMeanOfRatios", means);
        json.put("speeds", findings.speeds().stream().map(Results::speed).toList());
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    private static Map<String, Object> speed(SpeedResult speed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", speed.shape().name());
        json.put("case", speed.shape().product().toString());
        json.put("operations", speed.operations());
        json.put("verdict", speed.agreement().verdict());
        List<Timing> timings = speed.timings();
        json.put("timings", timings);
        return json;
    }
}
