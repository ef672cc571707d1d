package org.torchmm.comparisons.gpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was tried, a row each, and what came out otherwise than it should. */
final class Table {

    /** Differences told whole, of each row. */
    private static final int TOLD = 12;

    private final Map<String, Integer> tried = new LinkedHashMap<>();
    private final Map<String, List<String>> different = new LinkedHashMap<>();

    void add(String row, String what, String expected, String actual) {
        tried.merge(row, 1, Integer::sum);
        List<String> differences = different.computeIfAbsent(row, key -> new ArrayList<>());
        if (!expected.equals(actual)) {
            differences.add(what + "\n    expected " + expected + "\n    but got  " + actual);
        }
    }

    int differences() {
        return different.values().stream().mapToInt(List::size).sum();
    }

    void print() {
        System.out.println("| what | tried | different |\n|---|---|---|");
        tried.forEach((row, count) -> System.out.println(
                "| " + row + " | " + count + " | " + different.get(row).size() + " |"));
        different.forEach((row, differences) -> differences.stream().limit(TOLD).forEach(System.out::println));
    }
}
