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
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

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
                        warm(System.getProperty(ARRAYS, ""));
                    }));
        }
    }

    /** Loads what the first answers need while the snippets before them are compiled. */
    private static void warm(String arrays) {
        if (!arrays.isEmpty()) {
            Thread thread = new Thread(() -> answer(arrays), "torchmm-warm-arrays");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void answer(String arrays) {
        try (Torch torch = arrays.equals("java") ? Torch.open(MatrixKernels.best()) : Torch.open()) {
            TensorDisplay.text(torch.ones(2, 2));
        } catch (RuntimeException | LinkageError e) {
            // whoever opens torch is told why it cannot be
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
