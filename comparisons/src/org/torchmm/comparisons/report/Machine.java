package org.torchmm.comparisons.report;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torchmm.kernel.MatrixKernels;

/** What the numbers were measured on, without which they say nothing. */
public record Machine(
        String processor, String system, String java, String libraries, String peers, String threads, String date) {

    private static final Pattern PEER_JAR =
            Pattern.compile("(blas|ejml-fdense|ojalgo|onnxruntime|openblas)-([0-9.-]+)\\.jar");

    public static Machine ofNow(boolean hasPeers) {
        Engine engine = Engine.getEngine("PyTorch");
        Runtime.Version version = Runtime.version();
        return new Machine(
                model() + ", " + Runtime.getRuntime().availableProcessors() + " processors",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + version,
                "libtorch " + engine.getVersion() + ", DJL " + Engine.getDjlVersion(),
                hasPeers ? peerVersions() : "",
                "libtorch " + JniUtils.getNumThreads() + ", kernels " + MatrixKernels.getThreads(),
                ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz")));
    }

    /** As their jars are called. */
    private static String peerVersions() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .map(PEER_JAR::matcher)
                .filter(Matcher::matches)
                .map(jar -> jar.group(1) + " " + jar.group(2))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Linux says which; elsewhere the architecture has to do. */
    private static String model() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    public boolean isAmd() {
        return processor.contains("AMD");
    }

    public Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("Processor", processor);
        map.put("System", system);
        map.put("Java", java);
        map.put("Libraries", libraries);
        if (!peers.isEmpty()) {
            map.put("Peers", peers);
        }
        map.put("Threads", threads);
        map.put("Date", date);
        return map;
    }

    /** As a list. */
    public String markdown() {
        return asMap().entrySet().stream()
                .map(entry -> "- " + entry.getKey() + ": " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
