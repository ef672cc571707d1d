package org.torchmm.comparisons.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.torchmm.comparisons.Asked;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;

/**
 * A contest in a JVM of its own, which has compiled nothing but what it times: behind ten thousand cases of all kinds the compiler
 * is busy for seconds, and what it makes of a kernel then is up to twice as slow. Results come as lines of JSON.
 */
final class Fork {

    private static final String RESULT = "result: ";

    private static final Gson GSON = new GsonBuilder()
            .registerTypeHierarchyAdapter(
                    Asked.class, (JsonSerializer<Asked>) (asked, type, context) -> new JsonPrimitive(asked.toString()))
            .registerTypeHierarchyAdapter(
                    Asked.class, (JsonDeserializer<Asked>) (json, type, context) -> Asked.parse(json.getAsString()))
            .create();

    /**
     * A heap that is in memory before anything is timed: the first write to a page of a new array costs as much as the product
     * (190 of 64x64 by 64x64 ran at 42 GFLOP/s in a new heap, at 95 to 108 in this one). libtorch's allocator has its
     * pages from the round before.
     */
    private static final List<String> TOUCHED = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

    private Fork() {}

    /** Runs a JVM like this one, with {@code environment} besides. */
    static void run(
            Contest contest,
            Settings settings,
            List<SpeedShape> shapes,
            boolean isVerified,
            Map<String, String> environment,
            Consumer<SpeedResult> finished)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TOUCHED);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Dreport.") && !argument.startsWith("-agentlib"))
                .toList());
        command.add("-Dreport.contest=" + contest.word());
        command.add("-Dreport.verified=" + isVerified);
        command.add("-Dreport.dtype=" + settings.dtype());
        command.add("-Dreport.rounds=" + settings.rounds());
        command.add("-Dreport.millis=" + settings.roundMillis());
        command.add("-Dreport.warmup=" + settings.warmUpMillis());
        command.add("-Dreport.shapes=" + shapes.stream().map(SpeedShape::name).collect(Collectors.joining(",")));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), Fork.class.getName()));
        Path errors = Files.createTempFile("torchmm-report", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            int results = read(process, finished);
            int exit = process.waitFor();
            if (exit != 0 || results != shapes.size()) {
                throw new IOException("the JVM that timed " + contest.word() + " ended with " + exit + " after "
                        + results + " of " + shapes.size() + " shapes\n" + Files.readString(errors));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static int read(Process process, Consumer<SpeedResult> finished) throws IOException {
        int results = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(RESULT)) { // a library may print lines of its own
                    finished.accept(GSON.fromJson(line.substring(RESULT.length()), SpeedResult.class));
                    results++;
                }
            }
        } finally {
            process.destroy();
        }
        return results;
    }

    public static void main(String[] args) {
        Settings settings = Settings.ofProperties();
        Contest contest = Contest.valueOf(System.getProperty("report.contest").toUpperCase(Locale.ROOT));
        new SpeedRun(contest, Clock.system(), settings)
                .run(settings.shapesCovered(), Boolean.getBoolean("report.verified"), result -> {
                    byte[] line = (RESULT + GSON.toJson(result) + "\n").getBytes(StandardCharsets.UTF_8);
                    System.out.write(line, 0, line.length);
                    System.out.flush();
                });
        System.exit(0);
    }
}
