package org.torchmm.notebooks;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import jdk.jshell.spi.ExecutionControl.UserException;

/** What JShell is told of a snippet, in whichever JVM that runs. */
final class Answers {

    private Answers() {}

    /** Of a refused call its sentence and where it was typed, without torchmm's frames and native causes; anything else as it is. */
    static Exception of(InvocationTargetException snippets) {
        Throwable thrown = snippets.getCause();
        return UserFrames.isRefusal(thrown)
                ? new UserException(thrown.getMessage(), thrown.getClass().getName(), UserFrames.of(thrown))
                : snippets;
    }

    /** Where the snippets' classes are. */
    @FunctionalInterface
    interface Loaded {
        Class<?> find(String name) throws ClassNotFoundException;
    }

    /** A variable's text where it is an array, or a list or map of them, and else null. */
    static String ofVariable(Loaded snippets, String className, String name) throws InternalException {
        try {
            Field variable = snippets.find(className).getDeclaredField(name);
            variable.setAccessible(true);
            Object value = variable.get(null);
            return TensorDisplay.isShown(value) ? TensorDisplay.text(value) : null;
        } catch (ReflectiveOperationException e) {
            throw new InternalException(e.toString());
        }
    }
}
