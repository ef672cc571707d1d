package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {

    private final FakeClock clock = new FakeClock();
    private final Round usual = Round.of(clock, () -> clock.work(1_000), 1);
    private final List<Round> rounds = List.of(usual, usual, usual);

    @Test
    void is_the_time_of_one_product() {
        assertEquals(1_000, Round.of(clock, () -> clock.work(1_000), 7).nanos());
    }

    @Test
    void is_undisturbed_when_every_thread_was_at_work() {
        assertFalse(usual.isDisturbed(rounds));
        assertFalse(usual.isDisturbed(List.of()));
    }

    @Test
    void is_disturbed_when_the_caller_lost_its_processor() {
        assertTrue(Round.of(clock, () -> clock.pass(1_000, 800, 2_000), 1).isDisturbed(rounds));
    }

    @Test
    void is_disturbed_when_a_worker_lost_its_processor() {
        assertTrue(Round.of(clock, () -> clock.pass(1_000, 1_000, 1_200), 1).isDisturbed(rounds));
    }

    @Test
    void is_disturbed_while_the_compiler_is_at_work() {
        Runnable product = () -> {
            clock.work(800);
            clock.compile(200);
        };
        assertTrue(Round.of(clock, product, 1).isDisturbed(rounds));
    }

    @Test
    void is_undisturbed_when_such_a_product_never_has_a_worker() {
        Round alone = Round.of(clock, () -> clock.pass(1_000, 1_000, 1_000), 1);
        assertFalse(alone.isDisturbed(List.of(alone, alone, alone)));
    }

    @Test
    void is_undisturbed_by_the_garbage_that_it_leaves() {
        Runnable product = () -> {
            clock.work(500);
            clock.collect(500);
        };
        assertFalse(Round.of(clock, product, 1).isDisturbed(rounds));
    }
}
