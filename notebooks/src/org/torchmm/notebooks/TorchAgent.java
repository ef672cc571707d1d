package org.torchmm.notebooks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import jdk.jshell.execution.RemoteExecutionControl;
import jdk.jshell.execution.Util;

/** The JVM in which JShell runs its snippets; arrays and lists of arrays show as {@link TensorDisplay} has them. */
public final class TorchAgent extends RemoteExecutionControl {

    /** Called by JShell, with the port on which it listens. */
    public static void main(String[] args) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
            Util.forwardExecutionControlAndIO(
                    new TorchAgent(),
                    socket.getInputStream(),
                    socket.getOutputStream(),
                    Map.of(
                            "out", stream -> System.setOut(new PrintStream(stream, true)),
                            "err", stream -> System.setErr(new PrintStream(stream, true))),
                    Map.of("in", System::setIn));
        }
    }

    /** The value's text; a refused call is its sentence and where it was typed, without torchmm's frames and native causes. */
    @Override
    protected String invoke(Method snippet) throws Exception {
        try {
            return text(snippet.invoke(null));
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (UserFrames.isRefusal(thrown)) {
                throw new UserException(thrown.getMessage(), thrown.getClass().getName(), UserFrames.of(thrown));
            }
            throw e;
        }
    }

    @Override
    public String varValue(String className, String name)
            throws RunException, EngineTerminationException, InternalException {
        try {
            Field variable = findClass(className).getDeclaredField(name);
            variable.setAccessible(true);
            Object value = variable.get(null);
            if (TensorDisplay.isShown(value)) {
                return TensorDisplay.text(value);
            }
        } catch (ReflectiveOperationException e) {
            throw new InternalException(e.toString());
        }
        return super.varValue(className, name);
    }

    private static String text(Object value) {
        return TensorDisplay.isShown(value) ? TensorDisplay.text(value) : valueString(value);
    }
}
