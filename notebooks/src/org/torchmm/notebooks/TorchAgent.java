package org.torchmm.notebooks;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import jdk.jshell.execution.RemoteExecutionControl;
import jdk.jshell.execution.Util;

/** The JVM in which JShell runs its snippets; the value of an array is the text that PyTorch prints. */
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

    @Override
    protected String invoke(Method snippet) throws Exception {
        Object value = snippet.invoke(null);
        return value instanceof NDArray array ? TensorDisplay.text(array) : valueString(value);
    }

    @Override
    public String varValue(String className, String name)
            throws RunException, EngineTerminationException, InternalException {
        try {
            Field variable = findClass(className).getDeclaredField(name);
            variable.setAccessible(true);
            if (variable.get(null) instanceof NDArray array) {
                return TensorDisplay.text(array);
            }
        } catch (ReflectiveOperationException e) {
            throw new InternalException(e.toString());
        }
        return super.varValue(className, name);
    }
}
