package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torchmm.comparisons.report.Table.Cell;

class TableTest {

    private final Table table =
            new Table(List.of("name", "share")).row(List.of(Cell.of("<b> & |a||b|"), new Cell("50 %", 0.5, "heat")));

    @Test
    void is_html_with_its_text_escaped() {
        String html = table.html();
        assertTrue(html.contains("<th>name</th><th>share</th>"), html);
        assertTrue(html.contains("<td>&lt;b&gt; &amp; |a||b|</td>"), html);
        assertTrue(html.contains("<td class=\"heat\" style=\"--heat:50%\">50 %</td>"), html);
    }

    @Test
    void is_markdown_with_its_bars_escaped() {
        assertEquals("""
                | name | share |
                |---|---|
                | <b> & \\|a\\|\\|b\\| | 50 % |
                """, table.markdown());
    }

    @Test
    void refuses_a_row_of_another_length() {
        List<Cell> row = List.of(Cell.of("alone"));
        assertThrows(IllegalArgumentException.class, () -> table.row(row));
    }
}
