package org.torchmm.comparisons.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The charts of one report. */
record Pictures(Picture sizes, Picture ratios, Picture roofline, Picture peers) {

    static Pictures of(Findings findings) {
        return new Pictures(
                Charts.sizes(findings), Charts.ratios(findings), Charts.roofline(findings), Charts.peers(findings));
    }

    /** By the name of a file, without those that could not be drawn. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map.of("sizes.png", sizes, "ratios.png", ratios, "roofline.png", roofline, "peers.png", peers)
                .forEach((name, picture) -> {
                    if (!picture.isMissing()) {
                        files.put(name, picture.png());
                    }
                });
        return files;
    }
}
