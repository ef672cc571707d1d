package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.MatrixKernel;

/** The whole way that a kernel's author goes: JUnit runs the inherited cases, goes red, and says how to see one again. */
class SuiteTest {

    private static final String WRONG = "mm float32(2,3) float32(3,9) integers 1";
    private static final String DOUBLES = "mm float64(2,3) float64(3,9) integers 1";

    /** Surefire does not take these classes for tests by themselves. */
    static class LosesTailComparison extends MatrixKernelComparison {
        @Override
        protected MatrixKernel kernel() {
            return new WrongKernels.LosesTail();
        }
    }

    /** A right kernel of one dtype. */
    static final class FloatsOnly extends PlainKernel {
        @Override
        public Set<Element> elements() {
            return Set.of(Element.FLOAT32);
        }

        @Override
        public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
            throw new UnsupportedOperationException();
        }
    }

    static class FloatsOnlyComparison extends MatrixKernelComparison {
        @Override
        protected MatrixKernel kernel() {
            return new FloatsOnly();
        }
    }

    /** Runs a class as a JVM of those properties would. */
    private static TestExecutionSummary run(Class<?> tests, Map<String, String> properties) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Map<String, String> before = new HashMap<>();
        for (String name : List.of("case", "kernel", "dtype", "test")) {
            before.put(name, System.getProperty(name));
            set(name, properties.get(name));
        }
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(tests))
                                    .build(),
                            listener);
        } finally {
            before.forEach(SuiteTest::set);
        }
        return listener.getSummary();
    }

    private static void set(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    private static String message(TestExecutionSummary summary, int failure) {
        return summary.getFailures().get(failure).getException().getMessage();
    }

    @Test
    void a_wrong_case_is_told_whole_with_the_command_that_asks_it_again() {
        TestExecutionSummary summary = run(LosesTailComparison.class, Map.of("case", WRONG));
        assertEquals(1, summary.getTestsFailedCount());
        assertEquals(WRONG, summary.getFailures().get(0).getTestIdentifier().getDisplayName());
        String message = message(summary, 0);
        assertTrue(message.contains("Mismatched elements: 2 / 18 (11.1%)"), message);
        assertTrue(message.contains(" at index (0, 8): never written\nNever written: 2 / 18"), message);
        assertTrue(message.contains("\nAgain: mvn"), message);
        assertTrue(message.contains(" test -Dtest='SuiteTest$LosesTailComparison'"), message);
        assertTrue(message.endsWith("-Dcase=\"" + WRONG + "\""), message);
    }

    @Test
    void a_kernel_that_is_wrong_everywhere_is_told_in_few_failures_and_a_table() throws IOException {
        TestExecutionSummary summary = run(LosesTailComparison.class, Map.of("dtype", "int64"));
        assertEquals(4, summary.getTestsFailedCount(), "three and the table");
        assertTrue(summary.getTestsAbortedCount() > 30, summary.getTestsAbortedCount() + " aborted");
        long wrong = 3 + summary.getTestsAbortedCount();
        long tried = summary.getTestsStartedCount() - 2; // the table, and many threads
        String table = message(summary, 3);
        assertTrue(table.startsWith("LosesTail is wrong in " + wrong + " of " + tried + " cases.\n"), table);
        assertTrue(
                table.matches("(?s).*\ngroup +dtype +tried +failed +the first to run again\n"
                        + ".*\ntails +int64 +[0-9]+ +[0-9]+ +[a-z]+ int64.*\n[0-9]+ others +[0-9]+ +0\n.*"),
                table);
        Path file = Path.of("target", "comparisons", "LosesTailComparison-LosesTail.txt");
        assertTrue(table.contains("\nAll of them: " + file.toAbsolutePath() + "\nAgain: mvn"), table);
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.stream().filter(line -> line.startsWith("Again: ")).count() > wrong);
    }

    @Test
    void a_kernel_is_asked_what_it_multiplies_and_nothing_else() {
        assertEquals(0, run(FloatsOnlyComparison.class, Map.of("case", WRONG)).getTestsFailedCount());
        TestExecutionSummary summary =
                run(FloatsOnlyComparison.class, Map.of("case", "bmm float32(2,20,30) float16(2,30,40) normal 0"));
        assertEquals(0, summary.getTestsFailedCount());
        assertEquals(2, summary.getTestsSucceededCount());
        try (Comparison comparison = new Comparison(Case.parse(DOUBLES))) {
            assertEquals(List.of(), comparison.of(new FloatsOnly()));
        }
    }

    @Test
    void a_run_that_asks_a_kernel_nothing_fails() {
        IllegalStateException unasked = assertThrows(
                IllegalStateException.class, () -> run(FloatsOnlyComparison.class, Map.of("case", DOUBLES)));
        assertEquals("-Dcase=\"" + DOUBLES + "\": no test of this run asked this case", unasked.getMessage());
        TestExecutionSummary summary = run(FloatsOnlyComparison.class, Map.of("dtype", "int32,int64"));
        assertEquals(
                "the kernel \"FloatsOnly\" multiplies float32: -Ddtype=int32, int64 leaves nothing to ask it",
                message(summary, 0));
        for (String property : List.of("case", "dtype")) {
            Map<String, String> nonsense = Map.of(property, "float");
            assertThrows(IllegalArgumentException.class, () -> run(OtherTests.class, nonsense));
        }
    }

    /** As the JUnit 3 provider of surefire 2.12.4 finds and calls what it takes for tests. */
    @Test
    void a_surefire_without_junit_5_fails() {
        List<Method> methods = Stream.of(LosesTailComparison.class.getMethods())
                .filter(method -> method.getName().startsWith("test") && method.getParameterCount() == 0)
                .toList();
        assertEquals(1, methods.size());
        InvocationTargetException thrown = assertThrows(
                InvocationTargetException.class, () -> methods.get(0).invoke(new LosesTailComparison()));
        assertTrue(thrown.getCause().getMessage().contains("maven-surefire-plugin"));
    }

    static class OtherTests {
        @Test
        void ask_no_case() {}
    }

    @Test
    void a_run_in_which_nobody_asks_the_case_or_the_kernel_fails() {
        String kernel = assertThrows(
                        IllegalStateException.class, () -> run(LosesTailComparison.class, Map.of("kernel", "nosuch")))
                .getMessage();
        assertEquals("-Dkernel=nosuch: no test of this run asked a kernel of that name", kernel);
        String asked = "dot float32(5) float32(5) normal 77";
        String refusal = assertThrows(IllegalStateException.class, () -> run(OtherTests.class, Map.of("case", asked)))
                .getMessage();
        assertEquals("-Dcase=\"" + asked + "\": no test of this run asked this case", refusal);
        TestExecutionSummary provided =
                run(ProvidedKernelsComparisonTest.class, Map.of("test", "ProvidedKernelsComparisonTest"));
        assertTrue(
                provided.getTotalFailureCount() == 1
                        || !Request.ofProperties().provided().isEmpty(),
                "nothing failed");
    }
}
