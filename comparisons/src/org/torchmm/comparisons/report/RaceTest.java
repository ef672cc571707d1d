package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A product takes 1 ms here, a round 1 product, and the first product of everyone is the warm-up. */
class RaceTest {

    private static final long MILLI = 1_000_000;
    private static final int WARM_UP = 1;

    private final FakeClock clock = new FakeClock();

    private List<Timing> race(int rounds, Map<String, Runnable> contenders) {
        return new Race(clock, rounds, 1, 0).run(contenders);
    }

    /** A product that takes 10 ms in the rounds from..to, the process being away for the difference. */
    private final class Disturbed implements Runnable {
        private final int from;
        private final int to;
        private int calls;

        Disturbed(int from, int to) {
            this.from = WARM_UP + from;
            this.to = WARM_UP + to;
        }

        @Override
        public void run() {
            boolean isDisturbed = calls >= from && calls < to;
            calls++;
            clock.pass(isDisturbed ? 10 * MILLI : MILLI, MILLI, 2 * MILLI);
        }
    }

    @Test
    void takes_turns_and_pauses_after_each_round() {
        StringBuilder order = new StringBuilder();
        Map<String, Runnable> contenders = new LinkedHashMap<>();
        for (String subject : List.of("a", "b", "c")) {
            contenders.put(subject, () -> {
                order.append(subject);
                clock.work(MILLI);
            });
        }
        List<Timing> timings = race(2, contenders);
        assertEquals("abc" + "abcabc", order.toString());
        assertEquals(
                List.of("a", "b", "c"), timings.stream().map(Timing::subject).toList());
        assertTrue(clock.paused() >= 20 * (3 + 6));
    }

    @Test
    void repeats_a_disturbed_round() {
        Timing timing = race(5, Map.of("it", new Disturbed(1, 2))).get(0);
        assertEquals(new Timing("it", Collections.nCopies(5, (double) MILLI), 1, 0), timing);
    }

    @Test
    void repeats_until_the_disturbance_ends() {
        Timing timing = race(5, Map.of("it", new Disturbed(4, 7))).get(0);
        assertEquals(3, timing.repeated());
        assertEquals(0, timing.disturbed());
    }

    @Test
    void gives_up_and_says_so_when_it_does_not_end() {
        Disturbed product = new Disturbed(0, 1_000);
        Timing timing = race(4, Map.of("it", product)).get(0);
        assertEquals(4, timing.repeated());
        assertEquals(4, timing.disturbed());
        assertEquals(WARM_UP + 8, product.calls);
    }

    @Test
    void makes_rounds_of_quick_products_as_long_as_those_of_slow_ones() {
        int[] calls = {0};
        Runnable product = () -> {
            calls[0]++;
            clock.work(100);
        };
        new Race(clock, 1, 1, 0).run(Map.of("quick", product));
        int doublings = 4096; // 0.41 ms, the first batch of a quarter of a round
        assertEquals(2 * doublings - 1 + 10_000, calls[0]);
    }

    @Test
    void warms_up_for_cpu_time_and_on_while_the_compiler_is_at_work() {
        int[] calls = {0};
        Runnable product = () -> {
            calls[0]++;
            if (calls[0] <= 4) {
                clock.compile(MILLI);
            } else {
                clock.work(MILLI);
            }
        };
        new Race(clock, 1, 1, 2).run(Map.of("compiled", product));
        assertEquals(5 + 1, calls[0]);
    }

    @Test
    void does_not_wait_for_a_compiler_that_comes_to_no_end() {
        int[] calls = {0};
        Runnable product = () -> {
            calls[0]++;
            clock.compile(MILLI);
        };
        List<Timing> timings = new Race(clock, 1, 1, 2).run(Map.of("compiled", product));
        assertEquals(10 + 2, calls[0]);
        assertEquals(1, timings.get(0).disturbed());
    }
}
