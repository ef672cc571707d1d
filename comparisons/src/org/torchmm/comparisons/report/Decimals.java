package org.torchmm.comparisons.report;

import java.util.Locale;

/** How numbers are written, in tables, lines and sentences alike. */
final class Decimals {

    private Decimals() {}

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    static String rounded(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%.0f", number);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.001 ? "%.3f %%" : "%.1f %%", 100 * share);
    }

    static String scientific(double number) {
        return String.format(Locale.ROOT, "%.1e", number);
    }
}
