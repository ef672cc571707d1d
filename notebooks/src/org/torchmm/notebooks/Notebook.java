package org.torchmm.notebooks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An .ipynb file, of nbformat 4, written as Jupyter writes it. */
final class Notebook {

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final Path file;
    private final JsonObject json;

    private Notebook(Path file, JsonObject json) {
        this.file = file;
        this.json = json;
    }

    static Notebook read(Path file) throws IOException {
        return new Notebook(file, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    }

    /**
     * A cell that is code, with its number among all cells, the text ones too, from 1: as one counts on the page.
     *
     * <p>Two tags mean something here: {@code raises-exception}, as Jupyter has it, and {@code measured}, for outputs that are
     * others each time.
     */
    record Cell(Path file, int number, JsonObject json) {

        String source() {
            return joined(json.get("source"));
        }

        /** Whether it is for the kernel, which answers in its own way, and no Java. */
        boolean isMagic() {
            return source().startsWith("%");
        }

        boolean raisesException() {
            return hasTag("raises-exception");
        }

        boolean isMeasured() {
            return hasTag("measured");
        }

        private boolean hasTag(String tag) {
            JsonElement tags = json.getAsJsonObject("metadata").get("tags");
            return tags != null && tags.getAsJsonArray().contains(GSON.toJsonTree(tag));
        }

        List<Output> outputs() {
            List<Output> outputs = new ArrayList<>();
            for (JsonElement output : json.getAsJsonArray("outputs")) {
                outputs.add(Output.of(output.getAsJsonObject()));
            }
            return Output.merged(outputs);
        }

        /** Puts outputs in the place of those that are stored. */
        void store(List<Output> outputs, int executionCount) {
            JsonArray array = new JsonArray();
            outputs.forEach(output -> array.add(output.json(executionCount)));
            json.addProperty("execution_count", executionCount);
            json.add("outputs", array);
        }

        @Override
        public String toString() {
            return file + ", cell " + number;
        }
    }

    List<Cell> codeCells() {
        return cells("code");
    }

    List<Cell> textCells() {
        return cells("markdown");
    }

    private List<Cell> cells(String type) {
        List<Cell> cells = new ArrayList<>();
        int number = 0;
        for (JsonElement element : json.getAsJsonArray("cells")) {
            number++;
            JsonObject cell = element.getAsJsonObject();
            if (cell.get("cell_type").getAsString().equals(type)) {
                cells.add(new Cell(file, number, cell));
            }
        }
        return cells;
    }

    Path file() {
        return file;
    }

    /** The name of the kernel it asks for. */
    String kernel() {
        return json.getAsJsonObject("metadata")
                .getAsJsonObject("kernelspec")
                .get("name")
                .getAsString();
    }

    void write(Path target) throws IOException {
        Files.writeString(target, text());
    }

    String text() {
        StringWriter text = new StringWriter();
        JsonWriter writer = new JsonWriter(text);
        writer.setIndent(" ");
        writer.setHtmlSafe(false);
        writer.setSerializeNulls(true);
        GSON.toJson(json, writer);
        return text + "\n";
    }

    /** nbformat's text: a string, or one a line. */
    static String joined(JsonElement text) {
        if (!text.isJsonArray()) {
            return text.getAsString();
        }
        StringBuilder joined = new StringBuilder();
        text.getAsJsonArray().forEach(line -> joined.append(line.getAsString()));
        return joined.toString();
    }

    static JsonArray lines(String text) {
        JsonArray lines = new JsonArray();
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }
}
