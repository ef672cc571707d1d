package org.torchmm.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A notebook made for a test: code cells one after another. */
final class NotebookText {

    private final JsonArray cells = new JsonArray();

    NotebookText code(String source, String... tags) {
        return code(source, List.of(), tags);
    }

    /** A cell with outputs that are stored already. */
    NotebookText code(String source, List<Output> stored, String... tags) {
        JsonObject cell = new JsonObject();
        JsonObject metadata = new JsonObject();
        JsonArray names = new JsonArray();
        List.of(tags).forEach(names::add);
        metadata.add("tags", names);
        JsonArray outputs = new JsonArray();
        stored.forEach(output -> outputs.add(output.json(1)));
        cell.addProperty("cell_type", "code");
        cell.add("metadata", metadata);
        cell.add("outputs", outputs);
        cell.add("source", Notebook.lines(source));
        cells.add(cell);
        return this;
    }

    Path write(Path file) throws IOException {
        JsonObject notebook = new JsonObject();
        notebook.add("cells", cells);
        return Files.writeString(file, notebook.toString());
    }
}
