package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.slf4j.Logger;

/**
 * JVM start to the first product and out again: torchmm, DJL's api and slf4j alone on the class path, with and without a class-data
 * archive (an AOT cache from JDK 25 on), and beside it libtorch's and a JVM's that only prints, in turns; wall time, caches warm.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.PureStart</pre>
 */
final class PureStart {

    private static final int ROUNDS = 15;

    private PureStart() {}

    public static void main(String[] args) throws Exception {
        ClassArchive.inFolder(PureStart::run);
    }

    private static void run(Path folder) throws Exception {
        String classPath =
                jar(folder) + File.pathSeparator + place(NDArray.class) + File.pathSeparator + place(Logger.class);
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (List<String> vector : List.of(List.<String>of(), List.of("--add-modules", "jdk.incubator.vector"))) {
            String kernel = vector.isEmpty() ? "scalar kernel" : "vector kernel";
            ClassArchive archive = ClassArchive.of(folder, vector.isEmpty() ? "scalar" : "vector");
            for (List<String> options : archive.write()) {
                lines(java(classPath, vector, options.toArray(String[]::new)));
            }
            kinds.put(kernel, java(classPath, vector));
            kinds.put(kernel + ", " + archive.name(), java(classPath, vector, "-Xlog:disable", archive.read()));
            kinds.put(
                    kernel + ", " + archive.name() + ", Serial GC, C1",
                    java(
                            classPath,
                            vector,
                            "-Xlog:disable",
                            archive.read(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1"));
        }
        kinds.put("libtorch", FirstProduct.process("torch").command());
        List<String> nothing = new ArrayList<>(java(classPath, List.of()));
        nothing.add("nothing");
        kinds.put("a JVM that prints, and no product", nothing);
        Map<String, double[]> times = new LinkedHashMap<>();
        Map<String, Long> peaks = new LinkedHashMap<>();
        kinds.keySet().forEach(kind -> times.put(kind, new double[ROUNDS]));
        for (int round = -2; round < ROUNDS; round++) {
            for (String kind : kinds.keySet()) {
                List<String> command = new ArrayList<>(kinds.get(kind));
                if (round < 0 && command.get(command.size() - 1).equals(PureProduct.class.getName())) {
                    command.add("peak"); // which takes 10 ms to tell
                }
                long start = System.nanoTime();
                long peak = peak(command);
                if (round >= 0) {
                    times.get(kind)[round] = (System.nanoTime() - start) / 1e9;
                } else {
                    peaks.merge(kind, peak, Math::max);
                }
            }
        }
        System.out.printf("JDK %s%n", Runtime.version());
        times.forEach((kind, seconds) -> {
            Arrays.sort(seconds);
            System.out.printf(
                    "%-40s median %.3f s, best %.3f s, peak %s%n",
                    kind,
                    seconds[ROUNDS / 2],
                    seconds[0],
                    peaks.get(kind) == 0 ? "not asked" : peaks.get(kind) / 1024 + " MB");
        });
    }

    private static List<String> java(String classPath, List<String> vector, String... options) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(vector);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, PureProduct.class.getName()));
        return command;
    }

    /** A class-data archive is of jars, not of folders. */
    private static Path jar(Path folder) throws URISyntaxException {
        Path jar = folder.resolve("torchmm.jar");
        Path classes = place(Torch.class);
        Path main = place(PureProduct.class);
        int exit = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        jar.toString(),
                        "-C",
                        classes.toString(),
                        ".",
                        "-C",
                        main.toString(),
                        PureProduct.class.getName().replace('.', '/') + ".class");
        if (exit != 0) {
            throw new IllegalStateException("no jar of " + classes);
        }
        return jar;
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The peak of resident memory in KB, 0 where the process does not tell it. */
    private static long peak(List<String> command) throws IOException, InterruptedException {
        List<String> lines = lines(command);
        if (lines.isEmpty() || !lines.get(0).equals("4.0")) {
            throw new IllegalStateException(command + " said " + lines);
        }
        return lines.size() == 2 ? Long.parseLong(lines.get(1)) : 0;
    }

    /** What a process printed that ended well. */
    private static List<String> lines(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + " and said " + lines);
        }
        return lines;
    }
}
