package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.ScalarKernel;

class OperationCaseTest {

    /** Adds to the last sum of float32. */
    private static final class Generous implements MatrixKernel {

        private final MatrixKernel kernel = new ScalarKernel();

        @Override
        public String name() {
            return "generous";
        }

        @Override
        public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
            kernel.bmm(a, b, c);
            if (c.batch() * c.rows() * c.columns() > 0) {
                c.data()[Storage.index(c, c.batch() - 1, c.rows() - 1, c.columns() - 1)] += 64;
            }
        }

        @Override
        public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
            kernel.bmm(a, b, c);
        }

        @Override
        public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
            kernel.bmm(a, b, c);
        }

        @Override
        public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
            kernel.bmm(a, b, c);
        }
    }

    @Test
    void a_name_says_all_and_is_one_case_s() {
        Set<String> names = new HashSet<>();
        Cases.operations()
                .values()
                .forEach(cases -> cases.forEach(asked -> {
                    assertEquals(asked, Asked.parse(asked.toString()));
                    assertTrue(names.add(asked.toString()), asked + " is there twice");
                }));
        assertTrue(names.size() > 1500, names.size() + " cases");
    }

    @Test
    void products_of_real_numbers_stay_what_they_are() {
        assertInstanceOf(Case.class, Asked.parse("mm float32(2,3) float32(3,4) normal 0"));
        assertInstanceOf(Case.class, Asked.parse("bmm complex64(2,20,30) float32(2,30,40) normal 0"));
        assertInstanceOf(OperationCase.class, Asked.parse("mm complex64(2,3) complex64(3,4) normal 0"));
    }

    @Test
    void each_is_asked_with_a_new_result_in_place_and_into_an_array() {
        for (String group : List.of("added to an input", "in place", "into an array")) {
            String ending = group.equals("in place") ? "_" : "";
            Set<String> words = new HashSet<>();
            Cases.operations().get(group).forEach(asked -> words.add(asked.word()));
            OperationCall.ADDED.forEach(word -> assertTrue(words.contains(word + ending), word + " " + group));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "addmm float32(3,4) float32(3,5) float32(5,4) normal 1",
                "addmm_ float16(3,4) float16(3,5) float16(5,4) beta=2 alpha=1 integers 1",
                "baddbmm complex64(2,3,4) complex64(2,3,5) complex64(2,5,4) into complex64(2,3,4)/transposed normal 1",
                "linear float32(2,3) float32(4,3) float32(4) normal 2",
                "mm complex64(2,3) complex64(3,4) normal 2",
            })
    void a_wrong_kernel_is_caught(String name) {
        try (OperationComparison comparison = new OperationComparison((OperationCase) Asked.parse(name))) {
            assertTrue(
                    comparison.ofLibtorch().isAgreement(),
                    comparison.ofLibtorch().toString());
            assertTrue(comparison.of(new ScalarKernel()).get(0).isAgreement());
            Verdict verdict = comparison.of(new Generous()).get(0);
            assertTrue(verdict.toString().startsWith(name + "\ngenerous: number "), verdict.toString());
            String again = Request.EVERYTHING.again("MyKernelComparisonTest", null, verdict.asked());
            assertTrue(again.endsWith("-Dcase=\"" + name + "\""), again);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "addmm float32(3,4) float32(3,5) normal 1",
                "addmm float32(3,4) float32(3,5) float32(5,4) gamma=1 normal 1",
                "addmm float32(3,4) float32(3,5) float32(5,4) into normal 1",
                "cross float32(3) float32(3) normal 1",
                "linear_ float32(3) float32(3) normal 1",
            })
    void other_names_are_refused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Asked.parse(name));
    }
}
