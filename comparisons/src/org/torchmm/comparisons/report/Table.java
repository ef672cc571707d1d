package org.torchmm.comparisons.report;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A table, written once and read as HTML in the report and as Markdown in the folder of results. */
public final class Table {

    /**
     * A field.
     *
     * @param heat 0 to 1, how strongly HTML colours it; less than 0 for not at all
     * @param style a CSS class, or nothing
     */
    public record Cell(String text, double heat, String style) {

        public static Cell of(String text) {
            return new Cell(text, -1, "");
        }
    }

    private final List<String> header;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(List<String> header) {
        this.header = List.copyOf(header);
    }

    public Table row(List<Cell> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(header.size() + " columns, " + cells.size() + " cells");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** In a box of its own, which scrolls where the page is narrow. */
    String html() {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
        header.forEach(title -> html.append("<th>").append(escape(title)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append(html(cell)));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String html(Cell cell) {
        String style = cell.style().isEmpty() ? "" : " class=\"" + cell.style() + "\"";
        String heat = cell.heat() < 0 ? "" : " style=\"--heat:" + Math.round(100 * Math.min(1, cell.heat())) + "%\"";
        return "<td" + style + heat + ">" + escape(cell.text()) + "</td>";
    }

    public String markdown() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add(
                "| " + String.join(" | ", header.stream().map(Table::inMarkdown).toList()) + " |");
        lines.add("|" + "---|".repeat(header.size()));
        for (List<Cell> row : rows) {
            lines.add("| "
                    + String.join(
                            " | ",
                            row.stream().map(cell -> inMarkdown(cell.text())).toList())
                    + " |");
        }
        return lines.toString();
    }

    private static String inMarkdown(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    /** Text as HTML shows it. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
