package org.torchmm.comparisons;

/** Numbers of things, in sentences. */
public final class Plural {

    private Plural() {}

    /** "1 case", "2 cases". */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
