package org.torchmm.comparisons.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same product by several contenders, in turn, round after round, so that what the machine does meanwhile happens to
 * all of them.
 *
 * <p>libtorch's worker threads spin for some milliseconds after a product: each round is followed by a pause, or the next
 * contender would pay for them. A disturbed round is measured again, as often as there are rounds and no oftener.
 */
final class Race {

    private static final long PAUSE_MILLIS = 25;

    /** How many warm-ups to wait at most for the compiler to come to an end. */
    private static final int PATIENCE = 5;

    private final Clock clock;
    private final int rounds;
    private final double roundNanos;
    private final double warmUpNanos;

    Race(Clock clock, int rounds, double roundMillis, double warmUpMillis) {
        this.clock = clock;
        this.rounds = rounds;
        this.roundNanos = 1e6 * roundMillis;
        this.warmUpNanos = 1e6 * warmUpMillis;
    }

    /** One contender's rounds so far. */
    private static final class Lane {
        private final Runnable product;
        private final int times;
        private final List<Round> rounds = new ArrayList<>();
        private int repeated;

        Lane(Runnable product, int times) {
            this.product = product;
            this.times = times;
        }

        int disturbed() {
            for (int i = 0; i < rounds.size(); i++) {
                if (rounds.get(i).isDisturbed(rounds)) {
                    return i;
                }
            }
            return -1;
        }
    }

    List<Timing> run(Map<String, Runnable> contenders) {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        contenders.forEach((subject, product) -> lanes.put(subject, new Lane(product, warmUp(product))));
        for (int round = 0; round < rounds; round++) {
            for (Lane lane : lanes.values()) {
                lane.rounds.add(round(lane));
            }
        }
        for (int again = 0; again < rounds; again++) {
            lanes.values().forEach(this::repeatOne);
        }
        return lanes.entrySet().stream()
                .map(entry -> timing(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void repeatOne(Lane lane) {
        int at = lane.disturbed();
        if (at >= 0) {
            lane.repeated++;
            Round next = round(lane);
            if (!next.isDisturbed(lane.rounds)) {
                lane.rounds.set(at, next);
            }
        }
    }

    /**
     * For some CPU time, as the compiler has to wait where a processor is busy, and on while it still compiles; how many products
     * make a round then. Batches grow: clocks read after each of many tiny products would be most of what runs.
     */
    private int warmUp(Runnable product) {
        int times = 1;
        double spent = 0;
        while (true) {
            long start = clock.read().caller();
            Round batch = Round.of(clock, product, times);
            spent += clock.read().caller() - start;
            boolean isWarm = spent >= warmUpNanos && !batch.isCompiling() || spent >= PATIENCE * warmUpNanos;
            boolean isLongEnough = times * batch.nanos() >= roundNanos / 4;
            if (isWarm && isLongEnough) {
                clock.pause(PAUSE_MILLIS);
                return (int) Math.max(1, roundNanos / batch.nanos());
            }
            times = isLongEnough ? times : 2 * times;
        }
    }

    private Round round(Lane lane) {
        Round round = Round.of(clock, lane.product, lane.times);
        clock.pause(PAUSE_MILLIS);
        return round;
    }

    private static Timing timing(String subject, Lane lane) {
        int disturbed = (int) lane.rounds.stream()
                .filter(round -> round.isDisturbed(lane.rounds))
                .count();
        return new Timing(subject, lane.rounds.stream().map(Round::nanos).toList(), lane.repeated, disturbed);
    }
}
