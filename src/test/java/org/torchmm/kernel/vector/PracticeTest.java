package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.WarmUp;

/** What is practised when, and what stands in meanwhile. */
class PracticeTest {

    private static Practice<float[]> practice(boolean isSkipped) {
        return new Practice<>(FloatTiles128.INSTANCE, FloatPacking.INSTANCE, isSkipped);
    }

    @Test
    void a_large_products_own_tiles_wait_half_a_second() {
        Practice<float[]> practice = practice(false);
        long begin = Long.MAX_VALUE - 100_000_000;
        assertFalse(practice.mayGoOn(begin));
        assertFalse(practice.mayGoOn(begin + 499_999_999));
        assertTrue(practice.mayGoOn(begin + 500_000_000));
        assertTrue(practice.mayGoOn(), "for good");
        assertTrue(practice(true).mayGoOn(), "nobody waits where everything counts as compiled");
    }

    @Test
    void the_tile_that_stands_in_is_one_that_there_is() {
        assertEquals(8, FloatTiles512.INSTANCE.standIn());
        assertEquals(6, FloatTiles256.INSTANCE.standIn());
        assertTrue(FloatTiles256.INSTANCE.standIn() <= FloatTiles256.INSTANCE.maxRows(2));
    }

    @Test
    void what_stands_in_leaves_a_processor_to_those_who_make_tiles() {
        AtomicInteger ran = new AtomicInteger();
        Road counting = new Road() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void run(int threads) {
                ran.set(threads);
            }
        };
        WarmUp.later(() -> {});
        int processors = Runtime.getRuntime().availableProcessors();
        new Beside(counting).run(processors);
        assertEquals(Math.max(1, processors - 1), ran.get());
        new Beside(counting).run(1);
        assertEquals(1, ran.get());
    }
}
