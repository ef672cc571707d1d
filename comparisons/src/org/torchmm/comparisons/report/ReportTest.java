package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchmm.comparisons.Case;
import org.torchmm.comparisons.Cases;
import org.torchmm.comparisons.Request;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** The whole of it, as short as it gets: real products, rounds of one. */
class ReportTest {

    @Test
    void measures_compares_and_writes(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("target").resolve("report.html");
        Settings settings = new Settings(
                0,
                1,
                0.1,
                0,
                "float32",
                false,
                List.of("tutorial", "square_64"),
                List.of("pytorch: zero"),
                page,
                folder);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Findings findings = new Report(
                        settings, Request.EVERYTHING, unhurried(), new PrintStream(lines, true, StandardCharsets.UTF_8))
                .run();

        List<Case> cases = Cases.groups().get("pytorch: zero sizes");
        String html = Files.readString(page);
        String printed = lines.toString(StandardCharsets.UTF_8);
        for (Case each : cases) {
            assertTrue(html.contains(each.toString()), each.toString());
            assertTrue(printed.contains(each.toString()), each.toString());
        }
        assertTrue(html.endsWith("</html>\n"));
        assertEquals(0, findings.disagreements());
        assertEquals(
                List.of("zero sizes"),
                findings.groups().keySet().stream()
                        .map(g -> g.replace("pytorch: ", ""))
                        .toList());
        assertEquals(
                List.of("tutorial", "square_64"),
                findings.speeds().stream().map(speed -> speed.shape().name()).toList());
        assertEquals(MatrixKernels.all().stream().map(MatrixKernel::name).toList(), findings.kernels());
        assertEquals(findings.isQuotable(), Files.exists(folder.resolve("report.md")));
        assertEquals(!findings.isQuotable(), printed.contains("not to be quoted"));
    }

    /** The machine's own time, without the pauses. */
    private static Clock unhurried() {
        Clock clock = Clock.system();
        return new Clock() {
            @Override
            public Reading read() {
                return clock.read();
            }

            @Override
            public void pause(long millis) {}
        };
    }
}
