package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.torchmm.kernel.MatrixKernels;

/** torchmm, DJL's api and slf4j alone on the class path, with what the tests are run by: all of the facade is there, and nothing native. */
class WithoutLibtorchTest {

    private static final List<String> NEEDED =
            List.of("classes", "test-classes", "api-0", "slf4j-", "junit-", "opentest4j-", "apiguardian-", "jspecify-");

    private static final Predicate<String> NOT_NEEDED = entry -> NEEDED.stream().noneMatch(entry::startsWith);

    @Test
    void the_tests_of_both_kinds_pass() throws Exception {
        ChildJvm.Result result = new ChildJvm()
                .without(NOT_NEEDED)
                .option("--add-modules", "jdk.incubator.vector", "-Dtorchmm.kind=java")
                .run(Tests.class, testsOfBothKinds());
        assertEquals(0, result.exit(), String.join("\n", result.lines()) + result.stderr());
        assertTrue(Integer.parseInt(result.lines().get(result.lines().size() - 1)) > 700, result.toString());
    }

    @Test
    void no_library_is_loaded_but_the_jdk_s_own_and_libtorch_is_missed_in_a_sentence() throws Exception {
        ChildJvm.Result result = new ChildJvm().without(NOT_NEEDED).run(Missing.class);
        assertEquals(0, result.exit(), result.stderr());
        assertEquals(
                List.of(
                        "tensor([[2., 2.],\n        [2., 2.]])",
                        "DJL's PyTorch engine is not on the class path: add ai.djl.pytorch:pytorch-engine, pytorch-jni and"
                                + " pytorch-native-cpu, or use Torch.open(MatrixKernels.best()), which needs no native library"),
                List.of(
                        String.join("\n", result.lines().subList(0, 2)),
                        result.lines().get(2)));
        assertEquals(3, result.lines().size(), result.lines().toString());
    }

    /** The classes that extend {@link OnBothKinds}. */
    private static String[] testsOfBothKinds() throws IOException {
        Path sources = Path.of("src/test/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith("Test.java") && extendsOnBothKinds(file))
                    .map(file -> sources.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replaceAll("[/\\\\]", "."))
                    .toArray(String[]::new);
        }
    }

    private static boolean extendsOnBothKinds(Path file) {
        try {
            return Files.readString(file).contains("extends " + OnBothKinds.class.getSimpleName() + " {");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the classes that are named, but for tests that ask libtorch too, which are tagged, and prints how many tests passed. */
    static final class Tests {

        private Tests() {}

        public static void main(String[] args) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            Launcher launcher = LauncherFactory.create();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(Stream.of(args)
                                    .map(DiscoverySelectors::selectClass)
                                    .toList())
                            .filters(TagFilter.excludeTags("libtorch"))
                            .build(),
                    listener);
            TestExecutionSummary summary = listener.getSummary();
            summary.printFailuresTo(new PrintWriter(System.out, true), 5);
            System.out.println(summary.getTestsSucceededCount());
            System.exit(summary.getTotalFailureCount() + summary.getTestsSkippedCount() == 0 ? 0 : 1);
        }
    }

    /** A product, what there is of a library outside the JDK, and what {@code Torch.open()} says. */
    static final class Missing {

        private Missing() {}

        public static void main(String[] args) throws IOException {
            try (Torch torch = Torch.open(MatrixKernels.byName("scalar"))) {
                NDArray ones = torch.ones(2, 2);
                System.out.println(torch.mm(ones, ones));
            }
            Path maps = Path.of("/proc/self/maps");
            if (Files.exists(maps)) {
                String jdk =
                        Path.of(System.getProperty("java.home")).toRealPath().toString();
                Files.readAllLines(maps).stream()
                        .map(line -> line.replaceFirst("^[^/]*", ""))
                        .filter(library -> library.contains(".so"))
                        .filter(library -> !library.startsWith(jdk)
                                && !library.matches(
                                        "(/usr)?/lib.*/(ld|lib(c|m|z|dl|rt|pthread|gcc_s|stdc\\+\\+|nss.*))[-.].*"))
                        .distinct()
                        .forEach(System.out::println);
            }
            try {
                Torch.open();
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
