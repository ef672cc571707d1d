package org.torchmm.engine;

/**
 * Keeps DJL from reporting: its {@code Engine} asks the cloud it runs in who it is, and reports that, in its static initialiser.
 */
public final class Silence {

    private Silence() {}

    /**
     * Opts out both ways, unless the user decided otherwise; to be called before DJL's {@code Engine} is touched. Where an environment
     * variable says it, OPT_OUT_TRACKING or DJL_OFFLINE, DJL looks at that first, and not at the property.
     */
    public static void keep() {
        setUnlessChosen("OPT_OUT_TRACKING");
        setUnlessChosen("ai.djl.offline");
    }

    private static void setUnlessChosen(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }
}
