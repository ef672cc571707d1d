package org.torchmm.engine;

/**
 * Keeps DJL from reporting: its {@code Engine} asks the cloud it runs in who it is, and reports that, in its static initialiser.
 */
public final class Silence {

    private Silence() {}

    /** Opts out both ways, unless the user decided otherwise; to be called before DJL's {@code Engine} is touched. */
    public static void keep() {
        setUnlessChosen("OPT_OUT_TRACKING", "OPT_OUT_TRACKING");
        setUnlessChosen("ai.djl.offline", "DJL_OFFLINE");
    }

    private static void setUnlessChosen(String property, String environment) {
        if (System.getProperty(property) == null && System.getenv(environment) == null) {
            System.setProperty(property, "true");
        }
    }
}
