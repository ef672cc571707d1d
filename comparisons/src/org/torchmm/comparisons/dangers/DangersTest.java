package org.torchmm.comparisons.dangers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Nothing that is closed takes the JVM down: asked of a JVM of its own, which has to end as it should. */
class DangersTest {

    @Test
    void a_freed_operand_is_a_right_result_or_a_refusal() throws IOException, InterruptedException {
        DangersRun run = DangersRun.of(15, 20261127);
        assertEquals(0, run.exitValue(), run.output());
        assertEquals(DangersRun.allRows(), run.rows().size(), run.output());
    }
}
