package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.comparisons.ProductCall;
import org.torchmm.libtorch.Libtorch;
import org.torchmm.rules.Word;

/** What arrays in Java's memory never are, and libtorch's may be: recorded, of strings, sparse, conjugated, of complex128. */
class LibtorchAloneTest {

    private final Torch torch = Torch.open();
    private final NDManager manager = torch.manager();

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void a_device_that_libtorch_cannot_use_is_refused() {
        assertEquals(
                "Torch not compiled with CUDA enabled",
                assertThrows(IllegalArgumentException.class, () -> Torch.open(Device.gpu()))
                        .getMessage());
        for (String type : List.of("mps", "xpu", "nosuch")) {
            String sentence = assertThrows(IllegalArgumentException.class, () -> Torch.open(Device.of(type, 0)), type)
                    .getMessage();
            assertTrue(sentence.toLowerCase(Locale.ROOT).contains(type), sentence);
        }
    }

    @Test
    void a_string_array_is_refused_before_libtorch_sees_its_missing_memory() {
        NDArray strings = manager.create(new String[] {"a", "b"});
        NDArray a = torch.ones(2);
        for (Word op : Word.values()) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> ProductCall.of(op, torch, a, strings))
                    .getMessage()
                    .contains("not an array of strings"));
            assertThrows(IllegalArgumentException.class, () -> ProductCall.of(op, torch, strings, a));
        }
    }

    @Test
    void gradients_flow_as_in_djl() {
        NDArray a = torch.randn(2, 3, 4);
        NDArray b = torch.randn(2, 4, 5);
        a.setRequiresGradient(true);
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            collector.backward(torch.bmm(a, b).sum());
        }
        NDArray expected = torch.bmm(torch.ones(2, 3, 5), torch.mT(b));
        assertTrue(expected.allClose(a.getGradient()));
    }

    static List<TensorTextCase> what_torch_printed_of_gradients() throws IOException {
        return TensorTextCase.all().stream().filter(TensorTextCase::hasGradient).toList();
    }

    @ParameterizedTest
    @MethodSource
    void what_torch_printed_of_gradients(TensorTextCase printed) {
        assertEquals(printed.expected(), TensorText.repr(printed.array(manager)));
    }

    @Test
    void printing_leaves_gradients_and_conjugates_as_they_were() {
        NDArray array = manager.arange(0, 4096, 1, DataType.FLOAT32).reshape(64, 64);
        array.setRequiresGradient(true);
        NDArray conjugate = manager.ones(new Shape(2000, 2)).complex().conj();
        int managed = manager.getManagedArrays().size();
        TensorText.repr(array);
        TensorText.repr(conjugate);
        assertEquals(managed, manager.getManagedArrays().size());
        assertTrue(array.hasGradient());
    }

    @Test
    void every_thread_may_print_what_requires_a_gradient() throws Exception {
        NDArray weights = manager.ones(new Shape(2));
        weights.setRequiresGradient(true);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> texts = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> TensorText.repr(weights)))
                    .toList();
            for (Future<String> text : texts) {
                assertEquals("tensor([1., 1.], requires_grad=True)", text.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void conjugates_that_torch_has_only_marked() {
        NDArray complex =
                manager.create(new float[] {1, 2, 3, -4}, new Shape(2, 2)).complex();
        assertEquals("tensor([1.-2.j, 3.+4.j])", TensorText.repr(complex.conj()));
    }

    @Test
    void what_is_no_dense_tensor_of_numbers_is_not_printed() {
        assertNotPrinted(
                "repr(): argument 'array' (position 1) must be Tensor, not an array of strings",
                manager.create(new String[] {"a", "b"}));
        assertNotPrinted("only dense arrays", manager.ones(new Shape(2, 2)).toSparse(SparseFormat.COO));
        // complex128, which DJL does not name
        assertNotPrinted(
                "cannot print an array of dtype unknown",
                manager.create(new double[] {1, 2}).complex());
    }

    private static void assertNotPrinted(String start, NDArray array) {
        String message = assertThrows(IllegalArgumentException.class, () -> TensorText.repr(array))
                .getMessage();
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void what_numpy_cannot_hold_is_not_saved(@TempDir Path folder) {
        NDArray sparse = torch.eye(2).toSparse(SparseFormat.COO);
        NDArray complex128 = manager.create(new double[] {1, 2}).complex();
        NDArray text = manager.create("text");
        for (String name : List.of("a.npy", "a.npz")) {
            Path file = folder.resolve(name);
            for (NDArray array : List.of(sparse, complex128, text)) {
                assertThrows(IllegalArgumentException.class, () -> torch.save(file, array));
                String sentence = assertThrows(
                                IllegalArgumentException.class, () -> torch.save(file, new NDList(array)))
                        .getMessage();
                assertEquals(
                        array == sparse, sentence.equals("cannot save a sparse array: call toDense() first"), sentence);
            }
            assertFalse(Files.exists(file));
        }
    }
}
