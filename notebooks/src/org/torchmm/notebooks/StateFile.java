package org.torchmm.notebooks;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What JShell keeps from one session to the next, in a file of properties: read in a few milliseconds, while the JDK's preferences read
 * XML. It is written when a session ends, and by what JShell keeps after that; of two sessions at once the last to end is kept.
 */
final class StateFile extends HashMap<String, String> {

    private static final long serialVersionUID = 1;

    private final transient Path file;
    private transient boolean isEnding;

    private StateFile(Path file) {
        this.file = file;
    }

    /** What the file has; nothing if it is not there or cannot be read. */
    static StateFile read(Path file) {
        StateFile state = new StateFile(file);
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                // a session without history, which writes a good one
            }
        }
        for (String key : kept.stringPropertyNames()) {
            state.put(key, kept.getProperty(key));
        }
        return state;
    }

    /** Writes all, and from now on each change: while a JVM ends, JShell keeps its history at a time of its own. */
    synchronized void end() {
        isEnding = true;
        write();
    }

    @Override
    public synchronized String put(String key, String value) {
        String before = super.put(key, value);
        if (isEnding) {
            write();
        }
        return before;
    }

    @Override
    public synchronized String remove(Object key) {
        return super.remove(key);
    }

    private void write() {
        Properties kept = new Properties();
        for (Map.Entry<String, String> entry : entrySet()) {
            kept.setProperty(entry.getKey(), entry.getValue());
        }
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, "shell", ".new");
            try (Writer writer = Files.newBufferedWriter(written)) {
                kept.store(writer, null);
            }
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            System.err.println("JShell's history is not kept: " + e);
        }
    }
}
