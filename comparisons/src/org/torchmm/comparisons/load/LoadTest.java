package org.torchmm.comparisons.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;

/** The load in short: every way answers every request. */
class LoadTest {

    @Test
    void every_way_has_its_row() throws InterruptedException {
        int threads = Torch.getNumThreads();
        try {
            List<String> table = new Load(80, 5).run(1, 0, 1);
            assertEquals(2 + Way.values().length, table.size());
            for (Way way : Way.values()) {
                assertTrue(table.get(2 + way.ordinal()).startsWith("| " + way.title + " | "), table::toString);
            }
        } finally {
            Torch.setNumThreads(threads);
        }
    }

    @Test
    void each_request_is_answered_once() throws InterruptedException {
        AtomicInteger[] asked = {new AtomicInteger(), new AtomicInteger()};
        LoadRound.of(counting(asked), new int[] {1, 0, 1, 1, 0, 1, 1}, 3);
        assertEquals(2, asked[0].get());
        assertEquals(5, asked[1].get());
    }

    private static Answers counting(AtomicInteger[] asked) {
        return new Answers() {
            @Override
            public void answer(int shape) {
                asked[shape].incrementAndGet();
            }

            @Override
            public void close() {}
        };
    }
}
