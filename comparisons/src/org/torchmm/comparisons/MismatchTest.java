package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The message is torch.testing.assert_close's, and one line more. */
class MismatchTest {

    @Test
    void says_how_many_how_far_and_where() {
        Mismatch mismatch = new Mismatch(new long[] {2, 2}, 4, true);
        mismatch.add(3, 2.0, 2.5, 0.5, 2.5e-5);
        assertEquals("""
                Tensor-likes are not close!

                Mismatched elements: 1 / 4 (25.0%)
                Greatest absolute difference: 0.5 at index (1, 1) (up to 2.5E-5 allowed)
                Greatest relative difference: 0.2 at index (1, 1) (up to 1.0E-5 allowed)
                First: expected 2.5 but got 2.0 at index (1, 1)""", mismatch.toString());
    }

    @Test
    void integers_have_to_be_equal() {
        Mismatch mismatch = new Mismatch(new long[] {3}, 3, false);
        mismatch.add(1, Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals("""
                Tensor-likes are not equal!

                Mismatched elements: 1 / 3 (33.3%)
                Greatest absolute difference: 18446744073709551615 at index (1,)
                Greatest relative difference: 2.0 at index (1,)
                First: expected 9223372036854775807 but got -9223372036854775808 at index (1,)""", mismatch.toString());
    }

    @Test
    void nan_is_the_greatest_difference_and_the_first_of_equals_is_named() {
        Mismatch mismatch = new Mismatch(new long[] {5}, 5, true);
        mismatch.add(0, 3.0, 1.0, 2.0, 0);
        mismatch.add(1, 3.0, 1.0, 2.0, 0);
        assertTrue(mismatch.toString().contains("absolute difference: 2.0 at index (0,)"), mismatch.toString());
        mismatch.add(2, Double.NaN, 1.0, Double.NaN, 0);
        mismatch.add(3, 9.0, 1.0, 8.0, 0);
        assertTrue(mismatch.toString().contains("absolute difference: NaN at index (2,)"), mismatch.toString());
    }

    @Test
    void nan_and_infinite_ratios_are_explained() {
        assertEquals("Infinity at index (0,) (0 is expected)", ratio(2, 0));
        assertEquals("NaN at index (0,) (0 / 0: zeros of two signs)", ratio(-0.0, 0));
        assertEquals("NaN at index (0,) (up to 0.0 allowed) (the result is NaN)", ratio(Double.NaN, 1));
        assertEquals("NaN at index (0,) (NaN is expected)", ratio(1, Double.NaN));
        assertEquals(
                "NaN at index (0,) (up to 0.0 allowed) (an infinity is expected)", ratio(1, Double.POSITIVE_INFINITY));
        assertEquals(
                "Infinity at index (0,) (up to 0.0 allowed) (the result is infinite)",
                ratio(Double.POSITIVE_INFINITY, 1));
        assertEquals("1.0 at index (0,) (up to 0.0 allowed)", ratio(2, 1));
    }

    private static String ratio(double actual, double expected) {
        Mismatch mismatch = new Mismatch(new long[] {1}, 1, true);
        mismatch.add(0, actual, expected, Math.abs(actual - expected), 0);
        String line = mismatch.toString()
                .lines()
                .filter(l -> l.contains("relative"))
                .findFirst()
                .orElseThrow();
        return line.substring("Greatest relative difference: ".length());
    }

    @Test
    void what_was_never_written_is_told_from_what_is_wrong() {
        Mismatch mismatch = new Mismatch(new long[] {4}, 4, true);
        mismatch.add(2, Double.NaN, 0.5, Double.NaN, 1e-5);
        mismatch.add(3, Double.NaN, 0.5, Double.NaN, 1e-5);
        String told = mismatch.withUnwritten(at -> at >= 2).toString();
        assertTrue(
                told.endsWith("First: expected 0.5 but got NaN at index (2,): never written\nNever written: 2 / 4"),
                told);
        assertTrue(
                told.contains("absolute difference: NaN at index (2,) (up to 1.0E-5 allowed) (the result is NaN)"),
                told);
        Mismatch wrong = new Mismatch(new long[] {4}, 4, true);
        wrong.add(1, 0.25, 0.5, 0.25, 1e-5);
        assertTrue(wrong.withUnwritten(at -> at == 3).toString().endsWith("(1,)\nNever written: 1 / 4"));
    }

    @Test
    void a_0d_result_has_an_empty_index() {
        Mismatch mismatch = new Mismatch(new long[0], 1, false);
        assertNull(mismatch.orNull());
        mismatch.add(0, 1, 2);
        assertTrue(mismatch.orNull().toString().contains("at index ()"), mismatch.toString());
    }
}
