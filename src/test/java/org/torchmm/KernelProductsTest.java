package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.Libtorch;

/** {@code Torch.open(kernel)} is {@code Torch.open()}: the same sizes, dtypes and refusals, and values as near as arithmetic is, which
 * comparisons/ asks case by case. */
class KernelProductsTest {

    static List<MatrixKernel> kernels() {
        return MatrixKernels.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void the_tutorial_s_bmm_is_pytorch_s_to_the_last_bit(MatrixKernel kernel) {
        try (Torch torch = Torch.open(kernel)) {
            torch.manualSeed(0);
            NDArray a = torch.randn(10, 3, 4);
            NDArray b = torch.randn(10, 4, 5);
            NDArray c = torch.bmm(a, b);
            assertSame(torch.manager(), c.getManager());
            assertArrayEquals(a.batchMatMul(b).toFloatArray(), c.toFloatArray());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void integers_wrap_around_as_in_libtorch(MatrixKernel kernel) {
        try (Torch torch = Torch.open(kernel)) {
            Random random = new Random(5);
            NDArray a = torch.tensor(random.ints(2 * 9 * 17).toArray(), 2, 9, 17);
            NDArray b = torch.tensor(random.ints(2 * 17 * 11).toArray(), 2, 17, 11);
            assertArrayEquals(a.batchMatMul(b).toIntArray(), torch.bmm(a, b).toIntArray());
            NDArray c = torch.tensor(random.longs(2 * 9 * 17).toArray(), 2, 9, 17);
            NDArray d = torch.tensor(random.longs(2 * 17 * 11).toArray(), 2, 17, 11);
            assertArrayEquals(c.batchMatMul(d).toLongArray(), torch.bmm(c, d).toLongArray());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void bool_is_refused_in_torch_s_words(MatrixKernel kernel) {
        try (Torch torch = Torch.open(kernel)) {
            NDArray bool = torch.ones(DataType.BOOLEAN, 2, 2);
            assertEquals(
                    "\"addmm_impl_cpu_\" not implemented for 'Bool'",
                    assertThrows(IllegalArgumentException.class, () -> torch.mm(bool, bool))
                            .getMessage());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void a_gradient_that_would_be_lost_is_refused(MatrixKernel kernel) {
        try (Torch torch = Torch.open(kernel);
                Torch libtorch = Torch.open()) {
            NDArray a = libtorch.ones(2, 2);
            a.setRequiresGradient(true);
            try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
                NDArray recorded = a.neg();
                assertThrows(IllegalArgumentException.class, () -> torch.mm(a, a));
                assertThrows(IllegalArgumentException.class, () -> torch.mm(torch.ones(2, 2), recorded));
                collector.backward(recorded.sum());
            }
            assertEquals(2f, torch.mm(a, a).toFloatArray()[0]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void a_result_belongs_to_the_torch_that_was_asked_of_nothing_too(MatrixKernel kernel) {
        Torch other = Torch.open();
        try (Torch torch = Torch.open(kernel)) {
            NDArray product = torch.mm(other.ones(2, 3), other.ones(3, 2));
            NDArray zeros = torch.mm(other.ones(2, 0), other.ones(0, 2));
            NDArray empty = torch.bmm(other.ones(0, 2, 3), other.ones(0, 3, 2));
            other.close();
            for (NDArray result : new NDArray[] {product, zeros, empty}) {
                assertSame(torch.manager(), result.getManager());
                assertFalse(result.isReleased());
            }
            assertEquals(0f, zeros.toFloatArray()[3]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void nothing_but_the_result_is_left(MatrixKernel kernel) {
        try (Torch torch = Torch.open(kernel)) {
            NDArray a = torch.transpose(torch.ones(2, 30, 40), 1, 2);
            NDArray b = torch.ones(2, 30, 20);
            int before = torch.manager().getManagedArrays().size();
            for (int i = 0; i < 10; i++) {
                torch.bmm(a, b).close();
            }
            assertEquals(before, torch.manager().getManagedArrays().size());
        }
    }

    /** What reaches a kernel: broadcast dimensions as strides of 0, one call where one stride will do. */
    @Test
    void broadcast_operands_reach_the_kernel_as_strides_of_0() {
        List<String> calls = new ArrayList<>();
        try (Torch torch = Torch.open(new Recorder(calls))) {
            torch.matmul(torch.ones(3, 4), torch.ones(7, 4, 5));
            torch.matmul(torch.ones(7, 3, 4), torch.ones(4, 5));
            torch.matmul(torch.ones(2, 7, 3, 4), torch.ones(2, 7, 4, 5));
            torch.matmul(torch.ones(2, 1, 3, 4), torch.ones(7, 4, 5));
            torch.matmul(torch.ones(1, 7, 1, 3, 4), torch.ones(7, 1, 4, 5));
            torch.matmul(torch.ones(4), torch.ones(7, 4, 5));
            torch.matmul(torch.ones(7, 3, 4), torch.ones(4));
            torch.dot(torch.ones(4), torch.ones(4));
        }
        assertEquals(
                List.of(
                        "7 of 3x4 every 0 from 0, 4x5 every 20 from 0",
                        "1 of 21x4 every 0 from 0, 4x5 every 0 from 0",
                        "14 of 3x4 every 12 from 0, 4x5 every 20 from 0",
                        "7 of 3x4 every 0 from 0, 4x5 every 20 from 0",
                        "7 of 3x4 every 0 from 12, 4x5 every 20 from 0",
                        "7 of 3x4 every 12 from 0, 4x5 every 20 from 0",
                        "7 of 1x4 every 0 from 0, 4x5 every 20 from 0",
                        "1 of 21x4 every 0 from 0, 4x1 every 0 from 0",
                        "1 of 1x4 every 0 from 0, 4x1 every 0 from 0"),
                calls);
    }

    @Test
    void a_kernel_is_asked_for_no_more_than_it_says_it_multiplies() {
        assertEquals(
                EnumSet.allOf(Element.class), MatrixKernels.byName("scalar").elements());
        for (Set<Element> elements : List.of(Set.of(Element.FLOAT32), Set.of(Element.INT32, Element.FLOAT32))) {
            List<String> calls = new ArrayList<>();
            try (Torch torch = Torch.open(new Recorder(calls, elements))) {
                torch.mm(torch.ones(1, 2), torch.ones(2, 1));
                NDArray a = torch.ones(DataType.FLOAT64, 1, 2);
                NDArray b = torch.ones(DataType.FLOAT64, 2, 1);
                String refusal = assertThrows(IllegalArgumentException.class, () -> torch.mm(a, b))
                        .getMessage();
                String names = elements.size() == 1 ? "float32" : "float32 and int32";
                assertEquals("the kernel \"recorder\" multiplies " + names + ", not float64", refusal);
                assertEquals(1, calls.size());
            }
        }
    }

    /** A kernel that multiplies nothing and notes how it was called. */
    private record Recorder(List<String> calls, Set<Element> elements) implements MatrixKernel {

        Recorder(List<String> calls) {
            this(calls, EnumSet.allOf(Element.class));
        }

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
            calls.add(a.batch() + " of " + a.rows() + "x" + a.columns() + " every " + a.batchStride() + " from "
                    + a.offset() + ", " + b.rows() + "x" + b.columns() + " every " + b.batchStride() + " from "
                    + b.offset());
        }

        @Override
        public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
            throw new AssertionError();
        }

        @Override
        public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
            throw new AssertionError();
        }

        @Override
        public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
            throw new AssertionError();
        }
    }
}
