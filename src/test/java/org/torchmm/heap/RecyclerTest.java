package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

/** The memory of closed arrays is used again, and nothing that can still be read is written over. */
class RecyclerTest {

    private final Torch torch = Torch.open(MatrixKernels.best());

    @AfterEach
    void close() {
        torch.close();
    }

    private static Object memory(NDArray array) {
        return ((HeapArray) array).storage().data;
    }

    @Test
    void the_next_result_lies_where_a_closed_one_did() {
        NDArray a = torch.randn(64, 64);
        NDArray first = torch.mm(a, a);
        Object memory = memory(first);
        first.close();
        assertSame(memory, memory(torch.mm(a, a)));
    }

    @Test
    void a_closed_scope_s_memory_comes_back() {
        Object memory;
        try (Torch scope = torch.scope()) {
            memory = memory(scope.ones(100, 100));
        }
        NDArray zeros = torch.zeros(100, 100);
        assertSame(memory, memory(zeros));
        assertEquals(0, zeros.sum().getFloat());
    }

    @Test
    void a_view_keeps_the_memory_of_a_closed_input() {
        NDArray input = torch.ones(100, 100);
        NDArray view = torch.t(input);
        Object memory = memory(input);
        input.close();
        assertNotSame(memory, memory(torch.zeros(100, 100)));
        assertEquals(10_000, view.sum().getFloat());
        view.close();
        assertSame(memory, memory(torch.zeros(100, 100)));
    }

    @Test
    void what_is_closed_twice_comes_back_once() {
        NDArray array = torch.ones(100, 100);
        array.close();
        array.close();
        assertNotSame(memory(torch.zeros(100, 100)), memory(torch.zeros(100, 100)));
    }

    @Test
    void another_torch_s_memory_stays_its_own() {
        Object memory;
        try (Torch other = Torch.open(MatrixKernels.best())) {
            NDArray array = other.ones(100, 100);
            memory = memory(array);
            array.close();
            assertNotSame(memory, memory(torch.ones(100, 100)));
        }
        assertNotSame(memory, memory(torch.ones(100, 100)));
    }

    @Test
    void it_is_bounded() {
        Recycler recycler = Recycler.ofBytes(100_000);
        Object first = recycler.take(float.class, 16_384); // 65536 bytes
        Object second = recycler.take(float.class, 16_384);
        recycler.give(first);
        recycler.give(second); // no room for both: the newer stays
        assertSame(second, recycler.take(float.class, 16_384));
        assertNotSame(first, recycler.take(float.class, 16_384));
        recycler.give(new float[1 << 20]); // more than all of it
        assertEquals(1 << 20, ((float[]) recycler.take(float.class, 1 << 20)).length);
    }

    @Test
    void lengths_are_rounded_up_by_an_eighth_at_most() {
        Recycler recycler = Recycler.ofBytes(1 << 30);
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            int length = 1 + random.nextInt(1 << 1 + random.nextInt(20));
            int given = ((double[]) recycler.take(double.class, length)).length;
            assertEquals(true, given >= length && given <= length + length / 8 + 1, "seed 3, " + length + ": " + given);
        }
    }

    @Test
    void a_forgotten_torch_leaves_it_all_to_the_garbage_collector() throws Exception {
        WeakReference<Object> memory = forgotten();
        for (int i = 0; i < 200 && memory.get() != null; i++) {
            System.gc();
            Thread.yield();
        }
        assertNull(memory.get());
    }

    private static WeakReference<Object> forgotten() {
        Torch forgotten = Torch.open(MatrixKernels.best());
        forgotten.scope().ones(100, 100);
        return new WeakReference<>(memory(forgotten.ones(100, 100)));
    }

    /** Arrays of one value each are made, viewed, read and closed at random by many threads: a reader sees that value or is refused. */
    @Test
    void nothing_that_can_be_read_is_written_over() throws Exception {
        long seed = 7;
        int threads = 8;
        AtomicReferenceArray<NDArray> shared = new AtomicReferenceArray<>(16);
        List<Future<String>> faults = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int t = 0; t < threads; t++) {
                Random random = new Random(seed + t);
                faults.add(pool.submit(() -> hammer(random, shared)));
            }
            for (Future<String> fault : faults) {
                assertNull(fault.get(), "seed " + seed);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private String hammer(Random random, AtomicReferenceArray<NDArray> shared) {
        for (int i = 0; i < 4000; i++) {
            int slot = random.nextInt(shared.length());
            NDArray array = shared.get(slot);
            if (array == null || random.nextInt(4) == 0) {
                float value = random.nextInt(1000);
                NDArray made = torch.full(value, 60, 40);
                made.setName(Float.toString(value));
                NDArray old = shared.getAndSet(slot, made);
                if (old != null) {
                    old.close();
                }
                continue;
            }
            float expected = Float.parseFloat(array.getName());
            try {
                NDArray view = random.nextBoolean() ? torch.t(array) : array;
                NDArray copy = random.nextBoolean() ? torch.contiguous(view) : view.add(0);
                float[] read = random.nextBoolean() ? view.toFloatArray() : copy.toFloatArray();
                for (float value : read) {
                    if (value != expected) {
                        return "read " + value + " of an array of " + expected;
                    }
                }
                if (view != array) {
                    view.close();
                }
                copy.close();
            } catch (IllegalStateException e) {
                if (!array.isReleased()) {
                    return "refused though it is open: " + e;
                }
            }
        }
        return null;
    }

    @Test
    void a_closed_array_is_refused_by_its_own_methods() {
        NDArray array = torch.ones(100, 100);
        array.close();
        for (Runnable call : List.<Runnable>of(
                array::toFloatArray, array::duplicate, () -> array.add(1), array::getDataType, () -> array.get(0))) {
            assertEquals(
                    "This array is closed",
                    assertThrows(IllegalStateException.class, call::run).getMessage());
        }
    }
}
