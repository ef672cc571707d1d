package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.torchmm.FiniteDifferences.assertGradients;
import static org.torchmm.FiniteDifferences.of;
import static org.torchmm.FiniteDifferences.size;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.FiniteDifferences.Function;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.Libtorch;
import org.torchmm.libtorch.LibtorchBackend;

/** Gradients, by finite differences in float64; and who has them recorded. */
@SuppressWarnings("try") // what is open says what is recorded, by being open
class GradientsTest {

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                of("bmm", (t, x) -> t.bmm(x[0], x[1]), size(2, 3, 4), size(2, 4, 5)),
                of("bmm of a transposed", (t, x) -> t.bmm(x[0], t.mT(x[1])), size(2, 3, 4), size(2, 5, 4)),
                of("mm", (t, x) -> t.mm(x[0], x[1]), size(3, 4), size(4, 5)),
                of("mv", (t, x) -> t.mv(x[0], x[1]), size(3, 4), size(4)),
                of("dot", (t, x) -> t.dot(x[0], x[1]), size(4), size(4)),
                of("matmul", (t, x) -> t.matmul(x[0], x[1]), size(2, 1, 3, 4), size(3, 4, 2)),
                of("folded matmul", (t, x) -> t.matmul(x[0], x[1]), size(2, 3, 4), size(4, 2)),
                of("matmul with a vector", (t, x) -> t.matmul(x[0], x[1]), size(4), size(2, 4, 3)),
                of("baddbmm", (t, x) -> t.baddbmm(x[0], x[1], x[2]), size(2, 3, 5), size(2, 3, 4), size(2, 4, 5)),
                of(
                        "baddbmm, scaled and broadcast",
                        (t, x) -> t.baddbmm(x[0], x[1], x[2], 0.5, -2.5),
                        size(5),
                        size(2, 3, 4),
                        size(2, 4, 5)),
                of("clone", (t, x) -> t.clone(t.t(x[0])), size(3, 4)),
                of("to", (t, x) -> t.to(x[0], DataType.FLOAT64), size(3)),
                of("call einsum", (t, x) -> t.call("einsum", "bij,bkj->ik", x[0], x[1]), size(2, 3, 4), size(2, 5, 4)),
                of("call softmax", (t, x) -> t.call("softmax", x[0], -1), size(3, 4)),
                of(
                        "call attention",
                        (t, x) -> t.call("scaled_dot_product_attention", x[0], x[1], x[2]),
                        size(2, 3, 4),
                        size(2, 5, 4),
                        size(2, 5, 4)),
                of(
                        "call layer_norm",
                        (t, x) -> t.call("layer_norm", x[0], 4, x[1], x[2]),
                        size(3, 4),
                        size(4),
                        size(4)),
                of("call of a view", (t, x) -> t.call("diagonal", x[0]), size(3, 4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void agree_with_finite_differences(String name, Function function, long[][] sizes) {
        assertGradients(torch, 3, name, function, sizes, expected -> 1e-7);
    }

    private NDArray leaf() {
        NDArray leaf = torch.ones(2, 2);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    private List<Boolean> recorded(NDArray leaf) {
        List<NDArray> results = List.of(
                torch.mm(leaf, leaf),
                torch.matmul(leaf, leaf),
                torch.<NDArray>call("mul", leaf, 2),
                torch.clone(leaf),
                torch.to(leaf, DataType.FLOAT64));
        return results.stream().map(GradientsTest::isRecorded).distinct().toList();
    }

    private static boolean isRecorded(NDArray array) {
        return LibtorchBackend.INSTANCE.facts(array).requiresGrad();
    }

    @Test
    void a_scope_says_what_is_recorded_in_its_thread() {
        NDArray leaf = leaf();
        assertEquals(List.of(false), recorded(leaf));
        try (GradMode on = torch.enableGrad()) {
            assertTrue(torch.isGradEnabled());
            assertEquals(List.of(true), recorded(leaf));
            try (GradMode off = torch.noGrad()) {
                assertFalse(torch.isGradEnabled());
                assertEquals(List.of(false), recorded(leaf));
                assertFalse(isRecorded(leaf.mul(leaf)), "DJL's operations too");
                try (GradMode again = torch.enableGrad()) {
                    assertEquals(List.of(true), recorded(leaf));
                }
                assertEquals(List.of(false), recorded(leaf));
            }
            assertEquals(List.of(true), recorded(leaf));
            assertTrue(isRecorded(leaf.mul(leaf)));
        }
        assertFalse(torch.isGradEnabled());
        assertEquals(List.of(false), recorded(leaf));
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            assertEquals(List.of(true), recorded(leaf));
            try (GradMode off = torch.noGrad()) {
                assertEquals(List.of(false), recorded(leaf));
            }
            assertEquals(List.of(true), recorded(leaf));
        }
    }

    @Test
    void what_was_recorded_before_a_collector_flows_back_by_it() {
        NDArray leaf = leaf();
        NDArray loss;
        try (GradMode on = torch.enableGrad()) {
            loss = torch.call("sum", torch.<NDArray>call("mul", leaf, 3));
        }
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            collector.backward(loss);
        }
        assertArrayEquals(new float[] {3, 3, 3, 3}, leaf.getGradient().toFloatArray());
    }

    @Test
    void a_scope_is_one_thread_s() throws Exception {
        NDArray leaf = leaf();
        try (GradMode on = torch.enableGrad()) {
            assertEquals(List.of(false), inThread(new Thread[1], () -> recorded(leaf)));
            assertThrows(
                    IllegalStateException.class,
                    () -> inThread(new Thread[1], () -> {
                        try {
                            on.close();
                            return null;
                        } catch (IllegalStateException e) {
                            assertTrue(e.getMessage().startsWith("This GradMode is another thread's"));
                            throw e;
                        }
                    }));
            assertEquals(List.of(true), recorded(leaf));
        }
    }

    private static <T> T inThread(Thread[] thread, java.util.concurrent.Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        thread[0] = new Thread(task);
        thread[0].start();
        try {
            return task.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    @Test
    void virtual_threads_have_their_own_though_they_share_carriers() throws Exception {
        if (Runtime.version().feature() < 21) {
            return; // there are none
        }
        NDArray leaf = leaf();
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int kind = i % 3;
            FutureTask<Boolean> task = new FutureTask<>(() -> {
                for (int k = 0; k < 20; k++) {
                    Thread.yield();
                    try (GradMode mode = kind == 0 ? null : kind == 1 ? torch.enableGrad() : torch.noGrad()) {
                        Thread.yield();
                        try (NDArray product = torch.mm(leaf, leaf);
                                NDArray other = torch.call("mul", leaf, leaf)) {
                            if (isRecorded(product) != (kind == 1) || isRecorded(other) != (kind == 1)) {
                                return false;
                            }
                        }
                    }
                }
                return true;
            });
            tasks.add(task);
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        }
        for (FutureTask<Boolean> task : tasks) {
            assertTrue(task.get());
        }
    }

    @Test
    void closing_the_outer_one_closes_the_inner_and_twice_is_harmless() {
        NDArray leaf = leaf();
        GradMode outer = torch.enableGrad();
        GradMode inner = torch.noGrad();
        outer.close();
        assertEquals(List.of(false), recorded(leaf));
        assertFalse(torch.isGradEnabled());
        assertDoesNotThrow(inner::close);
        outer.close();
        try (GradMode on = torch.enableGrad()) {
            inner.close();
            assertEquals(List.of(true), recorded(leaf));
        }
    }

    @Test
    void a_leaf_may_be_made_by_an_operator() {
        NDArray leaf = torch.call("requires_grad_", torch.ones(2));
        try (GradMode on = torch.enableGrad()) {
            assertTrue(isRecorded(torch.<NDArray>call("mul", leaf, leaf)));
        }
        NDArray ints = torch.zeros(DataType.INT64, 2);
        assertEquals(
                "Only Tensors of floating point and complex dtype can require gradients",
                assertThrows(IllegalArgumentException.class, () -> torch.call("requires_grad_", ints))
                        .getMessage());
        try (GradMode on = torch.enableGrad()) {
            assertThrows(IllegalArgumentException.class, () -> torch.call("add_", leaf, 1));
        }
        torch.call("add_", leaf, 1); // as under Python's no_grad
        assertEquals(List.of(2f, 2f), List.of(leaf.toFloatArray()[0], leaf.toFloatArray()[1]));
    }

    @Test
    void java_s_arrays_record_nothing() {
        try (Torch java = Torch.open(MatrixKernels.best())) {
            NDArray leaf = leaf();
            try (GradMode on = java.enableGrad()) {
                assertTrue(torch.isGradEnabled());
                assertThrows(IllegalArgumentException.class, () -> java.mm(leaf, java.ones(2, 2)));
            }
            java.mm(leaf, java.ones(2, 2));
            try (GradMode off = java.noGrad()) {
                java.mm(leaf, java.ones(2, 2));
            }
        }
    }
}
