package org.torchmm.notebooks;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What {@code java -jar} starts: {@link TorchShell}, and for typing with arrays in Java's memory in a second JVM, which has the archive that
 * {@link ShellArchive} wrote, as no manifest can name one. The second has the first's terminal and streams, and ends it. A JVM that was given
 * flags keeps its snippets, and so does one of another JDK than the archive's.
 */
public final class ShellLauncher {

    // All of it comes before the start of the second JVM: few classes, and none made at run time, so neither a lambda
    // nor +.

    /** Variables of the environment that give flags to each JVM. */
    static final String[] FLAGS = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"};

    private static Process shell;

    private ShellLauncher() {}

    /**
     * JShell.
     *
     * @param args as {@code --help} has them
     */
    public static void main(String[] args) throws Exception {
        File jar = new File(System.getProperty("java.class.path"));
        File arguments = ShellArchive.arguments(jar);
        if (!isTyping(args)
                || !isFor(jar, arguments)
                || hasFlags(args)
                || !isPure(args)
                || !start(ShellArchive.java(), arguments)) {
            TorchShell.main(args);
            return;
        }
        ignoreInterrupt();
        System.exit(shell.waitFor());
    }

    static boolean hasLibtorch() {
        return ShellLauncher.class.getResource("/ai/djl/pytorch/engine/PtNDArray.class") != null;
    }

    /** Whether the user types, and says nothing of where snippets run. */
    static boolean isTyping(String[] args) {
        for (String arg : args) {
            if (!arg.equals("--pure")) {
                return false;
            }
        }
        return true;
    }

    /** Whether arrays are in Java's memory, if the user types. */
    static boolean isPure(String[] args) {
        return args.length > 0 || !hasLibtorch();
    }

    /** Whether a file of arguments belongs to a jar as it is now, and to this JDK. */
    static boolean isFor(File jar, File arguments) {
        if (arguments.lastModified() < jar.lastModified()) { // 0 where there is none
            return false;
        }
        try (FileInputStream in = new FileInputStream(arguments)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).startsWith(ShellArchive.owner(jar));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether this JVM was given more than -jar, a jar and {@code args}, or the system does not tell. */
    private static boolean hasFlags(String[] args) {
        for (String name : FLAGS) {
            if (System.getenv(name) != null) {
                return true;
            }
        }
        String[] given = ProcessHandle.current().info().arguments().orElse(null);
        return given == null || given.length != args.length + 2 || !given[0].equals("-jar");
    }

    /** The second JVM; false if there is no such command. */
    static synchronized boolean start(String java, File arguments) {
        Thread ending = new Thread("torchmm-shell-end") {
            @Override
            public void run() {
                end();
            }
        };
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            shell = new ProcessBuilder(java, "@".concat(arguments.getPath()), "--pure", "--local")
                    .inheritIO()
                    .start();
            return true;
        } catch (IOException e) {
            Runtime.getRuntime().removeShutdownHook(ending);
            return false;
        }
    }

    /** Ends the second JVM with this one. */
    private static synchronized void end() {
        if (shell == null) {
            return;
        }
        shell.destroy();
        try {
            shell.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A terminal sends Ctrl-C to both JVMs, and the second knows what it is for; that one would inherit this, were it set before. By
     * reflection, as javac warns of sun.misc.
     */
    private static void ignoreInterrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, interrupt, handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            // a JDK without jdk.unsupported: Ctrl-C ends both
        }
    }
}
