package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.SparseFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.kernel.MatrixKernels;

/** What {@code System.out.println(x)} prints of torchmm's own arrays. */
class TensorToStringTest {

    private static final String CLOSED = "This array is already closed";

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    static List<TensorTextCase> is_what_torch_printed() throws IOException {
        return TensorTextCase.all();
    }

    @ParameterizedTest
    @MethodSource
    void is_what_torch_printed(TensorTextCase printed) {
        try (NDManager manager = torch.manager().newSubManager()) {
            NDArray array = printed.array(manager);
            NDArray own = torch.reshape(array, array.getShape().getShape());
            if (printed.header().endsWith(" grad")) {
                own.setRequiresGradient(true);
            }
            assertEquals(printed.expected(), own.toString());
        }
    }

    @Test
    void of_collections_too() {
        NDArray one = torch.ones(1);
        NDArray product = torch.mm(torch.eye(2), torch.ones(2, 2));
        assertEquals("[tensor([1.])]", List.of(one).toString());
        assertEquals(
                "{c=tensor([[1., 1.],\n        [1., 1.]])}",
                Map.of("c", product).toString());
        assertEquals("tensor([1.])", "" + torch.scope().reshape(one, 1));
    }

    @Test
    void of_results_of_a_kernel() {
        try (Torch java = Torch.open(MatrixKernels.byName("scalar"))) {
            assertEquals(
                    "tensor([[2.]])", java.mm(java.ones(1, 2), torch.ones(2, 1)).toString());
        }
    }

    @Test
    void never_throws() {
        NDArray closed = torch.ones(2);
        closed.close();
        assertEquals(CLOSED, closed.toString());
        Torch scope = torch.scope();
        NDArray ofScope = scope.ones(2);
        scope.close();
        assertEquals(CLOSED, ofScope.toString());
        NDArray ofManager = torch.tensor(new double[] {1, 2}, 1, 2);
        NDArray complex128 = torch.reshape(ofManager.complex(), 1);
        assertEquals(
                "Tensor: cannot print an array of dtype unknown: DJL does not read its elements, convert it with toType first",
                complex128.toString());
        assertStarts(
                "Tensor: only dense arrays can be printed", torch.t(torch.eye(2).toSparse(SparseFormat.COO)));
    }

    @Test
    void while_another_thread_closes() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 1000; i++) {
                NDArray array = torch.ones(2);
                Future<?> closing = thread.submit(array::close);
                String text = array.toString();
                assertTrue(text.equals("tensor([1., 1.])") || text.equals(CLOSED), text);
                closing.get();
            }
        } finally {
            thread.shutdown();
        }
    }

    private static void assertStarts(String start, NDArray array) {
        assertTrue(array.toString().startsWith(start), array.toString());
    }
}
