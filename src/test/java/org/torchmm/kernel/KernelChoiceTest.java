package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchmm.ChildJvm;
import org.torchmm.PrintedLog;

/** Which kernels there are, which one is taken, what is said of it, and where. */
class KernelChoiceTest {

    private static final String VECTOR = "--add-modules=jdk.incubator.vector";
    private static final String FASTER =
            "Start Java with --add-modules=jdk.incubator.vector for the vector kernel, which is several times faster";
    private static final String NARROW = "The vector kernel, which is several times faster, cannot start:"
            + " it needs vectors of 128 bits, and this JVM has vectors of 64; -XX:MaxVectorSize= may say so";

    @Test
    void a_property_that_names_no_kernel_is_refused_each_time_by_whoever_asks_for_it() throws Exception {
        String refusal =
                "IllegalStateException: the system property torchmm.kernel is \"nosuch\": no matrix kernel is called nosuch;"
                        + " there are vector, scalar";
        assertEquals(
                List.of(refusal, refusal, "[vector, scalar]", "scalar 20.0"),
                lines(new ChildJvm().option(VECTOR, "-Dtorchmm.kernel=nosuch"), "best", "product", "all", "scalar"));
    }

    @Test
    void without_the_flag_the_vector_kernel_says_how_to_get_it() throws Exception {
        assertEquals(
                List.of(
                        "IllegalArgumentException: no matrix kernel is called vector; there are scalar. " + FASTER,
                        "IllegalArgumentException: no matrix kernel is called gpu; there are scalar",
                        "scalar"),
                lines(new ChildJvm(), "vector", "gpu", "best"));
        assertEquals(
                List.of("IllegalStateException: the system property torchmm.kernel is \"vector\":"
                        + " no matrix kernel is called vector; there are scalar. " + FASTER),
                lines(new ChildJvm().option("-Dtorchmm.kernel=vector"), "best"));
    }

    @Test
    void a_JVM_with_short_vectors_has_the_scalar_kernel_and_says_why() throws Exception {
        assertEquals(
                List.of(
                        "warn Matrix kernel: scalar, 2 threads. " + NARROW,
                        "scalar 20.0",
                        "IllegalArgumentException: no matrix kernel is called vector; there are scalar. " + NARROW),
                lines(logged().option(VECTOR, "-XX:MaxVectorSize=8"), "product", "vector"));
    }

    @Test
    void a_JVM_without_fused_multiply_add_or_an_optimising_compiler_has_the_scalar_kernel_and_says_why()
            throws Exception {
        List<String> fused = lines(logged().option(VECTOR, "-XX:-UseFMA"), "product");
        assertEquals(
                List.of(
                        "warn Matrix kernel: scalar, 2 threads. The vector kernel, which is several times faster, cannot start:"
                                + " it needs an instruction for fused multiply-add, and this JVM has none;"
                                + " -XX:-UseFMA or -XX:UseAVX=0 may say so",
                        "scalar 20.0"),
                fused);
        for (String flag : List.of("-XX:TieredStopAtLevel=1", "-Xint")) {
            List<String> lines = lines(logged().option(VECTOR, flag), "product");
            assertTrue(
                    lines.get(0).contains("it needs HotSpot's optimising compiler, and this JVM is in "),
                    lines::toString);
            assertEquals("scalar 20.0", lines.get(1));
        }
    }

    @Test
    void sizes_of_caches_that_are_none_keep_the_vector_kernel_from_starting_and_are_named() throws Exception {
        assertEquals(
                List.of(
                        "warn Matrix kernel: scalar, 2 threads. The vector kernel, which is several times faster, cannot start:"
                                + " the system property torchmm.caches is \"48kB,2M\":"
                                + " expected a size such as 48K or 2M, got \"48kB\"",
                        "scalar 20.0"),
                lines(logged().option(VECTOR, "-Dtorchmm.caches=48kB,2M"), "product"));
        assertEquals(
                List.of("info Matrix kernel: vector, 2 threads", "vector 20.0"),
                lines(logged().option(VECTOR, "-Dtorchmm.caches=48K,2M,260M"), "product"));
    }

    @Test
    void the_log_says_what_runs() throws Exception {
        assertEquals(
                List.of("info Matrix kernel: vector, 2 threads", "vector"), lines(logged().option(VECTOR), "best"));
        assertEquals(List.of("warn Matrix kernel: scalar, 2 threads. " + FASTER, "scalar"), lines(logged(), "best"));
        assertEquals(
                List.of("info Matrix kernel: scalar, 2 threads", "scalar"),
                lines(logged().option("-Dtorchmm.kernel=scalar"), "best"));
    }

    /** SLF4J would drop the log's line there, and is not asked. */
    @Test
    void without_a_binding_the_slow_road_is_heard_once() throws Exception {
        String heard = stderr(unbound(), "product", "product", "best", "product");
        assertEquals(
                List.of("torchmm multiplies with its scalar kernel. " + FASTER
                        + " (said once; -Dtorchmm.kernel=scalar or an SLF4J binding keeps this line away)"),
                heard.lines().toList());
    }

