package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MersenneTest {

    /** What the C++ standard says of std::mt19937, whose seed is 5489. */
    @Test
    void the_ten_thousandth_word_is_the_standard_s() {
        Mersenne words = new Mersenne(5489);
        assertEquals(3499211612L, Integer.toUnsignedLong(words.next32()));
        for (int i = 2; i < 10_000; i++) {
            words.next32();
        }
        assertEquals(4123659995L, Integer.toUnsignedLong(words.next32()));
    }

    @Test
    void words_are_the_same_however_many_are_asked_for() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Mersenne one = new Mersenne(seed);
            Mersenne many = new Mersenne(seed + (1L << 40));
            for (int i = 0; i < 30; i++) {
                int[] actual = new int[random.nextInt(1500)];
                int[] expected = new int[actual.length];
                for (int j = 0; j < expected.length; j++) {
                    expected[j] = one.next32();
                }
                many.next(actual, actual.length);
                assertArrayEquals(expected, actual, "seed " + seed);
                long high = Integer.toUnsignedLong(one.next32());
                assertEquals(high << 32 | Integer.toUnsignedLong(one.next32()), many.next64(), "seed " + seed);
            }
        }
    }
}
