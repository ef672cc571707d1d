package org.torchmm.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * One output of a cell.
 *
 * @param type what it is
 * @param text printed text, the value's text, or what was thrown
 * @param png a picture in base64; null if there is none
 */
record Output(Type type, String text, String png) {

    private static final String PLAIN = "text/plain";
    private static final String PNG = "image/png";

    enum Type {
        PRINTED,
        VALUE,
        THROWN
    }

    static Output printed(String text) {
        return new Output(Type.PRINTED, text, null);
    }

    static Output thrown(Snippets.Failure failure) {
        return new Output(Type.THROWN, failure.kind() + ": " + failure.message(), null);
    }

    /** A value as the kernels show it: pictures as PNG, arrays as PyTorch's text, all else as its own. */
    static Output value(Object value) {
        return new Output(
                Type.VALUE, TensorDisplay.text(value), value instanceof RenderedImage image ? base64(image) : null);
    }

    private static String base64(RenderedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Output of(JsonObject json) {
        String type = json.get("output_type").getAsString();
        switch (type) {
            case "stream":
                return printed(Notebook.joined(json.get("text")));
            case "error":
                return new Output(
                        Type.THROWN,
                        json.get("ename").getAsString() + ": "
                                + json.get("evalue").getAsString(),
                        null);
            default: // execute_result, display_data
                JsonObject data = json.getAsJsonObject("data");
                JsonElement text = data.get(PLAIN);
                JsonElement png = data.get(PNG);
                return new Output(
                        Type.VALUE,
                        text == null ? null : Notebook.joined(text),
                        png == null ? null : Notebook.joined(png).strip());
        }
    }

    /** Printed texts that follow one another as one, however often they were flushed. */
    static List<Output> merged(List<Output> outputs) {
        List<Output> merged = new ArrayList<>();
        for (Output output : outputs) {
            Output before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && before.type == Type.PRINTED && output.type == Type.PRINTED) {
                merged.set(merged.size() - 1, printed(before.text + output.text));
            } else {
                merged.add(output);
            }
        }
        return merged;
    }

    JsonObject json(int executionCount) {
        JsonObject json = new JsonObject();
        switch (type) {
            case PRINTED -> {
                json.addProperty("name", "stdout");
                json.addProperty("output_type", "stream");
                json.add("text", Notebook.lines(text));
            }
            case THROWN -> {
                int colon = text.indexOf(": ");
                json.addProperty("ename", text.substring(0, colon));
                json.addProperty("evalue", text.substring(colon + 2));
                json.addProperty("output_type", "error");
                JsonArray traceback = new JsonArray();
                text.lines().forEach(traceback::add);
                json.add("traceback", traceback);
            }
            case VALUE -> {
                JsonObject data = new JsonObject();
                if (png != null) {
                    data.addProperty(PNG, png);
                }
                data.add(PLAIN, Notebook.lines(text));
                json.add("data", data);
                json.addProperty("execution_count", executionCount);
                json.add("metadata", new JsonObject());
                json.addProperty("output_type", "execute_result");
            }
        }
        return json;
    }

    /**
     * Whether a fresh output says what a stored one says: to the letter, but for what no two runs have in common. Pictures are
     * held to their description, as another font makes other pixels; of what was measured the kind of output has to be the same.
     */
    boolean says(Output fresh, boolean isMeasured) {
        return type == fresh.type && (png == null) == (fresh.png == null) && (isMeasured || text.equals(fresh.text));
    }

    /** For messages: the text, and that there is a picture. */
    @Override
    public String toString() {
        return type.name().toLowerCase() + (png == null ? "" : " (picture)") + ": " + text;
    }
}
