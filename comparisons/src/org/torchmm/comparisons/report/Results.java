package org.torchmm.comparisons.report;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** comparisons/results: the last tables and pictures, for whoever reads without running. */
public final class Results {

    /** Said beside every ratio that was measured on such a machine. */
    public static final String AMD =
            "MKL inside libtorch takes its generic path on AMD processors: a ratio measured here says"
                    + " nothing of Intel.";

    /** Said above the peers' tables. */
    static final String PEERS =
            "Every result goes into memory that is given, but for libtorch and djl, which make a new array; djl"
                    + " is libtorch by the same call, so its distance from 1.00 is the table's own noise. Operands lie where each library"
                    + " wants them before the clock starts.";

    private Results() {}

    static void write(Path folder, Findings findings, Pictures pictures) throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of("sizes.png", "ratios.png", "roofline.png", "peers.png")) {
            byte[] picture = pictures.files().get(name);
            if (picture == null) {
                Files.deleteIfExists(folder.resolve(name)); // of another report
            } else {
                Files.write(folder.resolve(name), picture);
            }
        }
        Files.writeString(folder.resolve("report.json"), json(findings));
        Files.writeString(folder.resolve("report.md"), markdown(findings, pictures));
    }

    static String markdown(Findings findings, Pictures pictures) {
        Settings settings = findings.settings();
        StringBuilder text = new StringBuilder("# The last report\n\n")
                .append(findings.machine().markdown());
        text.append("\nWritten by `").append(settings.command()).append("`.\n");
        if (findings.machine().isAmd()) {
            text.append("\n").append(AMD).append('\n');
        }
        text.append("\n## Speed\n\n")
                .append(settings.timing())
                .append("; everyone makes a new array for each result.\n\n")
                .append(Tables.speeds(findings).markdown())
                .append("\n")
                .append(Lines.means(findings))
                .append(".\n");
        image(text, pictures.sizes(), "sizes.png", "Speed of square products over their size");
        image(
                text,
                pictures.ratios(),
                "ratios.png",
                "Speed of each kernel as a multiple of libtorch's, shape by shape");
        image(
                text,
                pictures.roofline(),
                "roofline.png",
                "Speed over operations for each byte, under the measured roof");
        for (PeerSpeeds peers : findings.peers()) {
            text.append("\n## ").append(peers.title()).append("\n\n");
            if (peers.environment().isEmpty()) {
                text.append(PEERS).append("\n\n");
            }
            text.append(Tables.peers(peers).markdown())
                    .append("\n")
                    .append(Tables.peerRatios(peers).markdown());
            if (peers.isAnyoneSpared()) {
                text.append("\n").append(Tables.SPARED).append('\n');
            }
            if (peers.environment().isEmpty()) {
                image(text, pictures.peers(), "peers.png", "Speed of square products over their size, peers too");
            }
        }
        return text.append("\n## Verdicts\n\n")
                .append(Tables.verdicts(findings).markdown())
                .append("\n## Greatest errors, as a share of the one allowed\n\n")
                .append(Tables.errors(findings).markdown())
                .toString();
    }

    private static void image(StringBuilder text, Picture picture, String name, String description) {
        if (!picture.isMissing()) {
            text.append("\n![").append(description).append("](").append(name).append(")\n");
        }
    }

    static String json(Findings findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", findings.machine().asMap());
        json.put("forks", findings.settings().forks());
        json.put("rounds", findings.settings().rounds());
        json.put("dtype", findings.settings().dtype());
        json.put("comparisons", findings.comparisons());
        json.put("disagreements", findings.disagreements());
        json.put("roof", findings.roof());
        Map<String, Double> means = new LinkedHashMap<>();
        findings.kernels().forEach(kernel -> means.put(kernel, SpeedResult.geometricMean(findings.speeds(), kernel)));
        json.put("geometricMeanOfRatios", means);
        json.put("speeds", findings.speeds().stream().map(Results::speed).toList());
        if (!findings.peers().isEmpty()) {
            json.put("peers", findings.peers().stream().map(Results::peers).toList());
        }
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    private static Map<String, Object> peers(PeerSpeeds peers) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("environment", peers.environment());
        json.put("speeds", peers.speeds().stream().map(Results::speed).toList());
        return json;
    }

    private static Map<String, Object> speed(SpeedResult speed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", speed.shape().name());
        json.put("case", speed.shape().product().toString());
        json.put("operations", speed.operations());
        json.put("verdict", speed.agreement().verdict());
        json.put("timings", speed.timings());
        return json;
    }
}
