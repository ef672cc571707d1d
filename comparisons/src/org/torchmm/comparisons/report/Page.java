package org.torchmm.comparisons.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.torchmm.comparisons.Plural;

/** report.html: one file, which asks for no other. Its words and looks are in the resource of that name. */
final class Page {

    private Page() {}

    static String of(Findings findings, Pictures pictures) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("machine", machine(findings.machine()));
        parts.put("summary", summary(findings));
        parts.put("means", means(findings));
        parts.put("speeds", Tables.speeds(findings).html());
        parts.put("reasons", Tables.reasons(findings).html());
        parts.put("sizes", pictures.sizes().html("Speed of square products over their size"));
        parts.put("ratios", pictures.ratios().html("Speed of each kernel as a multiple of libtorch's, shape by shape"));
        parts.put("roofline", pictures.roofline().html("Speed over operations for each byte, under the measured roof"));
        parts.put("roof", roof(findings.roof()));
        parts.put("disturbance", findings.isQuotable() ? "" : warning(findings.disturbance()));
        parts.put("amd", findings.machine().isAmd() ? note(Results.AMD) : "");
        parts.put("timing", Table.escape(findings.settings().timing()));
        parts.put("peers", peers(findings, pictures));
        parts.put("verdicts", Tables.verdicts(findings).html());
        parts.put("errors", Tables.errors(findings).html());
        parts.put("cases", cases(findings));
        String page = template();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            page = page.replace("{{" + part.getKey() + "}}", part.getValue());
        }
        return page;
    }

    private static String template() {
        try (InputStream resource = Page.class.getResourceAsStream("report.html")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String machine(Machine machine) {
        return machine.asMap().entrySet().stream()
                .map(entry ->
                        "<div><dt>" + entry.getKey() + "</dt><dd>" + Table.escape(entry.getValue()) + "</dd></div>\n")
                .collect(Collectors.joining());
    }

    private static String summary(Findings findings) {
        if (findings.disagreements() > 0) {
            return "<p class=\"verdict bad\">" + findings.differing() + ".</p>\n" + faults(findings);
        }
        long comparisons = findings.comparisons();
        return comparisons == 0
                ? "<p class=\"verdict\">Nothing was compared.</p>\n"
                : "<p class=\"verdict good\">"
                        + (comparisons == 1 ? "1 comparison agrees." : "All " + comparisons + " comparisons agree.")
                        + "</p>\n";
    }

    private static String faults(Findings findings) {
        return findings.groups().values().stream()
                .flatMap(List::stream)
                .flatMap(result -> result.verdicts().stream())
                .filter(verdict -> !verdict.isAgreement())
                .map(verdict -> "<pre>" + Table.escape(verdict.toString()) + "</pre>\n")
                .collect(Collectors.joining());
    }

    private static String means(Findings findings) {
        return findings.kernels().stream()
                .map(kernel -> "<div><b>" + Decimals.ratio(SpeedResult.geometricMean(findings.speeds(), kernel))
                        + "×</b><span>" + Table.escape(kernel) + " against libtorch, geometric mean of "
                        + Plural.of(findings.speeds().size(), "shape") + "</span></div>\n")
                .collect(Collectors.joining());
    }

    private static String roof(Roof roof) {
        return roof == null
                ? ""
                : note("Measured roof: " + Decimals.rounded(roof.gigaflops())
                        + " GFLOP/s, the fastest kernel on matrices that stay in the first-level cache (28×96 by 96×32, all"
                        + " threads, best round); " + Decimals.rounded(roof.gigabytes())
                        + " GB/s, read from memory by all threads. What stays in a cache from one product to the next can lie above the"
                        + " slope.");
    }

    private static String peers(Findings findings, Pictures pictures) {
        if (findings.peers().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder();
        for (PeerSpeeds peers : findings.peers()) {
            boolean isFirst = html.isEmpty();
            html.append("<h2>").append(Table.escape(peers.title())).append("</h2>\n");
            if (isFirst) {
                html.append("<p>").append(Table.escape(Results.PEERS)).append("</p>\n");
                html.append(pictures.peers().html("Speed of square products over their size, peers too"));
            }
            html.append(Tables.peers(peers).html())
                    .append(Tables.peerRatios(peers).html());
            html.append(peers.isAnyoneSpared() ? note(Tables.SPARED) : "");
        }
        return html.toString();
    }

    private static String warning(String text) {
        return "<p class=\"bad\">" + Table.escape(text) + "</p>\n";
    }

    private static String note(String text) {
        return "<p class=\"note\">" + Table.escape(text) + "</p>\n";
    }

    private static String cases(Findings findings) {
        return findings.groups().entrySet().stream()
                .map(group -> "<details><summary>" + Table.escape(group.getKey()) + " <span>"
                        + Plural.of(group.getValue().size(), "case") + "</span></summary>\n"
                        + Tables.cases(group.getValue()).html() + "</details>\n")
                .collect(Collectors.joining());
    }
}
