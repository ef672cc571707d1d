package org.torchmm.comparisons.report;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torchmm.kernel.MatrixKernels;

/** What the numbers were measured on, without which they say nothing. */
record Machine(String processor, String system, String java, String libraries, String threads, String date) {

    static Machine ofNow() {
        Engine engine = Engine.getEngine("PyTorch");
        Runtime.Version version = Runtime.version();
        return new Machine(
                model() + ", " + Runtime.getRuntime().availableProcessors() + " processors",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + version,
                "libtorch " + engine.getVersion() + ", DJL " + Engine.getDjlVersion(),
                "libtorch " + JniUtils.getNumThreads() + ", kernels " + MatrixKernels.getThreads(),
                ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz")));
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

    boolean isAmd() {
        return processor.contains("AMD");
    }

    Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("Processor", processor);
        map.put("System", system);
        map.put("Java", java);
        map.put("Libraries", libraries);
        map.put("Threads", threads);
        map.put("Date", date);
        return map;
    }
}
