package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operands of other memory, of the array's own, and closed ones; who owns results. */
class OperandsTest {

    private final NDManager heap = HeapEngine.instance().newBaseManager();
    private final NDManager torch = Engine.getEngine("PyTorch").newBaseManager();

    @AfterEach
    void close() {
        heap.close();
        torch.close();
    }

    @Test
    void libtorchsArraysAreCopiedIn() {
        NDArray a = heap.create(new float[] {1, 2});
        NDArray b = torch.create(new float[] {3, 4});
        int before = heap.getManagedArrays().size();
        try (NDArray sum = a.add(b)) {
            assertArrayEquals(new float[] {4, 6}, sum.toFloatArray());
            assertSame(heap, sum.getManager());
        }
        assertEquals(before, heap.getManagedArrays().size());
        assertTrue(a.allClose(torch.create(new float[] {1, 2})));
        assertTrue(a.contentEquals(torch.create(new float[] {1, 2})));
        assertFalse(a.allClose(b));
        assertArrayEquals(new float[] {1, 2, 3, 4}, a.concat(b).toFloatArray());
        assertArrayEquals(new float[] {11}, a.dot(b).toFloatArray());
        a.addi(b);
        a.set(new NDIndex("0"), torch.create(9f));
        assertArrayEquals(new float[] {9, 6}, a.toFloatArray());
    }

    @Test
    void viewsAreWrittenThrough() {
        NDArray a = heap.arange(6f).reshape(2, 3);
        a.get(1).muli(10);
        a.get(":, 0").set(new NDIndex(":"), -1);
        a.transpose().addi(1);
        assertArrayEquals(new float[] {0, 2, 3, 0, 41, 51}, a.toFloatArray());
        a.reshape(3, 2).complex().real().negi();
        assertArrayEquals(new float[] {-0f, -2, -3, -0f, -41, -51}, a.toFloatArray());
    }

    @Test
    void anArrayIsItsOwnOperand() {
        NDArray a = heap.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
        a.addi(a);
        assertArrayEquals(new float[] {2, 4, 6, 8}, a.toFloatArray());
        assertEquals(
                "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single"
                        + " memory location. Please clone() the tensor before performing the operation.",
                assertThrows(IllegalArgumentException.class, () -> a.addi(a.transpose()))
                        .getMessage());
        assertEquals(
                "unsupported operation: more than one element of the written-to tensor refers to a single memory"
                        + " location. Please clone() the tensor before performing the operation.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> a.get("0:1").broadcast(3, 2).addi(1))
                        .getMessage());
        NDArray b = heap.arange(6f);
        b.set(new NDIndex("1:"), b.get(":-1"));
        assertArrayEquals(new float[] {0, 0, 1, 2, 3, 4}, b.toFloatArray());
    }

    @Test
    void closedOnesAreRefused() {
        NDArray a = heap.ones(new Shape(2));
        NDArray closed = heap.ones(new Shape(2));
        closed.close();
        assertThrows(IllegalStateException.class, () -> a.add(closed));
        assertThrows(IllegalStateException.class, () -> closed.add(a));
        assertThrows(IllegalStateException.class, () -> a.addi(closed));
        assertThrows(IllegalStateException.class, () -> NDArrays.concat(new NDList(a, closed)));
        assertThrows(IllegalStateException.class, () -> a.set(new NDIndex("0"), closed));
        assertThrows(IllegalStateException.class, closed::sum);
        a.close(); // no use is left behind
    }

    /** A refusal gives back what it held. */
    @Test
    void refusalsHoldNothing() {
        NDArray a = heap.ones(new Shape(2));
        NDArray b = heap.ones(new Shape(3));
        assertThrows(IllegalArgumentException.class, () -> a.add(b));
        assertThrows(IllegalArgumentException.class, () -> a.addi(b));
        assertThrows(IllegalArgumentException.class, () -> a.stack(b));
        assertThrows(IndexOutOfBoundsException.class, () -> a.get(b.gt(0)), "a mask of another size");
        a.close();
        b.close();
    }

    /** Memory of closed arrays is used again: whoever computes with one reads its elements, or is refused. */
    @Test
    void nobodyReadsMemoryThatIsUsedAgain() throws Exception {
        NDArray base = heap.full(new Shape(64, 64), 1, DataType.FLOAT32);
        AtomicReference<NDArray> shared = new AtomicReference<>(base.duplicate());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> closer = threads.submit(() -> {
                for (int i = 0; i < 3000; i++) {
                    shared.getAndSet(base.duplicate()).close();
                    heap.full(new Shape(64, 64), 7, DataType.FLOAT32).close();
                }
            });
            Future<Integer> reader = threads.submit(() -> {
                int read = 0;
                while (!closer.isDone() || read == 0) {
                    NDArray a = shared.get();
                    try (NDArray sum = a.add(a);
                            NDArray total = sum.sum()) {
                        assertEquals(2 * 64 * 64, total.toFloatArray()[0]);
                        read++;
                    } catch (IllegalStateException e) {
                        assertEquals("This array is closed", e.getMessage());
                    }
                }
                return read;
            });
            closer.get();
            assertTrue(reader.get() > 0);
        } finally {
            threads.shutdown();
        }
    }
}
