package org.torchmm.comparisons;

/** The error that {@link Tolerance} allows in one number, for tables. */
public final class ErrorBound {

    private ErrorBound() {}

    /**
     * The greatest error allowed as a share of the sum of all |a||b|; 0 for integers, for refused cases, and for what no kernel
     * multiplies.
     */
    public static double of(Case asked) {
        ElementType type = ElementType.of(asked.a().dtype());
        if (type == null || !type.isFloating() || asked.a().rank() == 0) {
            return 0;
        }
        return new Tolerance(type, asked.a().size().get(asked.a().rank() - 1)).gamma();
    }
}
