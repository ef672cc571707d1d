package org.torchmm.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From a JVM's start to JShell's prompt, and to the answer of the first snippet, which is piped in, with arrays in Java's memory, with and
 * without the archive of {@link ShellArchive}, which {@code --pure} by itself has too, in turns; beside it the JDK's own JShell. It writes
 * target/torchmm-shell.
 *
 * <pre>mvn -q test-compile exec:exec@notebook-jar exec:exec -Dexec.mainClass=org.torchmm.notebooks.ShellStart</pre>
 */
final class ShellStart {

    private static final int ROUNDS = 9;

    private static final String JAR = "target/torchmm-notebook.jar";
    private static final List<String> TIMES = List.of("prompt", "answer", "end");

    private ShellStart() {}

    /** What is started, its prompt, what is typed, and the answer. */
    private record Kind(List<String> command, String prompt, String typed, String answer) {

        /** Seconds to the prompt, to the answer, and to the end. */
        double[] run() throws IOException, InterruptedException {
            long start = System.nanoTime();
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().write((typed + "\n/exit\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            InputStream in = process.getInputStream();
            StringBuilder said = new StringBuilder();
            double prompted = 0;
            double answered = 0;
            for (byte[] piece = new byte[1 << 12]; ; ) {
                int n = in.read(piece);
                if (n < 0) {
                    break;
                }
                said.append(new String(piece, 0, n, StandardCharsets.UTF_8));
                if (prompted == 0 && said.indexOf(prompt) >= 0) {
                    prompted = (System.nanoTime() - start) / 1e9;
                }
                if (answered == 0 && said.indexOf(answer) >= 0) {
                    answered = (System.nanoTime() - start) / 1e9;
                }
            }
            if (process.waitFor() != 0 || answered == 0) {
                throw new IllegalStateException(command + " said " + said);
            }
            return new double[] {prompted, answered, (System.nanoTime() - start) / 1e9};
        }
    }

    public static void main(String[] args) throws Exception {
        Path arguments = ShellArchive.write(Path.of(JAR).toAbsolutePath());
        Map<String, Kind> kinds = new LinkedHashMap<>();
        String jshell = java().resolveSibling("jshell").toString();
        kinds.put("JDK's jshell", new Kind(List.of(jshell), "jshell> ", "1000 + 1", "1001"));
        kinds.put("--pure --remote", torch("-jar", JAR, "--pure", "--remote"));
        kinds.put("--pure --local", torch("-jar", JAR, "--pure", "--local"));
        kinds.put("--pure", torch("-jar", JAR, "--pure"));
        kinds.put("archive, --pure --remote", torch("@" + arguments, "--pure", "--remote"));
        kinds.put("archive, --pure", torch("@" + arguments, "--pure"));
        Map<String, double[][]> times = new LinkedHashMap<>();
        kinds.keySet().forEach(kind -> times.put(kind, new double[TIMES.size()][ROUNDS]));
        for (int round = -1; round < ROUNDS; round++) {
            for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
                double[] seconds = kind.getValue().run();
                for (int i = 0; i < seconds.length && round >= 0; i++) {
                    times.get(kind.getKey())[i][round] = seconds[i];
                }
            }
        }
        System.out.printf("JDK %s, medians and least of %d%n", Runtime.version(), ROUNDS);
        times.forEach(ShellStart::print);
    }

    private static void print(String kind, double[][] times) {
        System.out.printf("%-26s", kind);
        for (int i = 0; i < times.length; i++) {
            Arrays.sort(times[i]);
            System.out.printf("  %s %.2f s, %.2f", TIMES.get(i), times[i][ROUNDS / 2], times[i][0]);
        }
        System.out.println();
    }

    private static Kind torch(String... options) {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(List.of(options));
        return new Kind(command, ">>> ", "torch.ones(2, 2)", "[1., 1.]])");
    }

    private static Path java() {
        return Path.of(ProcessHandle.current().info().command().orElseThrow());
    }
}
