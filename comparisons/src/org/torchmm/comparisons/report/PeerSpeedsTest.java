package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerSpeedsTest {

    private final Findings findings = FindingsExample.withPeers();
    private final String text = Results.markdown(findings, Pictures.of(findings));

    private void assertSays(String line) {
        assertTrue(text.contains(line), () -> "no " + line + " in\n" + text);
    }

    @Test
    void have_a_table_of_speeds_and_one_of_ratios() {
        assertSays("| Shape | libtorch GFLOP/s | fast | slow | Repeated | Verdict |");
        assertSays("| square_64 | 52.4 ± 7.28 | 105 ± 14.6 | 26.2 | 2 | agrees |");
        assertSays("| square_64 | 2.00 | 0.50 |");
    }

    @Test
    void who_is_spared_has_no_number_and_no_part_in_the_means() {
        assertSays("| square_128 | 52.4 | 210 | – | 0 | agrees |");
        assertSays("| square_128 | 4.00 | – |");
        assertSays("| geometric mean of 1 | 2.00 | 0.50 |");
        assertSays(Tables.SPARED);
        assertTrue(Page.of(findings, Pictures.of(findings)).contains(Table.escape(Tables.SPARED)));
    }

    @Test
    void say_what_environment_their_process_had() {
        assertEquals(
                "Peers with OPENBLAS_CORETYPE=SKYLAKEX",
                new PeerSpeeds(Map.of("OPENBLAS_CORETYPE", "SKYLAKEX"), List.of()).title());
        assertSays("## Peers\n");
    }

    @Test
    void have_a_picture_of_their_own() {
        assertFalse(Pictures.of(findings).peers().isMissing());
        assertTrue(Pictures.of(FindingsExample.good()).peers().isMissing());
    }

    @Test
    void count_among_the_disturbed_and_those_who_differ() {
        assertEquals(2, FindingsExample.withPeers("wrong").disagreements());
        assertEquals(0, findings.disagreements());
    }
}
