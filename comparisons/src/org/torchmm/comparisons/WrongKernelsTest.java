package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;
import org.torchmm.kernel.MatrixKernel;

/** The suite is itself tested: every kernel that is wrong on purpose is caught, and told where. */
class WrongKernelsTest {

    private static final String CLOSE = "Tensor-likes are not close!";
    private static final String EQUAL = "Tensor-likes are not equal!";

    private static final List<Case> CASES = cases();

    static Stream<Arguments> wrongKernels() {
        return Stream.of(
                Arguments.of(new WrongKernels.LosesTail(), CLOSE),
                Arguments.of(new WrongKernels.LosesDepth(), CLOSE),
                Arguments.of(new WrongKernels.WritesPastRows(), "Elements written outside c"),
                Arguments.of(
                        new WrongKernels.WritesPastEnd(), "Elements written outside c: 1, the first 1 past its end"),
                Arguments.of(new WrongKernels.IgnoresRowStride(), CLOSE),
                Arguments.of(new WrongKernels.IgnoresBroadcast(), "ArrayIndexOutOfBoundsException"),
                Arguments.of(new WrongKernels.SkipsZeros(), CLOSE),
                Arguments.of(new WrongKernels.LosesNan(), CLOSE),
                Arguments.of(new WrongKernels.ClampsInfinity(), CLOSE),
                Arguments.of(new WrongKernels.FlushesSubnormals(), CLOSE),
                Arguments.of(new WrongKernels.KeepsNegativeZero(), EQUAL),
                Arguments.of(new WrongKernels.RoundsOperands(), CLOSE),
                Arguments.of(new WrongKernels.Fuses(), EQUAL),
                Arguments.of(new WrongKernels.SumsBackwards(), EQUAL),
                Arguments.of(new WrongKernels.Saturates(), EQUAL),
                Arguments.of(new WrongKernels.SumsIntegersAsDoubles(), EQUAL),
                Arguments.of(new WrongKernels.Accumulates(), EQUAL),
                Arguments.of(new WrongKernels.LeavesEmptySums(), CLOSE),
                Arguments.of(new WrongKernels.RacesWithItself(), "Tensor-likes are not "),
                Arguments.of(new WrongKernels.ChangesOperand(), "Elements of a or b were changed"),
                Arguments.of(
                        new WrongKernels.RefusesColumns(),
                        "came to java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1, libtorch to"
                                + " an array of size ["));
    }

    /** A right kernel passes the very case, so it is the planted fault that was caught. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongKernels")
    void is_caught_and_told_where(PlainKernel kernel, String what) {
        Verdict verdict = firstFault(kernel, v -> v.toString().contains(what));
        String message = verdict.toString();
        assertTrue(message.startsWith(verdict.asked() + "\n" + kernel.name()), message);
        if (what.startsWith("Tensor-likes")) {
            assertTrue(message.matches("(?s).*Greatest absolute difference: \\S+ at index \\([0-9, ]*\\).*"), message);
            assertTrue(message.matches("(?s).*First: expected \\S+ but got \\S+ at index \\([0-9, ]*\\).*"), message);
        }
        try (Comparison comparison = new Comparison((Case) verdict.asked())) {
            for (Verdict right : comparison.of(new PlainKernel())) {
                assertTrue(right.isAgreement(), right.toString());
            }
        }
    }

    private static Verdict firstFault(MatrixKernel kernel, Predicate<Verdict> wanted) {
        for (Case asked : CASES) {
            try (Comparison comparison = new Comparison(asked)) {
                for (Verdict verdict : comparison.of(kernel)) {
                    if (!verdict.isAgreement() && wanted.test(verdict)) {
                        return verdict;
                    }
                }
            }
        }
        return fail(kernel.name() + " was not caught");
    }

    /** The smaller cases of the catalogue, shuffled: the first that catches a kernel is soon met. */
    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Cases.groups().forEach((group, members) -> {
            if (!group.equals("refused")) {
                members.stream()
                        .filter(asked -> work(Contraction.of(asked)) < 20_000)
                        .forEach(cases::add);
            }
        });
        Collections.shuffle(cases, new Random(1));
        return cases;
    }

    private static long work(Contraction product) {
        return product.work() * product.batchCount();
    }

    @Test
    void a_race_is_caught_by_calls_from_many_threads() {
        List<Verdict> verdicts = ManyThreads.ask(new WrongKernels.SharesScratch());
        AssertionFailedError error = assertThrows(
                AssertionFailedError.class,
                () -> CaseTests.check(verdicts, Request.EVERYTHING, "Tests", null),
                "the race was not caught");
        assertTrue(error.getMessage().contains("SharesScratch, strided: "), error.getMessage());
        ManyThreads.ask(new PlainKernel()).forEach(verdict -> assertTrue(verdict.isAgreement(), verdict.toString()));
    }
}
