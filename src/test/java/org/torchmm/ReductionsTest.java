package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each method along dimensions, as it is called: which argument is which, and what is left out. */
class ReductionsTest extends OnBothKinds {

    private Torch torch;
    private NDArray x;

    ReductionsTest(Kind kind) {
        super(kind);
    }

    @BeforeEach
    void open() {
        torch = kind.open();
        x = torch.tensor(new double[] {3, 1, 2, 4, 6, 8}, 2, 3);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private void shows(String expected, NDArray actual) {
        assertEquals(expected, torch.repr(actual));
        assertSame(torch.manager(), actual.getManager());
    }

    private void isClose(NDArray expected, NDArray actual) {
        torch.assertClose(actual, expected);
        assertSame(torch.manager(), actual.getManager());
    }

    @Test
    void sum() {
        shows("tensor(24., dtype=torch.float64)", torch.sum(x));
        shows("tensor(24)", torch.sum(x, DataType.INT64));
        shows("tensor([[ 6],\n        [18]])", torch.sum(x, 1, true, DataType.INT64));
        shows("tensor([2., 6.])", torch.mean(x, 1, false, DataType.FLOAT32));
        shows("tensor([ 7.,  7., 10.], dtype=torch.float64)", torch.sum(x, 0));
        shows("tensor([[ 6.],\n        [18.]], dtype=torch.float64)", torch.sum(x, 1, true));
        shows("tensor([ 6., 18.], dtype=torch.float64)", torch.sum(x, new int[] {-1}));
        shows("tensor([[24.]], dtype=torch.float64)", torch.sum(x, new int[] {0, 1}, true));
        shows("tensor([[24]], dtype=torch.int32)", torch.sum(x, new int[0], true, DataType.INT32));
        shows("tensor(3)", torch.sum(torch.tensor(new boolean[] {true, true, false, true})));
    }

    @Test
    void mean() {
        shows("tensor(4., dtype=torch.float64)", torch.mean(x));
        shows("tensor(4.)", torch.mean(x, DataType.FLOAT32));
        shows("tensor([2., 6.], dtype=torch.float64)", torch.mean(x, 1));
        shows("tensor([[2.],\n        [6.]], dtype=torch.float64)", torch.mean(x, 1, true));
        shows("tensor([2., 6.], dtype=torch.float64)", torch.mean(x, new int[] {1}));
        shows("tensor([[4.]])", torch.mean(x, new int[0], true, DataType.FLOAT32));
        refuses(
                "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype."
                        + " Got: Long",
                () -> torch.mean(torch.arange(3)));
    }

    @Test
    void prod() {
        shows("tensor(1152., dtype=torch.float64)", torch.prod(x));
        shows("tensor(1152)", torch.prod(x, DataType.INT64));
        shows("tensor([  6., 192.], dtype=torch.float64)", torch.prod(x, 1));
        shows("tensor([[  6.],\n        [192.]], dtype=torch.float64)", torch.prod(x, 1, true));
        shows("tensor([  6, 192], dtype=torch.int32)", torch.prod(x, 1, false, DataType.INT32));
    }

    @Test
    void extremes() {
        shows("tensor(8., dtype=torch.float64)", torch.max(x));
        shows("tensor(1., dtype=torch.float64)", torch.min(x));
        shows("tensor([3., 8.], dtype=torch.float64)", torch.max(x, 1).get(0));
        shows("tensor([0, 2])", torch.max(x, 1).get(1));
        shows(
                "tensor([[1.],\n        [4.]], dtype=torch.float64)",
                torch.min(x, 1, true).get(0));
        shows("tensor([[1],\n        [0]])", torch.min(x, -1, true).get(1));
        NDArray two = torch.tensor(new double[] {2});
        shows("tensor([[3., 2., 2.],\n        [4., 6., 8.]], dtype=torch.float64)", torch.max(x, two));
        shows("tensor([[2., 1., 2.],\n        [2., 2., 2.]], dtype=torch.float64)", torch.min(x, two));
        shows("tensor(8., dtype=torch.float64)", torch.amax(x));
        shows("tensor([3., 8.], dtype=torch.float64)", torch.amax(x, 1));
        shows("tensor([[3.],\n        [8.]], dtype=torch.float64)", torch.amax(x, 1, true));
        shows("tensor(1., dtype=torch.float64)", torch.amin(x, new int[] {0, 1}));
        shows("tensor([[1.]], dtype=torch.float64)", torch.amin(x, new int[] {0, 1}, true));
        refuses(
                "max(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with"
                        + " the 'dim' argument.",
                () -> torch.max(torch.ones(0)));
    }

    @Test
    void places() {
        shows("tensor(5)", torch.argmax(x));
        shows("tensor([0, 2])", torch.argmax(x, 1));
        shows("tensor([[1],\n        [0]])", torch.argmin(x, 1, true));
        shows("tensor(1)", torch.argmin(x));
    }

    @Test
    void norm() {
        shows("tensor(11.4018, dtype=torch.float64)", torch.norm(x));
        shows("tensor(24., dtype=torch.float64)", torch.norm(x, 1));
        shows("tensor([3., 8.], dtype=torch.float64)", torch.norm(x, Double.POSITIVE_INFINITY, 1));
        shows("tensor([[1.],\n        [4.]], dtype=torch.float64)", torch.norm(x, Double.NEGATIVE_INFINITY, 1, true));
        shows("tensor([3., 3.], dtype=torch.float64)", torch.norm(x, 0, new int[] {1}));
        shows("tensor([[24.]], dtype=torch.float64)", torch.norm(x, 1, new int[0], true));
        shows(
                "tensor([24.], dtype=torch.float64)",
                torch.norm(torch.full(24.0, 1), 1, new int[] {0}, true, DataType.FLOAT64));
        shows("tensor(11.4018, dtype=torch.float64)", torch.norm(x, "fro"));
        shows("tensor([ 3.7417, 10.7703], dtype=torch.float64)", torch.norm(x, "fro", new int[] {1}));
        shows("tensor([[11.4018]], dtype=torch.float64)", torch.norm(x, "fro", new int[] {0, 1}, true));
        shows("tensor([ 3.7417, 10.7703], dtype=torch.float64)", torch.norm(x, "fro", 1));
        shows("tensor([[ 3.7417],\n        [10.7703]], dtype=torch.float64)", torch.norm(x, "fro", 1, true));
        NDArray narrow = torch.to(x, DataType.FLOAT32);
        shows("tensor([ 3.7417, 10.7703], dtype=torch.float64)", torch.norm(narrow, "fro", 1, false, DataType.FLOAT64));
        shows("tensor([ 3.7417, 10.7703], dtype=torch.float64)", torch.norm(narrow, 2, 1, false, DataType.FLOAT64));
        shows(
                "tensor(11.4018, dtype=torch.float64)",
                torch.norm(narrow, "fro", new int[] {0, 1}, false, DataType.FLOAT64));
        refuses("linalg.matrix_norm: dim must be a 2-tuple. Got 1", () -> torch.norm(x, "nuc", 1));
        refuses("linalg.matrix_norm: Order best not supported.", () -> torch.norm(x, "best"));
    }

    /** What Python says of the sum of singular values, of two matrices; the last bit is LAPACK's, another one on AMD and on Intel. */
    @Test
    void the_nuclear_norm_is_libtorchs() {
        NDArray y = torch.ones(2, 2, 2);
        isClose(torch.full(2.0, 2), torch.norm(y, "nuc", new int[] {1, 2}));
        isClose(torch.full(2.0, 1, 1, 2), torch.norm(y, "nuc", new int[] {0, 1}, true));
        isClose(torch.tensor(2f), torch.norm(torch.select(y, 0, 0), "nuc"));
        refuses("linalg.matrix_norm: dim must be a 2-tuple. Got 0 1 2", () -> torch.norm(y, "nuc"));
    }

    @Test
    void variances() {
        shows("tensor(6.8000, dtype=torch.float64)", torch.var(x));
        shows("tensor([1., 4.], dtype=torch.float64)", torch.var(x, 1));
        shows("tensor([[1.],\n        [2.]], dtype=torch.float64)", torch.std(x, 1, true, true));
        shows("tensor([0.6667, 2.6667], dtype=torch.float64)", torch.var(x, 1, false, false));
        shows("tensor([2., 8.], dtype=torch.float64)", torch.var(x, 1, 2, false));
        shows("tensor(2.6077, dtype=torch.float64)", torch.std(x, new int[] {0, 1}));
        shows("tensor([[5.6667]], dtype=torch.float64)", torch.var(x, new int[0], 0, true));
        shows("tensor([nan, nan, nan, nan, nan, nan], dtype=torch.float64)", torch.std(torch.reshape(x, 6, 1), 1));
    }

    @Test
    void truths() {
        NDArray y = torch.tensor(new int[] {0, 1, 2, 3}, 2, 2);
        shows("tensor(False)", torch.all(y));
        shows("tensor(True)", torch.any(y));
        shows("tensor([False,  True])", torch.all(y, 1));
        shows("tensor([[True, True]])", torch.any(y, 0, true));
        shows("tensor(False)", torch.all(y, new int[] {0, 1}));
        shows("tensor([[False,  True],\n        [ True,  True]])", torch.any(y, new int[0], true));
    }

    @Test
    void softmax() {
        NDArray y = torch.tensor(new double[] {0, Math.log(3)});
        shows("tensor([0.2500, 0.7500], dtype=torch.float64)", torch.softmax(y, 0));
        shows("tensor([0.2500, 0.7500])", torch.softmax(y, -1, DataType.FLOAT32));
        shows("tensor([-1.3863, -0.2877], dtype=torch.float64)", torch.logSoftmax(y, 0));
        shows("tensor([-1.3863, -0.2877])", torch.logSoftmax(y, 0, DataType.FLOAT32));
        refuses("\"softmax_lastdim_kernel_impl\" not implemented for 'Long'", () -> torch.softmax(torch.arange(3), 0));
    }

    @Test
    void cumsum() {
        shows("tensor([[ 3.,  4.,  6.],\n        [ 4., 10., 18.]], dtype=torch.float64)", torch.cumsum(x, 1));
        shows("tensor([[ 3,  1,  2],\n        [ 7,  7, 10]])", torch.cumsum(x, 0, DataType.INT64));
    }

    @Test
    void ordering() {
        NDList top = torch.topk(x, 2);
        shows("tensor([[3., 2.],\n        [8., 6.]], dtype=torch.float64)", top.get(0));
        shows("tensor([[0, 2],\n        [2, 1]])", top.get(1));
        shows("tensor([[4., 6., 8.]], dtype=torch.float64)", torch.topk(x, 1, 0).get(0));
        shows("tensor([[1],\n        [0]])", torch.topk(x, 1, -1, false, true).get(1));
        shows(
                "tensor([[1., 2., 3.],\n        [4., 6., 8.]], dtype=torch.float64)",
                torch.sort(x).get(0));
        shows("tensor([[0, 0, 0],\n        [1, 1, 1]])", torch.sort(x, 0).get(1));
        shows("tensor([[0, 2, 1],\n        [2, 1, 0]])", torch.sort(x, 1, true).get(1));
        shows("tensor([[1, 2, 0],\n        [0, 1, 2]])", torch.argsort(x));
        shows("tensor([[0, 0, 0],\n        [1, 1, 1]])", torch.argsort(x, 0));
        shows("tensor([[1, 1, 1],\n        [0, 0, 0]])", torch.argsort(x, 0, true));
        NDArray ties = torch.tensor(new int[] {1, 0, 1, 0});
        shows("tensor([0, 2, 1, 3])", torch.sort(ties, 0, true, true).get(1));
        shows("tensor([1, 3, 0, 2])", torch.argsort(ties, 0, false, true));
    }

    @Test
    void joining() {
        NDArray y = torch.zeros(2, 1);
        shows(
                "tensor([[3., 1., 2., 0.],\n        [4., 6., 8., 0.]], dtype=torch.float64)",
                torch.cat(List.of(x, y), 1));
        shows("tensor([1, 2, 3])", torch.cat(new NDList(torch.arange(1, 3), torch.arange(3, 4))));
        shows("tensor([[0, 1],\n        [2, 3]])", torch.stack(List.of(torch.arange(2), torch.arange(2, 4))));
        shows("tensor([[0, 2],\n        [1, 3]])", torch.stack(List.of(torch.arange(2), torch.arange(2, 4)), 1));
        refuses("torch.cat(): expected a non-empty list of Tensors", () -> torch.cat(List.of()));
        refuses("stack expects a non-empty TensorList", () -> torch.stack(List.of()));
    }

    @Test
    void parts_are_views() {
        NDArray y = torch.arange(5);
        NDList parts = torch.split(y, 2);
        parts.get(1).addi(10);
        torch.split(y, new long[] {1, 4}).get(0).addi(20);
        torch.chunk(y, 3).get(2).addi(30);
        shows("tensor([20,  1, 12, 13, 34])", y);
        assertEquals(List.of(2L, 2L, 1L), parts.stream().map(NDArray::size).toList());
        shows(
                "tensor([2., 8.], dtype=torch.float64)",
                torch.select(torch.split(x, 1, 1).get(2), 1, 0));
        shows(
                "tensor([[1.],\n        [6.]], dtype=torch.float64)",
                torch.split(x, new long[] {1, 1, 1}, 1).get(1));
        shows(
                "tensor([[2.],\n        [8.]], dtype=torch.float64)",
                torch.chunk(x, 2, 1).get(1));
        NDArray last = torch.chunk(x, 2, 1).get(1);
        x.close();
        shows("tensor([[2.],\n        [8.]], dtype=torch.float64)", last);
    }

    @Test
    void a_dimension_that_is_not_there() {
        String sentence = "Dimension out of range (expected to be in range of [-2, 1], but got 2)";
        for (Runnable call : List.<Runnable>of(
                () -> torch.sum(x, 2),
                () -> torch.max(x, 2),
                () -> torch.softmax(x, 2),
                () -> torch.cat(List.of(x), 2),
                () -> torch.split(x, 1, 2),
                () -> torch.topk(x, 1, 2),
                () -> torch.argsort(x, 2))) {
            assertEquals(
                    sentence,
                    assertThrows(IndexOutOfBoundsException.class, call::run).getMessage());
        }
    }

    /** Results belong to the one that was asked, of operands of the other kind too. */
    @Test
    @Tag("libtorch")
    void operands_of_the_other_kind() {
        try (Torch other = (kind == Kind.JAVA ? Kind.LIBTORCH : Kind.JAVA).open()) {
            NDArray y = other.tensor(new double[] {1, 2});
            shows("tensor(3., dtype=torch.float64)", torch.sum(y));
            shows("tensor([1., 2., 1., 2.], dtype=torch.float64)", torch.cat(List.of(y, y)));
        }
    }

    private static void refuses(String sentence, Runnable call) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
