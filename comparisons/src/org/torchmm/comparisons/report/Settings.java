package org.torchmm.comparisons.report;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a report covers.
 *
 * @param rounds of each contender at each shape
 * @param roundMillis how long a round lasts
 * @param warmUpMillis CPU time of each contender before its rounds
 * @param shapes names of speed shapes; empty for all
 * @param groups beginnings of the names of groups of cases; empty for all
 * @param page where report.html goes
 * @param results the folder of tables and pictures to keep, if the machine was quiet; null to keep none
 */
record Settings(
        int rounds,
        double roundMillis,
        double warmUpMillis,
        List<String> shapes,
        List<String> groups,
        Path page,
        Path results) {

    /** {@code -Dreport.rounds=, -Dreport.shapes=, -Dreport.groups=, -Dreport.keep=true}; names with commas between. */
    static Settings ofProperties() {
        return new Settings(
                Integer.getInteger("report.rounds", 11),
                Integer.getInteger("report.millis", 60),
                Integer.getInteger("report.warmup", 2000),
                names("report.shapes"),
                names("report.groups"),
                Path.of("target", "report.html"),
                Boolean.getBoolean("report.keep") ? Path.of("comparisons", "results") : null);
    }

    private static List<String> names(String property) {
        return Stream.of(System.getProperty(property, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean coversShape(String name) {
        return shapes.isEmpty() || shapes.contains(name);
    }

    boolean coversGroup(String name) {
        return groups.isEmpty() || groups.stream().anyMatch(name::startsWith);
    }
}
