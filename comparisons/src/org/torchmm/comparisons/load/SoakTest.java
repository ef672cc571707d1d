package org.torchmm.comparisons.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak's first chores, and the soak itself. */
class SoakTest {

    private static final int CHORES = 60;

    @Test
    void every_chore_is_done_right_on_both_roads_and_leaves_nothing(@TempDir Path directory) throws Exception {
        Soak soak = new Soak(20261127, directory);
        soak.end(soak.start(done -> done < CHORES));
        int rounds = CHORES / Chore.values().length;
        assertEquals(4 * rounds * (15 + 4 + 10 + 13 + 6 + 7), soak.calls());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void a_chore_that_goes_wrong_ends_the_soak_with_its_seed(@TempDir Path directory) throws Exception {
        Soak soak = new Soak(7, directory);
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> soak.end(soak.start(done -> {
                    if (done == 3) {
                        throw new IllegalStateException("broken");
                    }
                    return true;
                })));
        assertEquals("seed 7", error.getMessage());
        assertTrue(error.getCause().getMessage().contains("broken"), error.getCause()::toString);
    }
}
