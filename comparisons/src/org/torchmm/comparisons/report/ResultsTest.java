package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    private final Findings findings = FindingsExample.good();

    @Test
    void writes_markdown() {
        String text = Results.markdown(findings, Pictures.of(findings));
        // 2 x 64^3 operations: 524288 in 10000 ns and in 5000 ns; half of what lies between the quartiles
        assertTrue(text.contains("| 52.4 ± 7.28 | 105 ± 14.6 | 2.00 | 2 |"), text);
        assertTrue(text.contains("Geometric mean of the ratios to libtorch: fast 2.00."), text);
        assertTrue(text.contains("| refused | 1 | 2 | 1 | 0 | agree |"), text);
    }

    @Test
    void writes_json() {
        JsonObject json = JsonParser.parseString(Results.json(findings)).getAsJsonObject();
        assertEquals(4, json.get("comparisons").getAsInt());
        assertEquals(
                2.0, json.getAsJsonObject("geometricMeanOfRatios").get("fast").getAsDouble(), 1e-12);
        JsonObject speed = json.getAsJsonArray("speeds").get(0).getAsJsonObject();
        assertEquals(FindingsExample.PRODUCT.toString(), speed.get("case").getAsString());
        assertEquals(2, speed.getAsJsonArray("timings").size());
    }

    @Test
    void writes_tables_and_pictures(@TempDir Path folder) throws IOException {
        Results.write(folder.resolve("results"), findings, Pictures.of(findings));
        for (String name : new String[] {"report.md", "report.json", "sizes.png", "ratios.png"}) {
            assertTrue(Files.size(folder.resolve("results").resolve(name)) > 0, name);
        }
    }
}
