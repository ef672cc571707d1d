package org.torchmm.notebooks;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.execution.JdiExecutionControlProvider;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * {@code jshell --execution torch}: snippets run in a JVM of their own, a {@link TorchAgent}, with this one's class path and flags; with
 * {@code torch:local(true)} in this one, by a {@link LocalAgent}.
 */
public final class TorchExecution implements ExecutionControlProvider {

    static final String NAME = "torch";

    /** A parameter: the kind of arrays that a {@link TorchAgent} makes ready before it is asked. */
    static final String ARRAYS = "arrays";

    /** A parameter: "true" for this JVM. */
    static final String LOCAL = "local";

    /** By which DJL shows its own arrays here too, and not a hint for debuggers: JShell drives its JVM as one. */
    private static final String DJLS_JSHELL = "jshell";

    /** In milliseconds; JShell's own 5 seconds do not suffice where the machine is busy. */
    private static final String START_TIMEOUT = "60000";

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> defaultParameters() {
        return Map.of(ARRAYS, "", LOCAL, "false");
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) throws Throwable {
        if ("true".equals(parameters.get(LOCAL))) {
            System.setProperty(DJLS_JSHELL, "true");
            return new LocalAgent();
        }
        return new JdiExecutionControlProvider()
                .generate(
                        new WithoutConsole(env, parameters.get(ARRAYS)),
                        Map.of(
                                JdiExecutionControlProvider.PARAM_REMOTE_AGENT,
                                TorchAgent.class.getName(),
                                JdiExecutionControlProvider.PARAM_TIMEOUT,
                                START_TIMEOUT));
    }

    private static List<String> flags(String arrays) {
        List<String> flags = new ArrayList<>(List.of(
                "--class-path=" + System.getProperty("java.class.path"),
                "-D" + DJLS_JSHELL + "=true",
                "-D" + TorchAgent.ARRAYS + "=" + arrays));
        if (Runtime.version().feature() >= 22) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            flags.add("--add-modules=" + VECTOR_MODULE);
        }
        return flags;
    }

    /** Newer JDKs have a console here, for {@code System.console()} in snippets, and then refuse other agents than their own. */
    private record WithoutConsole(ExecutionEnv env, String arrays) implements ExecutionEnv {

        @Override
        public InputStream userIn() {
            return env.userIn();
        }

        @Override
        public PrintStream userOut() {
            return env.userOut();
        }

        @Override
        public PrintStream userErr() {
            return env.userErr();
        }

        @Override
        public List<String> extraRemoteVMOptions() {
            List<String> options = flags(arrays);
            options.addAll(env.extraRemoteVMOptions());
            return options;
        }

        @Override
        public void closeDown() {
            env.closeDown();
        }
    }
}
