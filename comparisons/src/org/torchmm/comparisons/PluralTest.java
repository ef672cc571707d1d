package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PluralTest {

    @Test
    void one_is_singular() {
        assertEquals("1 case", Plural.of(1, "case"));
        assertEquals("0 cases", Plural.of(0, "case"));
        assertEquals("2 cases", Plural.of(2, "case"));
    }
}
