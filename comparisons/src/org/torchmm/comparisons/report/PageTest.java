package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
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
        assertContains(page, "1 case differs.");
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
        assertTrue(page(FindingsExample.good()).split("<img[^>]* src=\"data:image/png;base64,iVBOR", -1).length == 4);
    }

    /** A phone is 390 pixels wide, less the page's margins. */
    @Test
    void has_a_picture_of_its_own_for_a_phone_with_everyone_in_it() throws IOException {
        String page = page(FindingsExample.withPeers());
        Matcher narrow = Pattern.compile(
                        "<source media=\"\\(max-width: 640px\\)\" srcset=\"data:image/png;base64,([^\"]*)\">")
                .matcher(page);
        int pictures = 0;
        while (narrow.find()) {
            pictures++;
            BufferedImage picture =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(narrow.group(1))));
            assertEquals(2 * 358, picture.getWidth());
            for (String subject : List.of("libtorch", "fast")) {
                int color =
                        ChartStyle.color(subject, FindingsExample.withPeers()).getRGB();
                boolean isRatios = pictures == 2 && subject.equals("libtorch"); // which is the 1 of all ratios
                assertTrue(isRatios || pixels(picture, color) > 60, subject + " in picture " + pictures);
            }
        }
        assertEquals(4, pictures);
        assertFalse(page.contains("max-width: none"), "a picture is as wide as the screen at most");
    }

    /** Of the plot, that is, above the legend and right of the axis' labels. */
    private static int pixels(BufferedImage picture, int color) {
        int count = 0;
        for (int y = 0; y < picture.getHeight() * 3 / 4; y++) {
            for (int x = 2 * 40; x < picture.getWidth(); x++) {
                count += picture.getRGB(x, y) == color ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void counts_in_singular_and_plural() {
        Findings good = FindingsExample.good();
        String page = page(good);
        assertContains(page, "geometric mean of 1 shape<");
        assertContains(page, "large <span>1 case</span>");
        assertFalse(
                Pattern.compile("\\b1 (cases|comparisons|shapes|rounds|JVMs)\\b")
                        .matcher(page)
                        .find(),
                page);
        CaseResult refused = good.groups().get("refused").get(0);
        CaseResult alone =
                new CaseResult(refused.asked(), true, 0, refused.verdicts().subList(0, 1));
        assertContains(page(withGroups(good, Map.of("refused", List.of(alone)))), ">1 comparison agrees.<");
        assertContains(page(withGroups(good, Map.of())), ">Nothing was compared.<");
    }

    private static Findings withGroups(Findings findings, Map<String, List<CaseResult>> groups) {
        return new Findings(
                findings.machine(),
                findings.settings(),
                findings.asked(),
                groups,
                findings.speeds(),
                List.of(),
                findings.roof());
    }

    @Test
    void has_one_colour_for_what_is_no_larger_than_libtorchs_own_error() {
        String page = page(FindingsExample.good());
        assertContains(page, "<td class=\"own\">25.0 %</td>");
        assertContains(
                page(FindingsExample.lessExact()),
                "<td class=\"own\">25.0 %</td><td class=\"heat\" style=\"--heat:50%\">50.0 %</td>");
        assertContains(page(FindingsExample.lessExact()), "<td class=\"heat\" style=\"--heat:50%\">2.0e-06</td>");
        assertContains(page, "td.own {");
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
