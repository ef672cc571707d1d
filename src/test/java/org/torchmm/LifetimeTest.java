package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns what, how long it lives, and what happens afterwards. */
class LifetimeTest extends OnBothKinds {

    LifetimeTest(Kind kind) {
        super(kind);
    }

    @Test
    void all_that_torch_made_is_freed_when_it_closes() {
        List<NDArray> made = new ArrayList<>();
        try (Torch torch = kind.open()) {
            NDArray a = torch.ones(2, 3, 3);
            made.add(a);
            made.add(torch.bmm(a, a));
            made.add(torch.unsqueeze(a, 0));
            made.add(torch.contiguous(a));
            made.add(torch.tensor(new float[] {1, 2}));
            made.add(torch.arange(0.1, 3, 0.7));
            made.add(torch.full(2.5, 2, 2));
            assertEquals(
                    made.size(), torch.manager().getManagedArrays().size(), "temporaries are gone, results are there");
        }
        for (NDArray array : made) {
            assertTrue(array.isReleased());
        }
    }

    @Test
    void a_result_belongs_to_the_torch_that_was_asked() {
        try (Torch torch = kind.open();
                NDManager users = kind.newManager()) {
            NDArray a = users.ones(new ai.djl.ndarray.types.Shape(2, 3, 3));
            NDArray detached = users.ones(new ai.djl.ndarray.types.Shape(2, 3, 3));
            detached.detach();
            try (Torch scope = torch.scope()) {
                for (NDArray result : List.of(
                        scope.bmm(a, torch.ones(2, 3, 3)),
                        scope.bmm(detached, a),
                        scope.matmul(torch.ones(3, 3), a),
                        scope.squeeze(a),
                        scope.reshape(detached, -1),
                        scope.expand(a, 4, 2, 3, 3))) {
                    assertSame(scope.manager(), result.getManager());
                }
                assertEquals(1, users.getManagedArrays().size());
            }
            assertFalse(a.isReleased());
            assertFalse(detached.isReleased());
            detached.close();
        }
    }

    @Test
    void a_result_attached_elsewhere_outlives_its_scope() {
        try (Torch torch = kind.open()) {
            NDArray kept;
            NDArray lost;
            try (Torch scope = torch.scope()) {
                lost = scope.ones(2, 2);
                kept = scope.mm(lost, lost);
                kept.attach(torch.manager());
            }
            assertTrue(lost.isReleased());
            assertEquals(2f, kept.toFloatArray()[0]);
        }
    }

    @Test
    void closing_a_torch_closes_its_scopes() {
        Torch torch = kind.open();
        Torch scope = torch.scope();
        Torch inner = scope.scope();
        NDArray a = inner.ones(2, 2);
        torch.close();
        assertTrue(a.isReleased());
        assertClosed(() -> inner.ones(1));
        assertClosed(scope::scope);
        assertDoesNotThrow(inner::close);
        assertDoesNotThrow(scope::close);
        assertDoesNotThrow(torch::close);
    }

    @Test
    void over_works_inside_the_user_s_manager_and_leaves_it_open() {
        try (NDManager users = kind.newManager()) {
            NDArray result;
            Torch torch = Torch.over(users);
            try (torch) {
                assertSame(users, torch.manager());
                result = torch.mm(torch.ones(2, 2), torch.ones(2, 2));
                assertSame(users, result.getManager());
            }
            assertTrue(users.isOpen());
            assertEquals(2f, result.toFloatArray()[0]);
            assertClosed(() -> torch.ones(1));
        }
        assertThrows(NullPointerException.class, () -> Torch.over(null));
    }

    @Test
    void over_a_closed_manager_is_refused_at_once_and_later() {
        NDManager users = kind.newManager();
        Torch torch = Torch.over(users);
        users.close();
        assertThrows(IllegalStateException.class, () -> Torch.over(users));
        assertClosed(() -> torch.ones(1));
    }

    @Test
    void every_call_on_a_closed_torch_says_so(@TempDir Path folder) {
        Torch torch = kind.open();
        torch.close();
        try (Torch open = kind.open()) {
            NDArray a = open.ones(2, 2, 2);
            List<Consumer<Torch>> calls = List.of(
                    t -> t.bmm(a, a),
                    t -> t.mm(a, a),
                    t -> t.matmul(a, a),
                    t -> t.mv(a, a),
                    t -> t.dot(a, a),
                    t -> t.tensor(new float[1]),
                    t -> t.tensor(new float[1][1]),
                    t -> t.randn(1),
                    t -> t.arange(3),
                    t -> t.squeeze(a),
                    t -> t.view(a, -1),
                    t -> t.contiguous(a),
                    t -> t.size(a),
                    t -> t.repr(a),
                    t -> t.allclose(a, a),
                    t -> t.equal(a, a),
                    t -> t.assertClose(a, a),
                    t -> t.manualSeed(1),
                    Torch::scope);
            for (Consumer<Torch> call : calls) {
                assertClosed(() -> call.accept(torch));
            }
            assertThrows(IllegalStateException.class, () -> torch.save(folder.resolve("a.npy"), a));
            assertThrows(IllegalStateException.class, () -> torch.load(folder.resolve("a.npy")));
        }
    }

