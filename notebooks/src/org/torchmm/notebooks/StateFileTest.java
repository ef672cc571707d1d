package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void in_a_folder_that_is_not_there() {
        file = home.resolve("folder").resolve("state");
    }

    @Test
    void what_is_put_is_there_in_the_next_session() throws IOException {
        StateFile state = StateFile.read(file);
        assertEquals(Map.of(), state);
        state.put("HISTORY_LINE_0", "String s = \"\\u4e2d\u4e2d = #!:\";\\");
        state.put("of several lines", "a\n  b\t\r\n");
        state.put("removed", "");
        state.remove("removed");
        state.end();
        assertEquals(state, StateFile.read(file));
        assertEquals(2, StateFile.read(file).size());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void what_is_put_after_the_end_is_kept_too() {
        StateFile state = StateFile.read(file);
        state.put("before", "1");
        assertNull(StateFile.read(file).get("before"));
        state.end();
        state.put("after", "2");
        assertEquals(Map.of("before", "1", "after", "2"), StateFile.read(file));
    }

    @Test
    void a_file_that_is_none_of_ours_is_a_session_without_history() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {'a', '=', '\\', 'u', 'x', (byte) 0xff});
        StateFile state = StateFile.read(file);
        assertEquals(Map.of(), state);
        state.put("a", "1");
        state.end();
        assertEquals(Map.of("a", "1"), StateFile.read(file));
    }

    @Test
    void a_home_that_cannot_be_written_ends_no_session() throws IOException {
        Files.createFile(file.getParent()); // a file where the folder would be
        StateFile state = StateFile.read(file);
        state.put("a", "1");
        state.end();
        assertEquals(Map.of(), StateFile.read(file));
    }
}
