package org.torchmm.kernel;

/** Internal: refuses null in the words that every call has: which argument of what, and what it must be. */
public final class Arguments {

    private Arguments() {}

    /** {@link NullPointerException}: {@code tensor(): argument 'data' (position 1) must be float[], not null}. */
    public static void check(Object argument, String function, String name, int position, String type) {
        if (argument == null) {
            throw refusal(function, "'" + name + "' (position " + position + ")", type);
        }
    }

    /** The same for an argument that stands in different places: {@code randn(): argument 'size' must be long[], not null}. */
    public static void check(Object argument, String function, String name, String type) {
        if (argument == null) {
            throw refusal(function, "'" + name + "'", type);
        }
    }

    private static NullPointerException refusal(String function, String argument, String type) {
        return new NullPointerException(function + "(): argument " + argument + " must be " + type + ", not null");
    }
}
