package org.torchmm.comparisons.report;

import java.util.List;

/**
 * One measurement: the same product some times in a row.
 *
 * @param nanos wall time of one product
 * @param presence the share of the wall time in which the calling thread had a processor, or waited for the garbage collector
 * @param parallelism the process's CPU time over the wall time
 * @param compilation the just-in-time compiler's time over the wall time
 */
record Round(double nanos, double presence, double parallelism, double compilation) {

    /** The caller of a product takes part in it from beginning to end: away for longer, it had lost its processor. */
    private static final double PRESENT = 0.9;

    /** A worker that lost its processor shows here alone. Process time comes in steps of 10 ms, which asks for room. */
    private static final double PARALLEL = 0.75;

    /** The compiler works beside the caller, but a product that it is still working at is not the one that stays. */
    private static final double COMPILING = 0.1;

    static Round of(Clock clock, Runnable product, int times) {
        Clock.Reading from = clock.read();
        for (int i = 0; i < times; i++) {
            product.run();
        }
        Clock.Reading to = clock.read();
        double wall = Math.max(1, to.wall() - from.wall());
        double present = to.caller() - from.caller() + to.collecting() - from.collecting();
        return new Round(
                wall / times,
                present / wall,
                (to.process() - from.process()) / wall,
                (to.compiling() - from.compiling()) / wall);
    }

    /** Whether something else had a processor that this round wanted, seen against the other rounds of the same product. */
    boolean isDisturbed(List<Round> rounds) {
        return presence < PRESENT || isCompiling() || parallelism < PARALLEL * usualParallelism(rounds);
    }

    boolean isCompiling() {
        return compilation > COMPILING;
    }

    private static double usualParallelism(List<Round> rounds) {
        double[] all = rounds.stream().mapToDouble(Round::parallelism).toArray();
        return all.length == 0 ? 0 : Spread.of(all).median();
    }
}
