package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UserFramesTest {

    /** An exception thrown in the first of these classes, called from the second, and so on. */
    private static Exception thrownIn(String... classes) {
        Exception exception = new Exception("sentence");
        exception.setStackTrace(Stream.of(classes)
                .map(name -> new StackTraceElement(name, "call", null, 1))
                .toArray(StackTraceElement[]::new));
        return exception;
    }

    private static List<String> left(Exception exception) {
        return Arrays.stream(UserFrames.of(exception))
                .map(StackTraceElement::getClassName)
                .toList();
    }

    @Test
    void of_a_refused_call_the_snippets_are_left() {
        Exception refusal = thrownIn(
                "java.nio.file.Files",
                "org.torchmm.numpy.NumpyFiles",
                "org.torchmm.Torch",
                "REPL.$JShell$1",
                "java.lang.Agent");
        assertTrue(UserFrames.isRefusal(refusal));
        assertEquals(List.of("REPL.$JShell$1", "java.lang.Agent"), left(refusal));
    }

    @Test
    void of_a_call_inside_a_kernel_that_was_typed_too() {
        Exception refusal =
                thrownIn("org.torchmm.rules.Sentences", "REPL.$JShell$1$Kernel", "org.torchmm.Torch", "REPL.$JShell$2");
        assertTrue(UserFrames.isRefusal(refusal));
        assertEquals(List.of("REPL.$JShell$1$Kernel", "REPL.$JShell$2"), left(refusal));
    }

    @Test
    void what_others_throw_is_no_refusal() {
        assertFalse(UserFrames.isRefusal(thrownIn("REPL.$JShell$1", "org.torchmm.Torch", "REPL.$JShell$2")));
        assertFalse(UserFrames.isRefusal(thrownIn("java.util.List", "REPL.$JShell$1")));
        assertFalse(UserFrames.isRefusal(thrownIn("org.torchmm.Torch", "java.lang.Thread")));
        assertFalse(UserFrames.isRefusal(thrownIn()));
        Error error = new NoClassDefFoundError("ai/djl/ndarray/NDArray");
        error.setStackTrace(thrownIn("org.torchmm.Torch", "REPL.$JShell$1").getStackTrace());
        assertFalse(UserFrames.isRefusal(error));
    }
}
