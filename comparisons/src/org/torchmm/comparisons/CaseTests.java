package org.torchmm.comparisons;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.torchmm.kernel.MatrixKernel;

/**
 * The catalogue as JUnit tests, one a case, named by it, for one who is asked; {@link Request} leaves some of them.
 *
 * <p>The first failures are told whole. From then on a wrong case is aborted with one line, as JUnit's listeners print each
 * failure twice, and a last test fails with the table of all of them.
 */
final class CaseTests {

    private final Request request;
    private final Question question;
    private final Failures failures;

    /** What is asked of each case. */
    @FunctionalInterface
    private interface Question {
        List<Verdict> of(Asked asked);
    }

    private CaseTests(Class<?> tests, Request request, String subject, String kernel, Question question) {
        this.request = request;
        this.question = question;
        String file = tests.getSimpleName() + "-" + subject.replaceAll("[^\\w.-]", "_") + ".txt";
        failures = new Failures(
                subject, Path.of("target", "comparisons", file), asked -> request.again(name(tests), kernel, asked));
    }

    /** As {@code -Dtest} has it. */
    private static String name(Class<?> tests) {
        return tests.getName()
                .substring(
                        tests.getPackageName().isEmpty()
                                ? 0
                                : tests.getPackageName().length() + 1);
    }

    /** libtorch's own cases, but for those in which {@link Amx} makes it wrong; a case that is asked for by name is asked. */
    static Stream<DynamicNode> ofLibtorch(Class<?> tests) {
        CaseTests all = new CaseTests(tests, Request.ofProperties(), "libtorch", null, CaseTests::ofLibtorch);
        return all.nodes(asked -> !Amx.isWrong(asked));
    }

    /**
     * A kernel's, as far as it multiplies them; no test where another kernel is asked for.
     *
     * @param tests the class that JUnit runs
     */
    static Stream<DynamicNode> of(Class<?> tests, MatrixKernel kernel) {
        Request request = Request.ofProperties();
        if (!request.isFor(kernel)) {
            return Stream.empty();
        }
        AskedInVain.isAsked(request.checked(kernel));
        CaseTests all =
                new CaseTests(tests, request, kernel.name(), request.kernel(), asked -> verdicts(asked, kernel));
        return all.nodes(asked -> Request.isAsked(kernel, asked));
    }

    private static List<Verdict> ofLibtorch(Asked asked) {
        if (asked instanceof OperationCase operation) {
            try (OperationComparison comparison = new OperationComparison(operation)) {
                return List.of(comparison.ofLibtorch());
            }
        }
        try (Comparison comparison = new Comparison((Case) asked)) {
            return comparison.ofLibtorch();
        }
    }

    private static List<Verdict> verdicts(Asked asked, MatrixKernel kernel) {
        if (asked instanceof OperationCase operation) {
            try (OperationComparison comparison = new OperationComparison(operation)) {
                return comparison.of(kernel);
            }
        }
        try (Comparison comparison = new Comparison((Case) asked)) {
            return comparison.of(kernel);
        }
    }

    private Stream<DynamicNode> nodes(Predicate<Asked> isAsked) {
        Map<String, List<Asked>> groups = new LinkedHashMap<>();
        request.cases().forEach((group, cases) -> {
            List<Asked> some = cases.stream().filter(isAsked).toList();
            if (!some.isEmpty()) {
                groups.put(group, some);
            }
        });
        if (groups.isEmpty()) {
            Assertions.fail("no case is left to ask of " + failures.subject() + ": " + request);
        }
        Stream<DynamicNode> asked = request.name() != null
                ? Stream.of(test("one case", Asked.parse(request.name())))
                : groups.entrySet().stream()
                        .map(group -> dynamicContainer(
                                group.getKey(), group.getValue().stream().map(each -> test(group.getKey(), each))));
        // looked at when JUnit comes to it, after all others
        return Stream.concat(
                asked,
                Stream.of(failures)
                        .filter(Failures::areMany)
                        .map(all -> dynamicTest("all that is wrong", () -> fail(all.table()))));
    }

    private DynamicTest test(String group, Asked asked) {
        AskedInVain.isAsked(asked);
        return dynamicTest(asked.toString(), () -> {
            String faults = failures.count(group, asked, question.of(asked));
            if (faults != null && failures.areMany()) {
                throw new TestAbortedException(faults);
            }
            if (faults != null) {
                fail(faults);
            }
        });
    }

    /** A kernel asked by many threads at once. */
    static void manyThreads(Class<?> tests, MatrixKernel kernel) {
        Request request = Request.ofProperties();
        check(ManyThreads.ask(kernel), request, name(tests), request.kernel());
    }

    /** Fails with what is wrong, and how to see it again. */
    static void check(List<Verdict> verdicts, Request request, String tests, String kernel) {
        String faults = Failures.faults(verdicts, verdict -> request.again(tests, kernel, verdict.asked()));
        if (faults != null) {
            fail(faults);
        }
    }

    /** Without a stack trace, which would be JUnit's and this class's alone. */
    private static void fail(String message) {
        AssertionFailedError error = new AssertionFailedError(message);
        error.setStackTrace(new StackTraceElement[0]);
        throw error;
    }
}
