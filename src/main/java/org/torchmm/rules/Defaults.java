package org.torchmm.rules;

import java.util.Arrays;

/** What a parameter is where it is not given, as ATen writes it. */
public final class Defaults {

    private Defaults() {}

    /** Null, Boolean, Long, Double, {@code long[]} or String. */
    public static Object value(String text) {
        if (text == null || text.equals("None")) {
            return null;
        }
        if (text.equals("True") || text.equals("False")) {
            return text.equals("True");
        }
        if (text.matches("-?\\d+")) {
            return Long.valueOf(text);
        }
        if (text.startsWith("[")) {
            String inner = text.substring(1, text.length() - 1).strip();
            return inner.isEmpty()
                    ? new long[0]
                    : Arrays.stream(inner.split(","))
                            .map(String::strip)
                            .mapToLong(Long::parseLong)
                            .toArray();
        }
        return text.matches("-?[\\d.]+(e-?\\d+)?") ? (Object) Double.valueOf(text) : text.replaceAll("['\"]", "");
    }
}
