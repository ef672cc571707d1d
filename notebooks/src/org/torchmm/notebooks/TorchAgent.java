package org.torchmm.notebooks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import jdk.jshell.execution.RemoteExecutionControl;
import jdk.jshell.execution.Util;

/** The JVM in which JShell runs its snippets; arrays and lists of arrays show as {@link TensorDisplay} has them. */
public final class TorchAgent extends RemoteExecutionControl {

    /** A system property: "java", "libtorch", or nothing. */
    static final String ARRAYS = "torchmm.notebooks.arrays";

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
                    Map.of("in", stream -> {
                        System.setIn(stream);
                        String arrays = System.getProperty(ARRAYS, "");
                        if (!arrays.isEmpty()) {
                            Ahead.loadArrays(arrays.equals("java"));
                        }
                    }));
        }
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        try {
            Object value = snippet.invoke(null);
            return TensorDisplay.isShown(value) ? TensorDisplay.text(value) : valueString(value);
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
