package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.kernel.MatrixKernels;

/** Operators by their names. */
class OperatorCallTest {

    private final Torch torch = Torch.open();
    private final NDArray x = torch.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @AfterEach
    void close() {
        torch.close();
    }

    private String text(String operator, Object... arguments) {
        Object answer = torch.call(operator, arguments);
        return answer instanceof NDArray array
                ? torch.repr(array)
                : answer instanceof NDList list ? List.copyOf(list).toString() : String.valueOf(answer);
    }

    private String refusal(String operator, Object... arguments) {
        return assertThrows(IllegalArgumentException.class, () -> torch.call(operator, arguments))
                .getMessage();
    }

    @Test
    void one_array_is_answered_as_an_array_of_the_torch_s() {
        NDArray weights = torch.call("softmax", x, -1);
        assertArrayEquals(x.softmax(-1).toFloatArray(), weights.toFloatArray());
        assertSame(torch.manager(), weights.getManager());
        try (Torch scope = torch.scope()) {
            NDArray inner = scope.call("relu", x);
            assertSame(scope.manager(), inner.getManager());
        }
        weights.addi(1); // refused of an array of inference mode
    }

    @Test
    void several_are_a_list() {
        NDList top = torch.call("topk", x, 2);
        assertEquals(
                "[tensor([[3., 2.],\n        [6., 5.]]), tensor([[2, 1],\n        [2, 1]])]",
                List.copyOf(top).toString());
        top.forEach(array -> assertSame(torch.manager(), array.getManager()));
        NDList one = torch.call("split", x, 2);
        assertEquals(1, one.size());
    }

    @Test
    void what_is_no_array_is_a_java_value() {
        boolean same = torch.call("equal", x, x);
        assertTrue(same);
        double number = torch.call("item", torch.tensor(2.5));
        assertEquals(2.5, number);
        assertEquals(7L, torch.<Object>call("item", torch.tensor(7)));
        assertArrayEquals(new long[] {2, 3}, torch.<long[]>call("size", x));
        assertEquals(DataType.FLOAT64, torch.call("result_type", x, torch.ones(DataType.FLOAT64, 1)));
    }

    @Test
    void names_are_aten_s_or_python_s() {
        NDList aten = torch.call("linalg_svd", x);
        NDList python = torch.call("torch.linalg.svd", x);
        assertEquals(aten.get(1), python.get(1));
        assertEquals(text("layer_norm", x, 3), text("nn.functional.layer_norm", x, new Shape(3)));
    }

    @Test
    void arguments_are_of_many_java_types() {
        String sums = "tensor([5., 7., 9.])";
        for (Object dim :
                List.of(0, 0L, (short) 0, new int[] {0}, new long[] {0}, new Shape(0), List.of(0), List.of(0L))) {
            assertEquals(sums, text("sum", x, dim));
        }
        assertEquals(
                "tensor([5., 7., 9.], dtype=torch.float64)",
                text("sum", x, 0, false, Map.of("dtype", DataType.FLOAT64)));
        assertEquals(text("cat", List.of(x, x), 1), text("cat", new NDArray[] {x, x}, 1));
        assertEquals(text("cat", List.of(x, x), 1), text("cat", new NDList(x, x), 1));
        assertEquals(text("einsum", "ij,kj->ik", List.of(x, x)), text("einsum", "ij,kj->ik", x, x));
        assertEquals("tensor([0., 0.])", text("zeros", 2, Map.of("device", Device.cpu())));
        assertEquals(
                "tensor([0., 0.], dtype=torch.float64)",
                text("zeros", 2, Map.of("device", "cpu", "dtype", DataType.FLOAT64)));
        assertEquals(
                "tensor([[3., 1.],\n        [6., 4.]])", text("index", x, Arrays.asList(null, torch.tensor(new long[] {
                    2, 0
                }))));
        assertEquals("tensor([[4., 5., 6.]])", text("index", x, List.of(torch.tensor(new long[] {1}))));
        assertEquals("tensor([[1., 2., 3.],\n        [3., 3., 3.]])", text("clamp", x, null, 3));
        assertEquals("tensor([2.5000, 2.5000])", text("full", 2, 2.5f));
        NDArray image = torch.ones(1, 2, 4, 4);
        NDArray last = torch.call("contiguous", image, Map.of("memory_format", "torch.channels_last"));
        assertArrayEquals(new long[] {32, 1, 8, 2}, torch.<long[]>call("stride", last));
    }

