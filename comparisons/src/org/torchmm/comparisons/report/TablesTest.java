package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;

class TablesTest {

    private static SpeedResult measured(Double... nanos) {
        return new SpeedResult(
                new SpeedShape("square_64", FindingsExample.PRODUCT, "small"),
                null,
                List.of(new Timing("libtorch", List.of(nanos), 0, 0)));
    }

    @Test
    void of_one_round_there_is_no_spread() {
        assertEquals("52.4", Tables.gigaflops(measured(10_000.0), "libtorch"));
        assertEquals("52.4 ± 0.00", Tables.gigaflops(measured(10_000.0, 10_000.0), "libtorch"));
    }
}
