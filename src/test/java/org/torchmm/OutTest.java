package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.comparisons.ProductCall;
import org.torchmm.libtorch.Libtorch;
import org.torchmm.rules.Word;

/** Results that go into an array that is given: where, and what is refused. */
class OutTest extends OnBothKinds {

    private static final String SHARED =
            "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory"
                    + " location. Please clone() the tensor before performing the operation.";

    private final Torch torch = kind.open();

    OutTest(Kind kind) {
        super(kind);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @ParameterizedTest
    @EnumSource
    void each_product_goes_into_views_of_any_strides(Word word) {
        NDArray a = torch.randn(sizes(word, 0));
        NDArray b = torch.randn(sizes(word, 1));
        NDArray expected = ProductCall.of(word, torch, a, b);
        NDArray plain = torch.full((double) Float.NaN, expected.getShape().getShape());
        assertSame(plain, ProductCall.of(word, torch.out(plain), a, b));
        assertArrayEquals(expected.toFloatArray(), plain.toFloatArray(), 1e-5f);
        NDArray pairs =
                torch.full((double) Float.NaN, append(expected.getShape().getShape(), 2));
        NDArray stepped = torch.select(pairs, -1, 1);
        ProductCall.of(word, torch.out(stepped), a, b);
        assertArrayEquals(expected.toFloatArray(), stepped.toFloatArray(), 1e-5f);
        for (float between : torch.select(pairs, -1, 0).toFloatArray()) {
            assertEquals(Float.NaN, between);
        }
    }

    private static long[] sizes(Word word, int operand) {
        return switch (word) {
            case BMM -> operand == 0 ? new long[] {3, 4, 5} : new long[] {3, 5, 6};
            case MM -> operand == 0 ? new long[] {4, 5} : new long[] {5, 6};
            case MATMUL -> operand == 0 ? new long[] {2, 1, 4, 5} : new long[] {3, 5, 6};
            case MV -> operand == 0 ? new long[] {4, 5} : new long[] {5};
            case DOT -> new long[] {5};
        };
    }

    private static long[] append(long[] sizes, long size) {
        long[] longer = Arrays.copyOf(sizes, sizes.length + 1);
        longer[sizes.length] = size;
        return longer;
    }

    @Test
    void a_column_major_out_is_written_through_its_strides() {
        NDArray a = torch.randn(30, 40);
        NDArray b = torch.randn(40, 20);
        NDArray out = torch.t(torch.zeros(20, 30));
        torch.out(out).mm(a, b);
        assertArrayEquals(torch.mm(a, b).toFloatArray(), out.toFloatArray(), 1e-4f);
    }

    @Test
    void out_is_one_s_own_and_stays_whose_it_is() {
        try (Torch other = kind.open()) {
            NDArray out = other.zeros(2, 2);
            assertSame(out, torch.out(out).mm(torch.ones(2, 3), torch.ones(3, 2)));
            assertSame(other.manager(), out.getManager());
            assertArrayEquals(new float[] {3, 3, 3, 3}, out.toFloatArray());
        }
    }

    @Test
    void another_dtype_or_size_is_refused() {
        NDArray a = torch.ones(2, 2, 2);
        NDArray v = torch.ones(2);
        NDArray doubles = torch.zeros(DataType.FLOAT64, 2, 2, 2);
        assertRefused(
                "Expected out tensor to have dtype float, but got double instead",
                () -> torch.out(doubles).bmm(a, a));
        NDArray scalar = torch.zeros(DataType.FLOAT64);
        String dot = "result dtype Double does not match input dtype Float";
        assertRefused(dot, () -> torch.out(scalar).dot(v, v));
        assertRefused(dot, () -> torch.out(scalar).vdot(v, v));
        assertRefused(dot, () -> torch.out(scalar).matmul(v, v));
        NDArray longer = torch.zeros(2, 3, 2);
        assertRefused(
                "out has shape [2, 3, 2], which does not match the required output shape [2, 2, 2]",
                () -> torch.out(longer).bmm(a, a));
        NDArray whole = torch.zeros(DataType.INT64, 2, 2);
        assertRefused(
                "result type Float can't be cast to the desired output type Long",
                () -> torch.out(whole).outer(v, v));
        assertArrayEquals(new float[12], longer.toFloatArray());
    }

    @Test
    void what_is_promoted_is_cast_to_out() {
        NDArray out = torch.zeros(DataType.FLOAT64, 2, 3);
        torch.out(out).outer(torch.tensor(new int[] {1, 2}), torch.tensor(new float[] {0.5f, 1, 1.5f}));
        assertArrayEquals(new double[] {0.5, 1, 1.5, 1, 2, 3}, out.toDoubleArray());
    }

    @Test
    void an_operand_is_not_written() {
        NDArray a = torch.ones(3, 3);
        NDArray both = torch.ones(6, 3);
        assertRefused(SHARED, () -> torch.out(a).mm(a, a));
        assertRefused(SHARED, () -> torch.out(torch.t(a)).mm(a, torch.ones(3, 3)));
        assertRefused(
                SHARED, () -> torch.out(torch.narrow(both, 0, 0, 3)).mm(torch.narrow(both, 0, 2, 3), torch.ones(3, 3)));
        assertRefused(SHARED, () -> torch.out(a).addmm(torch.t(a), torch.ones(3, 2), torch.ones(2, 3)));
        for (float value : a.toFloatArray()) {
            assertEquals(1, value);
        }
    }

    @Test
    void what_lies_beside_an_operand_is_written() {
        NDArray both = torch.ones(6, 3);
        NDArray first = torch.narrow(both, 0, 0, 3);
        torch.out(torch.narrow(both, 0, 3, 3)).mm(first, torch.ones(3, 3));
        assertArrayEquals(new float[] {1, 1, 1}, torch.select(both, 0, 2).toFloatArray());
        assertArrayEquals(new float[] {3, 3, 3}, torch.select(both, 0, 3).toFloatArray());
        NDArray pairs = torch.ones(2, 2, 2);
        torch.out(torch.select(pairs, 2, 0)).mm(torch.select(pairs, 2, 1), torch.select(pairs, 2, 1));
        assertArrayEquals(new float[] {2, 1, 2, 1, 2, 1, 2, 1}, pairs.toFloatArray());
    }

    @Test
    void an_input_may_be_out_itself() {
        NDArray input = torch.ones(2, 2);
        assertSame(input, torch.out(input).addmm(input, torch.ones(2, 3), torch.ones(3, 2), 10, 2));
        assertArrayEquals(new float[] {16, 16, 16, 16}, input.toFloatArray());
    }

    @Test
    void an_expanded_out_is_refused() {
        NDArray out = torch.expand(torch.zeros(1, 2), 2, 2);
        assertRefused(
                "unsupported operation: more than one element of the written-to tensor refers to a single memory location."
                        + " Please clone() the tensor before performing the operation.",
                () -> torch.out(out).mm(torch.ones(2, 2), torch.ones(2, 2)));
    }

    @Test
    @Tag("libtorch")
    void what_is_closed_null_or_of_the_other_kind_is_refused() {
        NDArray a = torch.ones(2, 2);
        NDArray closed = torch.zeros(2, 2);
        closed.close();
        assertEquals(
                "mm(): argument 'out' (position 3) is closed",
                assertThrows(
                                IllegalStateException.class,
                                () -> torch.out(closed).mm(a, a))
                        .getMessage());
        assertThrows(NullPointerException.class, () -> torch.out(null));
        Kind other = kind == Kind.LIBTORCH ? Kind.JAVA : Kind.LIBTORCH;
        try (Torch others = other.open()) {
            NDArray out = others.zeros(2, 2);
            assertRefused(
                    "mm(): argument 'out' (position 3) is written, and must be an array of "
                            + kind.backend().name(),
                    () -> torch.out(out).mm(a, a));
            assertArrayEquals(
                    new float[] {2, 2, 2, 2},
                    torch.out(torch.zeros(2, 2)).mm(others.ones(2, 2), a).toFloatArray());
        }
    }

    @Test
    void nothing_is_left_behind() {
        NDArray a = torch.ones(2, 2);
        NDArray out = torch.zeros(2, 2);
        int before = torch.manager().getManagedArrays().size();
        torch.out(out).mm(a, a);
        torch.out(out).addmm(a, a, a);
        torch.addmmi(out, a, a);
        assertThrows(IllegalArgumentException.class, () -> torch.out(a).mm(a, a));
        assertEquals(before, torch.manager().getManagedArrays().size());
    }

    /** libtorch's alone, as nothing is recorded of the others. */
    @Test
    void what_a_gradient_is_recorded_of_is_not_written() {
        if (kind == Kind.JAVA) {
            return;
        }
        NDArray leaf = torch.ones(2, 2);
        NDArray a = torch.ones(2, 2);
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            NDArray out = torch.zeros(2, 2);
            assertRefused(
                    "mm(): functions with out=... arguments don't support automatic differentiation, but one of the"
                            + " arguments requires grad.",
                    () -> torch.out(out).mm(leaf, a));
            assertRefused(
                    "a leaf Variable that requires grad is being used in an in-place operation.",
                    () -> torch.addmmi(leaf, a, a));
            collector.backward(torch.addmm(a, leaf, a, 1, 3).sum());
        }
        assertArrayEquals(new float[] {6, 6, 6, 6}, leaf.getGradient().toFloatArray());
        torch.addmmi(leaf, a, a); // nothing is recorded any more
        assertArrayEquals(new float[] {3, 3, 3, 3}, leaf.toFloatArray());
    }

    private static void assertRefused(String sentence, Supplier<NDArray> call) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, call::get).getMessage());
    }
}
