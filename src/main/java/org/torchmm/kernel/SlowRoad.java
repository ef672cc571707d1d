package org.torchmm.kernel;

/**
 * Says once that products run several times slower than they could, where the log is not heard: without a binding SLF4J drops
 * the line that {@link MatrixKernels} writes.
 */
final class SlowRoad {

    private static boolean isSaidOfAny;

    private final String reason;
    private boolean isSaid; // read plainly: whoever sees it late looks once more at the other

    SlowRoad(String reason) {
        this.reason = reason;
    }

    /** A product is about to run. */
    void taken() {
        if (!isSaid) {
            isSaid = true;
            if (!KernelLog.isHeard() && isFirst()) {
                System.err.println("torchmm multiplies with its scalar kernel. " + reason
                        + " (said once; -Dtorchmm.kernel=scalar or an SLF4J binding keeps this line away)");
            }
        }
    }

    private static synchronized boolean isFirst() {
        boolean isFirst = !isSaidOfAny;
        isSaidOfAny = true;
        return isFirst;
    }
}
