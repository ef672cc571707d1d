package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {

    private static String page(Findings findings) {
        return Page.of(findings, Pictures.of(findings));
    }

    private static void assertContains(String page, String text) {
        assertTrue(page.contains(text), () -> "no " + text + " in\n" + page);
    }

    @Test
    void has_every_case_the_machine_and_the_verdict() {
        String page = page(FindingsExample.good());
        for (String text : List.of(
                FindingsExample.PRODUCT.toString(),
                FindingsExample.REFUSED.toString(),
                "AMD &lt;x&gt;",
                "All 4 comparisons agree.",
                "2.00×",
                "small &amp; square",
                Results.AMD)) {
            assertContains(page, text);
        }
    }

    @Test
    void says_what_differs() {
        String page = page(FindingsExample.bad());
        assertContains(page, "1 cases differ.");
        assertContains(page, "Tensor-likes are not close! 1 &lt; 2 &amp; &quot;so on&quot;");
    }

    @Test
    void warns_of_speeds_that_are_not_to_be_quoted() {
        String warning = "16.7 % of the rounds stayed disturbed";
        assertContains(page(FindingsExample.disturbed()), warning);
        assertContains(page(FindingsExample.disturbed()), "2 (1 left)");
        assertFalse(page(FindingsExample.good()).contains(warning));
    }

    @Test
    void has_a_picture_for_each_chart() {
        assertTrue(page(FindingsExample.good()).split("data:image/png;base64,iVBOR", -1).length == 4);
    }

    @Test
    void asks_for_no_other_file() {
        String page = page(FindingsExample.good());
        assertFalse(Pattern.compile("https?:|//[a-z]|url\\(|@import|<script|<link")
                .matcher(page.replaceAll("base64,[^\"]*", ""))
                .find());
    }

    @Test
    void fills_every_place_of_the_template() {
        assertFalse(page(FindingsExample.good()).contains("{{"));
    }

    @Test
    void stands_without_speeds() {
        Findings good = FindingsExample.good();
        String page = page(
                new Findings(good.machine(), good.settings(), good.asked(), good.groups(), List.of(), List.of(), null));
        assertContains(page, FindingsExample.PRODUCT.toString());
        assertFalse(page.contains("NaN"));
    }
}