    @Test
    void defaults_are_torch_s_and_of_today() {
        assertEquals("tensor([ 3.5000, -3.5000])", text("div", torch.tensor(new int[] {7, -7}), 2));
        assertEquals("tensor([2, 2])", text("full", 2, 2));
        assertEquals(text("gelu", x), text("gelu", x, Map.of("approximate", "none")));
        assertEquals("tensor(3.5000)", text("var", x));
        assertEquals("tensor([[ 3.,  6.,  9.],\n        [12., 15., 18.]])", text("add", x, x, Map.of("alpha", 2)));
        assertEquals("tensor([ 6., 15.])", text("sum", x, Map.of("dim", 1)));
        assertEquals("tensor([ 6., 15.])", text("sum", Map.of("dim", 1, "input", x)));
    }

    @Test
    void what_the_name_says_is_written_to_and_else_nothing() {
        NDArray out = torch.zeros(2, 3);
        NDArray answer = torch.call("add", x, x, Map.of("out", out));
        assertArrayEquals(new float[] {2, 4, 6, 8, 10, 12}, out.toFloatArray());
        answer.close();
        assertFalse(out.isReleased());
        torch.call("mul_", out, 2);
        assertArrayEquals(new float[] {4, 8, 12, 16, 20, 24}, out.toFloatArray());
        assertTrue(refusal("add", x, x, out).contains("What is marked with ! is written to"));
        try (Torch java = Torch.open(MatrixKernels.best())) {
            NDArray other = java.ones(2, 3);
            assertTrue(refusal("add_", other, 1).startsWith("add_() writes to an array that is not of this kind"));
            assertTrue(refusal("add", x, x, Map.of("out", other)).startsWith("add() writes to an array"));
            assertEquals("tensor([[2., 3., 4.],\n        [5., 6., 7.]])", text("add", x, other));
            assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1}, other.toFloatArray());
        }
    }

    @Test
    void unknown_names_are_answered_with_the_nearest() {
        assertEquals("libtorch has no operator softmx; did you mean softmax?", refusal("softmx", x));
        assertEquals("libtorch has no operator no_such_operator_at_all", refusal("no_such_operator_at_all"));
    }

    @Test
    void what_checks_nothing_is_refused() {
        assertTrue(refusal("_softmax", x, 1, false).startsWith("_softmax() is libtorch's own: it does not check"));
        assertTrue(refusal("matrix_exp_backward", x, x).startsWith("matrix_exp_backward() is libtorch's own"));
        assertEquals(
                "reflection_pad3d(): argument 'padding' must be a tuple of 6, not of 0",
                refusal("reflection_pad3d", torch.ones(1, 4), new int[0]));
        assertEquals(
                "max_pool2d(): argument 'kernel_size' must be a tuple of 2, not of 3",
                refusal("max_pool2d", torch.ones(1, 4, 4), new int[] {1, 2, 3}));
        assertEquals(
                text("max_pool2d", torch.ones(1, 4, 4), 2), text("max_pool2d", torch.ones(1, 4, 4), new int[] {2}));
        assertTrue(refusal("align_tensors", List.of()).startsWith("align_tensors() is libtorch's own"));
        assertEquals(
                "tensor([False])",
                text("__and__", torch.tensor(new boolean[] {true}), torch.tensor(new boolean[] {false})));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soft max",
                "relu(x)\n  import os",
                "a-b",
                ".relu",
                "relu.",
                "1x",
                "löschen",
                "relu\0",
                "x; y",
                "relu(x), torch.save"
            })
    void names_are_names(String name) {
        assertTrue(refusal(name, x).contains("must be the name of an operator"), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "save",
                "jit.save",
                "import",
                "and",
                "None",
                "manual_seed",
                "set_grad_enabled",
                "warn",
                "print",
                "__torch__.Operators",
                "ops.aten.relu",
                "prim.requires_grad",
                "get_num_threads",
                "is_grad_enabled",
                "load",
                "_get_tracing_state",
                "backward",
                "device",
                "inf",
                "wait",
                "fork"
            })
    void what_is_no_operator_on_arrays_is_refused(String name) {
        refusal(name, x);
        refusal(name);
        refusal(name, "a.txt", x);
    }

    @Test
    void a_file_is_written_by_none() throws Exception {
        Path file = Path.of("target", "operator-call.pt");
        refusal("save", x, file.toString());
        assertFalse(Files.exists(file));
    }

    @Test
    void arguments_that_do_not_fit_are_refused_with_those_that_do() {
        assertEquals("""
                bmm() received an invalid combination of arguments - got (Tensor, str), but expected one of:
                 * (Tensor self, Tensor mat2)
                 * (Tensor self, Tensor mat2, *, Tensor! out)
                What is marked with ! is written to: it is given by name, Map.of("out", x)""", refusal("bmm", x, "x"));
        assertTrue(refusal("softmax", x, null).contains("got (Tensor, NoneType)"));
        assertTrue(refusal("softmax", x, 1, Map.of("nonsense", 1)).contains("got (Tensor, int, nonsense=int)"));
        assertTrue(refusal("softmax", x, 1, Map.of("dim", 1)).contains("got (Tensor, int, dim=int)"));
        assertTrue(
                refusal("cat", List.of(x, 1)).contains("must be a list of arrays or of numbers, not of several kinds"));
        assertTrue(refusal("cat", Arrays.asList(x, null)).contains("got (tuple of Tensors and None)"));
        assertTrue(refusal("add", x, new BigDecimal(1)).contains("cannot be a java.math.BigDecimal"));
        assertTrue(refusal("sum", x, Map.of("dtype", DataType.UINT16)).contains("cannot be uint16"));
        assertTrue(refusal("add", x, new StringBuilder("2+3j")).contains("arguments[1]' (position 3) cannot be"));
    }

    @Test
    void refusals_are_libtorch_s_sentences() {
        assertEquals(
                "Dimension out of range (expected to be in range of [-2, 1], but got 5)",
                assertThrows(IndexOutOfBoundsException.class, () -> torch.call("softmax", x, 5))
                        .getMessage());
        assertEquals(
                "index 7 is out of bounds for dimension 0 with size 2",
                assertThrows(
                                IndexOutOfBoundsException.class,
                                () -> torch.call("index", x, List.of(torch.tensor(new long[] {7}))))
                        .getMessage());
        assertEquals("self must be a matrix", refusal("mm", torch.ones(2), x));
    }

    @Test
    void closed_arrays_are_refused_wherever_they_stand() {
        NDArray closed = torch.ones(2);
        closed.close();
        for (Object argument : List.of(closed, List.of(x, closed), Map.of("out", closed), new NDArray[] {closed})) {
            String sentence = assertThrows(IllegalStateException.class, () -> torch.call("cat", argument))
                    .getMessage();
            assertTrue(sentence.endsWith("is closed"), sentence);
        }
        NDArray strings = torch.manager().create(new String[] {"a"});
        assertTrue(refusal("relu", strings).endsWith("not an array of strings"));
    }

    @Test
    void a_refused_call_leaves_nothing_behind() {
        try (Torch scope = torch.scope()) {
            assertThrows(IndexOutOfBoundsException.class, () -> scope.call("softmax", x, 5));
            assertThrows(IllegalArgumentException.class, () -> scope.call("softmax", x));
            assertThrows(IllegalArgumentException.class, () -> scope.call("mm", x, x));
            assertEquals(0, scope.manager().getManagedArrays().size());
        }
    }

    @Test
    void conjugates_are_read_as_they_are() {
        NDArray c = torch.call("complex", torch.ones(2), torch.ones(2));
        NDArray conjugate = torch.call("conj", c);
        NDArray parts = torch.call("view_as_real", conjugate);
        assertArrayEquals(new float[] {1, -1, 1, -1}, parts.toFloatArray());
        NDArray imaginary = torch.call("imag", c.conj());
        assertArrayEquals(new float[] {-1, -1}, imaginary.toFloatArray());
        NDArray tripled = torch.call("mul", torch.call("mH", torch.reshape(c, 1, 2)), 3);
        assertEquals("tensor([[3.-3.j],\n        [3.-3.j]])", torch.repr(tripled));
    }

    @Test
    void java_s_arrays_have_the_operators_of_the_tables() {
        try (Torch java = Torch.open(MatrixKernels.best())) {
            NDArray a = java.ones(2, 2);
            NDArray product = java.call("mm", a, a);
            assertArrayEquals(new float[] {2, 2, 2, 2}, product.toFloatArray());
            NDArray named = java.call("torch.mm", a, Map.of("mat2", x.get(":, :2")));
            assertEquals(java.repr(java.mm(a, x.get(":, :2"))), java.repr(named));
            NDList top = java.call("topk", java.arange(4.0), 2);
            assertEquals("tensor([3., 2.])", java.repr(top.get(0)));
            assertEquals("tensor([0.5000, 0.5000])", java.repr(java.<NDArray>call("softmax", java.ones(2), 0)));
            NDArray converted = java.call("to", a, DataType.INT32);
            assertEquals(DataType.INT32, converted.getDataType());
            String sentence = assertThrows(IllegalArgumentException.class, () -> java.call("cdist", a, a))
                    .getMessage();
            assertTrue(
                    sentence.startsWith("cdist() is not computed on arrays in Java's memory: ask a Torch.open()"),
                    sentence);
            String misspelt = assertThrows(IllegalArgumentException.class, () -> java.call("sofmax", a, 0))
                    .getMessage();
            assertTrue(misspelt.endsWith("operators; did you mean softmax?"), misspelt);
            assertTrue(sentence.contains("operators; here are abs, add, "), sentence);
            assertEquals(
                    "mm() received an invalid combination of arguments - got (Tensor), but expected one of:\n * (Tensor input, Tensor mat2)",
                    assertThrows(IllegalArgumentException.class, () -> java.call("mm", a))
                            .getMessage());
        }
    }
}
