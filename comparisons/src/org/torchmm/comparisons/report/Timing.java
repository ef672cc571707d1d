package org.torchmm.comparisons.report;

/**
 * How long a product took someone.
 *
 * @param nanos of one product, over the rounds
 * @param repeated rounds that were disturbed and measured again
 * @param disturbed rounds that still were when patience ended; they are among those of {@code nanos}
 */
record Timing(String subject, Spread nanos, int repeated, int disturbed) {}
