package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void has_numpys_quartiles() {
        assertEquals(new Spread(2, 3, 4), Spread.of(5, 1, 4, 2, 3));
        assertEquals(new Spread(1.75, 2.5, 3.25), Spread.of(4, 3, 2, 1));
        assertEquals(new Spread(7, 7, 7), Spread.of(7));
    }

    @Test
    void is_relative_to_the_median() {
        assertEquals(0.5, new Spread(3, 4, 5).relative());
    }

    @Test
    void leaves_the_numbers_as_they_were() {
        double[] numbers = {3, 1, 2};
        Spread.of(numbers);
        assertEquals(3, numbers[0]);
    }
}