    @Test
    void a_closed_operand_says_which_it_is(@TempDir Path folder) {
        try (Torch torch = kind.open()) {
            NDArray a = torch.ones(2, 2);
            NDArray closed = torch.ones(2, 2);
            closed.close();
            assertEquals(
                    "mm(): argument 'mat2' (position 2) is closed",
                    assertThrows(IllegalStateException.class, () -> torch.mm(a, closed))
                            .getMessage());
            assertEquals(
                    "t(): argument 'input' (position 1) is closed",
                    assertThrows(IllegalStateException.class, () -> torch.t(closed))
                            .getMessage());
            assertThrows(IllegalStateException.class, () -> torch.repr(closed));
            assertThrows(IllegalStateException.class, () -> torch.size(closed));
            assertThrows(IllegalStateException.class, () -> torch.save(folder.resolve("a.npy"), closed));
            assertThrows(IllegalStateException.class, () -> torch.save(folder.resolve("a.npz"), new NDList(a, closed)));
        }
    }

    @Test
    void products_in_nested_scopes_leave_nothing_behind() {
        try (Torch torch = kind.open()) {
            NDArray a = torch.ones(2, 3, 3);
            for (int i = 0; i < 20_000; i++) {
                try (Torch outer = torch.scope();
                        Torch inner = outer.scope()) {
                    inner.bmm(outer.bmm(a, a), a);
                }
            }
            assertEquals(1, torch.manager().getManagedArrays().size());
        }
    }

    @Test
    void reading_a_transposed_array_leaves_nothing_behind(@TempDir Path folder) throws Exception {
        try (Torch torch = kind.open()) {
            NDArray turned = torch.t(torch.ones(30, 40));
            for (int i = 0; i < 100; i++) {
                torch.repr(turned);
                torch.save(folder.resolve("turned.npy"), turned);
            }
            assertEquals(2, torch.manager().getManagedArrays().size());
        }
    }

    /** DJL lends libtorch a Java buffer for float[] data; a view of such an array dangles when the array is closed. */
    @Test
    void a_view_outlives_the_array_it_was_made_of() {
        try (Torch torch = kind.open()) {
            float[] data = new float[1 << 22];
            java.util.Arrays.fill(data, 3f);
            NDArray array = torch.tensor(data);
            NDArray view = torch.reshape(array, 2, -1);
            array.close();
            System.gc();
            byte[][] churn = new byte[64][];
            for (int i = 0; i < churn.length; i++) {
                churn[i] = new byte[1 << 20];
            }
            for (float value : view.toFloatArray()) {
                assertEquals(3f, value);
            }
        }
    }

    @Test
    void many_threads_share_a_torch() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Torch torch = kind.open()) {
            NDArray a = torch.full(2.0, 4, 5, 5);
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        try (Torch scope = torch.scope();
                                NDArray result = torch.bmm(a, a)) {
                            assertEquals(20f, result.toFloatArray()[7]);
                            assertEquals(20f, scope.bmm(a, a).toFloatArray()[99]);
                        }
                    }
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
            assertEquals(1, torch.manager().getManagedArrays().size());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Without the wait in close(), libtorch reads memory that is being freed. */
    @Test
    void closing_waits_for_the_calls_of_other_threads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 60; round++) {
                Torch torch = kind.open();
                NDArray a = torch.ones(16, 32, 32);
                CountDownLatch working = new CountDownLatch(3);
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < 3; thread++) {
                    running.add(threads.submit(() -> {
                        working.countDown();
                        try (Torch scope = torch.scope()) {
                            while (true) {
                                NDArray result = scope.bmm(a, a);
                                assertNotSame(a, result);
                                result.close();
                            }
                        } catch (IllegalStateException expected) {
                            return; // closed
                        }
                    }));
                }
                working.await();
                torch.close();
                for (Future<?> future : running) {
                    future.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertClosed(Runnable call) {
        assertEquals(
                "This Torch is closed",
                assertThrows(IllegalStateException.class, call::run).getMessage());
    }
}
