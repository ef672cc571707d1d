package org.torchmm.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torchmm.ClassArchive;

/**
 * From a JVM's start to the answer of the first snippet typed into JShell, with arrays in Java's memory, with and without a class-data
 * archive (an AOT cache from JDK 25 on), in turns; beside it the JDK's own JShell.
 *
 * <pre>mvn -q test-compile exec:exec@notebook-jar exec:exec -Dexec.mainClass=org.torchmm.notebooks.ShellStart</pre>
 */
final class ShellStart {

    private static final int ROUNDS = 9;

    private static final String JAR = "target/torchmm-notebook.jar";
    private static final String C1 = "-XX:TieredStopAtLevel=1";

    private ShellStart() {}

    /** What is started, what is typed, and the answer. */
    private record Kind(List<String> command, String typed, String answer) {

        /** Seconds to the answer, and to the end. */
        double[] run() throws IOException, InterruptedException {
            long start = System.nanoTime();
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().write((typed + "\n/exit\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            InputStream in = process.getInputStream();
            StringBuilder said = new StringBuilder();
            double answered = 0;
            for (byte[] piece = new byte[1 << 12]; ; ) {
                int n = in.read(piece);
                if (n < 0) {
                    break;
                }
                said.append(new String(piece, 0, n, StandardCharsets.UTF_8));
                if (answered == 0 && said.indexOf(answer) >= 0) {
                    answered = (System.nanoTime() - start) / 1e9;
                }
            }
            if (process.waitFor() != 0 || answered == 0) {
                throw new IllegalStateException(command + " said " + said);
            }
            return new double[] {answered, (System.nanoTime() - start) / 1e9};
        }
    }

    public static void main(String[] args) throws Exception {
        ClassArchive.inFolder(ShellStart::run);
    }

    private static void run(Path folder) throws Exception {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put(
                "JDK's jshell", new Kind(List.of(java().resolveSibling("jshell").toString()), "1000 + 1", "1001"));
        kinds.put("--pure", torch());
        kinds.put("--pure --local", torch("--local"));
        ClassArchive archive = ClassArchive.of(folder, "shell");
        torch("--local").run(); // where JShell learns how to answer, if it must
        for (List<String> options : archive.write()) {
            List<String> writing = new ArrayList<>(torch("--local").command());
            writing.addAll(1, options);
            Process process = new ProcessBuilder(writing)
                    .redirectErrorStream(true)
                    .redirectInput(Files.writeString(folder.resolve("typed"), torch().typed() + "\n/exit\n")
                            .toFile())
                    .start();
            process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(writing + " ended with " + process.exitValue());
            }
        }
        Kind archived = torch("--local");
        archived.command().addAll(1, List.of(archive.read(), "-Xlog:disable"));
        kinds.put("--pure --local, " + archive.name(), archived);
        Kind quick = torch("--local");
        quick.command().addAll(1, List.of(archive.read(), "-Xlog:disable", C1));
        kinds.put("--pure --local, " + archive.name() + ", C1", quick);
        Map<String, double[][]> times = new LinkedHashMap<>();
        kinds.keySet().forEach(kind -> times.put(kind, new double[2][ROUNDS]));
        for (int round = -1; round < ROUNDS; round++) {
            for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
                double[] seconds = kind.getValue().run();
                for (int i = 0; i < seconds.length && round >= 0; i++) {
                    times.get(kind.getKey())[i][round] = seconds[i];
                }
            }
        }
        System.out.printf("JDK %s%n", Runtime.version());
        times.forEach((kind, seconds) -> {
            Arrays.sort(seconds[0]);
            Arrays.sort(seconds[1]);
            System.out.printf(
                    "%-42s answer: median %.2f s, best %.2f s; end: %.2f s, %.2f s%n",
                    kind, seconds[0][ROUNDS / 2], seconds[0][0], seconds[1][ROUNDS / 2], seconds[1][0]);
        });
    }

    private static Kind torch(String... options) {
        List<String> command = new ArrayList<>(List.of(java().toString(), "-jar", JAR, "--pure"));
        command.addAll(List.of(options));
        return new Kind(command, "torch.ones(2, 2)", "[1., 1.]])");
    }

    private static Path java() {
        return Path.of(ProcessHandle.current().info().command().orElseThrow());
    }
}
