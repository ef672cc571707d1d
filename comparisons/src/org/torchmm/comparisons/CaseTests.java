package org.torchmm.comparisons;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** The catalogue as JUnit tests, one a case, named by it; {@code -Dcase="name"} leaves that one. */
final class CaseTests {

    private CaseTests() {}

    /** What is asked of each case. */
    @FunctionalInterface
    interface Question {
        List<Verdict> of(Comparison comparison);
    }

    static Stream<DynamicNode> of(Question question) {
        String one = System.getProperty("case");
        if (one != null) {
            return Stream.of(test(Case.parse(one), question));
        }
        return Cases.groups().entrySet().stream()
                .map(group -> dynamicContainer(
                        group.getKey(), group.getValue().stream().map(asked -> test(asked, question))));
    }

    private static DynamicTest test(Case asked, Question question) {
        return dynamicTest(asked.toString(), () -> {
            try (Comparison comparison = new Comparison(asked)) {
                check(question.of(comparison));
            }
        });
    }

    /** Fails with all that is wrong, and how to see it again. */
    static void check(List<Verdict> verdicts) {
        String faults = verdicts.stream()
                .filter(verdict -> !verdict.isAgreement())
                .map(verdict -> verdict + "\n" + verdict.asked().again())
                .collect(Collectors.joining("\n\n"));
        if (!faults.isEmpty()) {
            Assertions.fail(faults);
        }
    }
}