    @Test
    void the_slow_road_is_heard_of_nobody_who_did_not_take_it_or_chose_it() throws Exception {
        for (ChildJvm.Result result : List.of(
                unbound().run(KernelChoice.class, "all", "best", "scalar"),
                unbound().option("-Dtorchmm.kernel=scalar").run(KernelChoice.class, "product"),
                unbound().option(VECTOR).run(KernelChoice.class, "product"),
                new ChildJvm().run(KernelChoice.class, "product"), // with slf4j-nop
                logged().run(KernelChoice.class, "product"))) {
            assertEquals(
                    List.of(),
                    result.stderr()
                            .lines()
                            .filter(line -> !line.startsWith("SLF4J") && !line.contains("incubator modules"))
                            .toList());
        }
    }

    /** Each is one line in the log, with its class and the reason, and takes nobody with it. */
    @Test
    void kernels_that_cannot_start_are_left_out(@TempDir Path jar) throws Exception {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        compile(
                jar,
                "Base",
                "public abstract class Base implements org.torchmm.kernel.MatrixKernel {" + kernelMethods() + "}");
        compile(jar, "Orphan", "public class Orphan extends Base { public String name() { return \"orphan\"; } }");
        compile(jar, "Twin", "public class Twin extends Base { public String name() { return \"twin\"; } }");
        Files.delete(jar.resolve("Base.class"));
        compile(
                jar,
                "Future",
                "public class Future implements org.torchmm.kernel.MatrixKernel { public String name() { return \"f\"; }"
                        + kernelMethods() + "}");
        byte[] future = Files.readAllBytes(jar.resolve("Future.class"));
        future[7] = 120; // the version of a Java to come
        Files.write(jar.resolve("Future.class"), future);
        compile(
                jar,
                "Thrower",
                kernel("Thrower", "public Thrower() { throw new RuntimeException(\"no device\"); }", "\"t\""));
        compile(jar, "Static", kernel("Static", "static int zero = 0; static int broken = 1 / zero;", "\"s\""));
        compile(jar, "Stranger", "public class Stranger {}");
        compile(jar, "Nameless", kernel("Nameless", "", "null"));
        compile(jar, "Moody", kernel("Moody", "", "String.valueOf(1 / (int) Math.floor(0.5))"));
        Files.writeString(
                services.resolve(MatrixKernel.class.getName()),
                "Orphan\nTwin # a comment\nMissing\nFuture\nStranger\nThrower\nStatic\nNameless\nMoody\n"
                        + MatrixKernelsTest.ProvidedKernel.class.getName() + "\n");
        List<String> lines = lines(logged().option(VECTOR).inFront(jar), "all", "provided");
        List<List<String>> reasons = List.of(
                List.of("Orphan", "NoClassDefFoundError", "Base"),
                List.of("Twin", "NoClassDefFoundError", "Base"),
                List.of("Missing", "not found"),
                List.of("Future", "UnsupportedClassVersionError"),
                List.of("Stranger", "not a subtype"),
                List.of("Thrower", "no device"),
                List.of("Static", "/ by zero"),
                List.of("Nameless", "name() is null"),
                List.of("Moody", "/ by zero"));
        assertEquals(reasons.size() + 3, lines.size(), lines::toString);
        for (int i = 0; i < reasons.size(); i++) {
            String line = lines.get(i);
            assertTrue(line.startsWith("warn A matrix kernel is left out: "), line);
            reasons.get(i).forEach(part -> assertTrue(line.contains(part), () -> "no \"" + part + "\" in: " + line));
        }
        assertEquals(
                List.of("info Matrix kernel: vector, 2 threads", "[vector, scalar, provided]", "provided 20.0"),
                lines.subList(reasons.size(), lines.size()));
    }

    @Test
    void a_list_of_kernels_that_cannot_be_read_takes_none_with_it(@TempDir Path jar) throws Exception {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(MatrixKernel.class.getName()), "no class is called so\n");
        List<String> lines = lines(logged().inFront(jar), "all");
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("warn A matrix kernel is left out: "), lines.get(0));
        assertTrue(lines.get(0).contains("Illegal configuration-file syntax"), lines.get(0));
        assertEquals("[scalar]", lines.get(2));
    }

    private static String kernel(String name, String more, String word) {
        return "public class " + name + " implements org.torchmm.kernel.MatrixKernel { " + more
                + " public String name() { return " + word + "; }" + kernelMethods() + "}";
    }

    private static String kernelMethods() {
        StringBuilder methods = new StringBuilder();
        for (String type : List.of("Float", "Double", "Int", "Long")) {
            String matrices = "org.torchmm.kernel." + type + "Matrices";
            methods.append(" public void bmm(%1$s a, %1$s b, %1$s c) {}".formatted(matrices));
        }
        return methods.toString();
    }

    private static void compile(Path folder, String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        String classPath = Path.of(MatrixKernel.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                + File.pathSeparator
                + folder;
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", classPath, file.toString()));
    }

    private static ChildJvm logged() {
        return new ChildJvm().option("-Dslf4j.provider=" + PrintedLog.class.getName(), "-Dtorchmm.threads=2");
    }

    private static ChildJvm unbound() {
        return new ChildJvm().without(name -> name.startsWith("slf4j-nop"));
    }

    private static List<String> lines(ChildJvm jvm, String... arguments) throws IOException, InterruptedException {
        ChildJvm.Result result = jvm.run(KernelChoice.class, arguments);
        assertEquals(0, result.exit(), result.stderr());
        return result.lines();
    }

    private static String stderr(ChildJvm jvm, String... arguments) throws IOException, InterruptedException {
        ChildJvm.Result result = jvm.run(KernelChoice.class, arguments);
        assertEquals(0, result.exit(), result.stderr());
        return result.stderr();
    }
}
