package org.torchmm.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * Says once that products run several times slower than they could, where the log is not heard: without a binding SLF4J drops
 * the line that {@link MatrixKernels} writes.
 */
final class SlowRoad {

    private static final AtomicBoolean IS_SAID = new AtomicBoolean();

    private final String reason;
    private boolean isSaid; // read plainly: whoever sees it late looks once more at the other

    SlowRoad(String reason) {
        this.reason = reason;
    }

    /** A product is about to run. */
    void taken() {
        if (!isSaid) {
            isSaid = true;
            if (!isLogHeard() && !IS_SAID.getAndSet(true)) {
                System.err.println("torchmm multiplies with its scalar kernel. " + reason
                        + " (said once; -Dtorchmm.kernel=scalar or an SLF4J binding keeps this line away)");
            }
        }
    }

    /** Whether SLF4J has a binding, be it slf4j-nop: whoever brings that wants no word. By name, as 1.7 has other classes than 2. */
    private static boolean isLogHeard() {
        return !LoggerFactory.getILoggerFactory().getClass().getName().equals("org.slf4j.helpers.NOPLoggerFactory")
                || System.getProperty("slf4j.provider") != null
                || isThere("META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
                || isThere("org/slf4j/impl/StaticLoggerBinder.class");
    }

    private static boolean isThere(String resource) {
        ClassLoader loader = LoggerFactory.class.getClassLoader();
        return (loader == null ? ClassLoader.getSystemResource(resource) : loader.getResource(resource)) != null;
    }
}
