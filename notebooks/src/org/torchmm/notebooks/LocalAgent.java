package org.torchmm.notebooks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.jshell.execution.LocalExecutionControl;

/** Snippets in JShell's own JVM, on a thread that Ctrl-C ends; arrays show as {@link TensorDisplay} has them. */
final class LocalAgent extends LocalExecutionControl {

    private static final Method ANSWER = answerMethod();

    /** The one that runs; there is one at a time. */
    private static volatile Method running;

    private static Method answerMethod() {
        try {
            Method method = LocalAgent.class.getDeclaredMethod("answer");
            method.setAccessible(true); // for JShell
            return method;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    /** What JShell calls on the snippets' thread; its value, as it is or as a text that JShell doesn't quote. */
    @SuppressWarnings("unused")
    private static Object answer() throws Throwable {
        try {
            Object value = running.invoke(null);
            return TensorDisplay.isShown(value) ? new Text(TensorDisplay.text(value)) : value;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private record Text(String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        running = snippet;
        try {
            return super.invoke(ANSWER);
        } catch (InvocationTargetException e) {
            throw Answers.of(e);
        }
    }

    @Override
    public String varValue(String className, String name)
            throws RunException, EngineTerminationException, InternalException {
        String text = Answers.ofVariable(this::findClass, className, name);
        return text != null ? text : super.varValue(className, name);
    }
}
