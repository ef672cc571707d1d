package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torchmm.comparisons.Cases;

class SettingsTest {

    private Properties saved;

    @BeforeEach
    void save() {
        saved = (Properties) System.getProperties().clone();
        List.of("kernel", "dtype", "maven.test.additionalClasspath", "argLine", "torchmm.threads")
                .forEach(System::clearProperty);
    }

    @AfterEach
    void restore() {
        System.setProperties(saved);
    }

    @Test
    void a_plain_report_covers_everything_and_keeps_nothing() {
        Settings settings = Settings.ofProperties();
        assertEquals(List.of(), settings.shapes());
        assertTrue(settings.coversGroup("anything"));
        assertNull(settings.results());
    }

    @Test
    void what_is_kept_says_what_writes_it_again() {
        System.setProperty("report.keep", "true");
        System.setProperty("report.dtype", "float64");
        System.setProperty("report.forks", "3");
        System.setProperty("report.peers", "true");
        Settings settings = Settings.ofProperties();
        assertEquals(
                "mvn -q -Ppeers test-compile exec:exec@report -Dreport.keep=true -Dreport.dtype=float64 -Dreport.forks=3",
                settings.command());
        assertEquals(
                Path.of("comparisons", "results", "jdk" + Runtime.version().feature() + "-float64"),
                settings.results());
    }

    @Test
    void results_of_a_machine_stand_beside_those_of_others() {
        System.setProperty("report.keep", "true");
        System.setProperty("report.machine", "zen5");
        System.setProperty("report.dtype", "float64");
        Settings settings = Settings.ofProperties();
        assertEquals(
                "mvn -q test-compile exec:exec@report -Dreport.keep=true -Dreport.machine=zen5 -Dreport.dtype=float64",
                settings.command());
        assertEquals(
                Path.of("comparisons", "results", "jdk" + Runtime.version().feature() + "-zen5-float64"),
                settings.results());
        System.setProperty("report.machine", "../elsewhere");
        assertEquals(
                "report.machine=../elsewhere: expected a word of small letters and digits, for the name of a folder",
                assertThrows(IllegalArgumentException.class, Settings::ofProperties)
                        .getMessage());
    }

    @Test
    void one_round_has_no_spread_and_no_median() {
        System.setProperty("report.rounds", "1");
        System.setProperty("report.forks", "1");
        assertEquals("One round, float32", Settings.ofProperties().timing());
        System.setProperty("report.forks", "2");
        assertEquals(
                "Median of 2 interleaved rounds in 2 JVMs, ± half the interquartile range, float32",
                Settings.ofProperties().timing());
    }

    @Test
    void a_part_is_not_kept_in_place_of_the_whole() {
        System.setProperty("report.keep", "true");
        System.setProperty("report.shapes", "decode, mlp_up");
        String message = assertThrows(IllegalArgumentException.class, Settings::ofProperties)
                .getMessage();
        assertEquals(
                "report.keep=true with report.shapes=[decode, mlp_up] and report.groups=[]: only a report of everything is"
                        + " kept, in place of the last one",
                message);
    }

    @Test
    void none_leaves_speeds_or_cases_out() {
        System.setProperty("report.shapes", "none");
        System.setProperty("report.groups", "none");
        Settings settings = Settings.ofProperties();
        assertEquals(List.of(), settings.shapesCovered());
        assertTrue(Cases.groups().keySet().stream().noneMatch(settings::coversGroup));
    }

    @Test
    void a_shape_that_is_none_is_refused() {
        System.setProperty("report.shapes", "square");
        assertThrows(IllegalArgumentException.class, Settings::ofProperties);
    }

    @Test
    void a_group_that_is_none_is_refused() {
        System.setProperty("report.groups", "values,nosuch");
        String message = assertThrows(IllegalArgumentException.class, Settings::ofProperties)
                .getMessage();
        assertTrue(message.startsWith("report.groups=nosuch: no group begins so; there are pytorch: "), message);
    }

    @Test
    void one_kernel_or_dtype_is_not_kept_in_place_of_all() {
        System.setProperty("report.keep", "true");
        System.setProperty("dtype", "float64");
        assertThrows(IllegalArgumentException.class, Settings::ofProperties);
        System.clearProperty("report.keep");
        assertEquals(List.of(), Settings.ofProperties().shapesCovered(), "they are float32");
    }

    @Test
    void a_kernel_that_was_asked_nothing_is_found() {
        assertEquals(List.of(), FindingsExample.good().unasked());
    }
}
