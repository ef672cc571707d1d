package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TensorTextTest extends OnBothKinds {

    TensorTextTest(Kind kind) {
        super(kind);
    }

    private final NDManager manager = kind.newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static List<TensorTextCase> what_torch_printed() throws IOException {
        return TensorTextCase.all().stream()
                .filter(printed -> !printed.hasGradient())
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void what_torch_printed(TensorTextCase printed) {
        assertEquals(printed.expected(), TensorText.repr(printed.array(manager)));
    }

    @Test
    void all_of_the_cases_are_read() throws IOException {
        assertEquals(499, TensorTextCase.all().size());
    }

    @Test
    void sizes() {
        assertEquals("torch.Size([10, 3, 5])", TensorText.size(manager.zeros(new Shape(10, 3, 5))));
        assertEquals("torch.Size([0])", TensorText.size(manager.zeros(new Shape(0))));
        assertEquals("torch.Size([])", TensorText.size(manager.create(1f)));
        assertEquals("torch.Size([2, 3])", TensorText.size(new Shape(2, 3)));
        assertEquals("torch.Size([])", TensorText.size(new Shape()));
    }

    @Test
    void random_numbers() {
        kind.backend().seed(42);
        assertEquals("""
                tensor([[ 0.3367,  0.1288,  0.2345],
                        [ 0.2303, -1.1229, -0.1863]])""", TensorText.repr(manager.randomNormal(new Shape(2, 3))));
        kind.backend().seed(0);
        assertEquals(
                "tensor([0.4963, 0.7682, 0.0885, 0.1320, 0.3074])",
                TensorText.repr(manager.randomUniform(0, 1, new Shape(5))));
        kind.backend().seed(0);
        assertEquals(
                "tensor([ 1.5410, -0.2934, -2.1788,  0.5684, -1.0845])",
                TensorText.repr(manager.randomNormal(new Shape(5))));
        kind.backend().seed(0);
        assertEquals(
                "tensor([-1.1258, -1.6959,  0.5667])",
                TensorText.repr(manager.randomNormal(new Shape(17)).get(":3")));
        kind.backend().seed(0);
        assertEquals(
                "tensor([4, 9, 3, 0, 3, 9, 7, 3, 7, 3])",
                TensorText.repr(manager.randomInteger(0, 10, new Shape(10), DataType.INT64)));
    }

    @Test
    void a_batch_of_random_numbers() {
        kind.backend().seed(0);
        NDArray batch = manager.randomNormal(new Shape(10, 3, 5));
        assertEquals("""
                tensor([[-1.1258, -1.1524, -0.2506, -0.4339,  0.8487],
                        [ 0.6920, -0.3160, -2.1152,  0.3223, -1.2633],
                        [ 0.3500,  0.3081,  0.1198,  1.2377,  1.1168]])""", TensorText.repr(batch.get(0)));
    }

    @Test
    void a_product_of_random_numbers() {
        kind.backend().seed(0);
        NDArray a = manager.randomNormal(new Shape(10, 3, 4));
        NDArray b = manager.randomNormal(new Shape(10, 4, 5));
        NDArray product = a.batchMatMul(b);
        assertEquals("torch.Size([10, 3, 5])", TensorText.size(product));
        assertEquals("""
                tensor([[-2.8035, -2.6102, -2.0219,  0.6274, -1.4516],
                        [ 1.1650,  3.5048,  3.4257, -5.1368,  0.2049],
                        [-1.6005, -3.6281, -0.4993, -0.1374, -1.1562]])""", TensorText.repr(product.get(0)));
    }

    @Test
    void views_print_as_the_tensors_they_are() {
        NDArray base = manager.arange(0, 4096, 1, DataType.FLOAT32).reshape(8, 8, 8, 8);
        List<NDArray> views = List.of(
                base.transpose(),
                base.swapAxes(1, 2),
                base.get("::2, 1:, 3, ..."),
                base.get("1, 2:4, 7"),
                base.get("0, 0, 0").expandDims(1).broadcast(8, 300),
                base.get("1, 1, 1, 1").broadcast(2, 3),
                base.get("7, 7, 7, 7"),
                base.toType(DataType.BOOLEAN, false).transpose(),
                base.get("0, 0, :2, :2").toType(DataType.INT32, false).transpose());
        for (NDArray view : views) {
            NDArray packed = manager.create(view.toType(DataType.FLOAT32, false).toFloatArray(), view.getShape())
                    .toType(view.getDataType(), false);
            assertEquals(TensorText.repr(packed), TensorText.repr(view));
        }
    }

    @Test
    void only_the_corners_are_read() {
        // A trillion elements over the memory of one.
        NDArray vast = manager.create(2.5f).reshape(1, 1).broadcast(1 << 20, 1 << 20);
        String row = "[2.5000, 2.5000, 2.5000,  ..., 2.5000, 2.5000, 2.5000]";
        String rows = String.join(",\n        ", row, row, row, "...", row, row, row);
        assertEquals("tensor([" + rows + "])", TensorText.repr(vast));
    }

    @Test
    void nothing_is_changed_and_nothing_is_left_behind() {
        NDArray array = manager.arange(0, 4096, 1, DataType.FLOAT32).reshape(64, 64);
        NDArray complex = manager.ones(new Shape(2000, 2)).complex();
        List<NDArray> arrays = List.of(
                array,
                array.transpose(),
                array.get(":5, :5").toType(DataType.INT8, false).transpose(),
                manager.zeros(new Shape(0, 2)),
                manager.create(1),
                complex);
        int managed = manager.getManagedArrays().size();
        int held = heldBySystem();
        for (NDArray each : arrays) {
            Shape shape = each.getShape();
            TensorText.repr(each);
            TensorText.size(each);
            assertEquals(shape, each.getShape());
            assertSame(manager, each.getManager());
        }
        assertEquals(managed, manager.getManagedArrays().size());
        assertEquals(held, heldBySystem());
    }

    private int heldBySystem() {
        return manager.getParentManager().getManagedArrays().size();
    }

    @Test
    void arrays_of_any_manager() {
        NDArray detached = manager.ones(new Shape(50, 50));
        detached.detach();
        int held = heldBySystem();
        try (detached) {
            assertTrue(TensorText.repr(detached).startsWith("tensor([[1., 1., 1.,  ..., 1., 1., 1.],"));
            assertEquals(held, heldBySystem());
        }
        NDManager capped = manager.newSubManager();
        NDArray scalar = capped.create(3f);
        capped.cap();
        assertEquals("tensor(3.)", TensorText.repr(scalar));
    }

    @Test
    void every_thread_may_print() throws Exception {
        NDArray array = manager.arange(0, 2000, 1, DataType.INT64);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> texts = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> TensorText.repr(array)))
                    .toList();
            for (Future<String> text : texts) {
                assertEquals("tensor([   0,    1,    2,  ..., 1997, 1998, 1999])", text.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void null_is_refused() {
        assertMessage(
                "repr(): argument 'array' (position 1) must be Tensor, not NoneType",
                NullPointerException.class,
                () -> TensorText.repr(null));
        assertMessage(
                "size(): argument 'array' (position 1) must be Tensor, not NoneType",
                NullPointerException.class,
                () -> TensorText.size((NDArray) null));
        assertMessage(
                "size(): argument 'shape' (position 1) must be Shape, not null",
                NullPointerException.class,
                () -> TensorText.size((Shape) null));
    }

    @Test
    void closed_arrays_are_refused() {
        NDArray closed = manager.ones(new Shape(2));
        closed.close();
        assertMessage(
                "repr(): argument 'array' (position 1) is closed",
                IllegalStateException.class,
                () -> TensorText.repr(closed));
        assertMessage(
                "size(): argument 'array' (position 1) is closed",
                IllegalStateException.class,
                () -> TensorText.size(closed));
    }

    @Test
    void arrays_of_other_engines_are_refused() {
        NDArray foreign = (NDArray) Proxy.newProxyInstance(
                NDArray.class.getClassLoader(), new Class<?>[] {NDArray.class}, (proxy, method, arguments) -> null);
        assertRefused("repr(): argument 'array' (position 1) must be Tensor, not ", foreign);
        assertThrows(IllegalArgumentException.class, () -> TensorText.size(foreign));
    }

    /** More than libtorch's own operations take; Python's recursion would end at a thousand. */
    @Test
    void arrays_of_thousands_of_dimensions() {
        for (int rank : new int[] {64, 65, 5000}) {
            long[] size = new long[rank];
            Arrays.fill(size, 1);
            assertEquals(
                    "tensor(" + "[".repeat(rank) + "1." + "]".repeat(rank) + ")",
                    TensorText.repr(manager.ones(new Shape(size))));
            size[0] = 8;
            size[rank - 1] = 200;
            String text = TensorText.repr(manager.ones(new Shape(size)));
            assertEquals(
                    2 * rank + 5 * (2 * rank - 2),
                    text.chars().filter(c -> c == '[' || c == ']').count());
            assertEquals(7, text.split("\\.\\.\\.", -1).length - 1);
        }
    }

    private static void assertRefused(String message, NDArray array) {
        assertMessage(message, IllegalArgumentException.class, () -> TensorText.repr(array));
    }

    private static void assertMessage(String start, Class<? extends Exception> type, Executable call) {
        String message = assertThrows(type, call).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
