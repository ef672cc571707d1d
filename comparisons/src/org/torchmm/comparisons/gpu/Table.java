package org.torchmm.comparisons.gpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was tried, a row each, and what came out otherwise than it should; told as it goes, as a GPU's library can end a JVM. */
final class Table {

    /** Differences told whole, of each row. */
    private static final int TOLD = 50;

    /** A part of a check. */
    interface Section {
        void run() throws Exception;
    }

    private final Map<String, Integer> tried = new LinkedHashMap<>();
    private final Map<String, List<String>> different = new LinkedHashMap<>();
    private int differences;

    /** Runs a part and prints its rows. */
    void section(String name, Section section) {
        tried.clear();
        different.clear();
        try {
            section.run();
        } catch (Exception e) {
            add(name, "to its end", "an end", e.toString());
        }
        tried.forEach((row, count) -> System.out.println("| " + row + " | tried " + count + " | different "
                + different.get(row).size() + " |"));
        different.forEach((row, told) -> told.stream().limit(TOLD).forEach(System.out::println));
        differences += different.values().stream().mapToInt(List::size).sum();
    }

    void add(String row, String what, String expected, String actual) {
        tried.merge(row, 1, Integer::sum);
        List<String> told = different.computeIfAbsent(row, key -> new ArrayList<>());
        if (!expected.equals(actual)) {
            told.add(what + "\n    expected " + expected + "\n    but got  " + actual);
        }
    }

    int differences() {
        return differences;
    }
}
