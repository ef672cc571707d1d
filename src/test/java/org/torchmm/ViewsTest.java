package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torchmm.rules.Strides;

/** The views: torch's sizes, the same memory, and torch's refusals. */
class ViewsTest extends OnBothKinds {

    ViewsTest(Kind kind) {
        super(kind);
    }

    private final Torch torch = kind.open();
    private final NDArray a = torch.reshape(torch.arange(DataType.FLOAT32, 6), 2, 3);

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void sizes() {
        NDArray scalar = torch.ones();
        assertSize("[1, 2, 3]", torch.unsqueeze(a, 0));
        assertSize("[2, 3, 1]", torch.unsqueeze(a, -1));
        assertSize("[1]", torch.unsqueeze(scalar, -1));
        assertSize("[2, 3]", torch.squeeze(torch.unsqueeze(a, 1)));
        assertSize("[2, 3]", torch.squeeze(torch.unsqueeze(a, 1), -2));
        assertSize("[2, 3]", torch.squeeze(a, 0));
        assertSize("[]", torch.squeeze(scalar, 0));
        assertSize("[3, 2]", torch.transpose(a, 0, -1));
        assertSize("[]", torch.transpose(scalar, 0, -1));
        assertSize("[3, 2]", torch.t(a));
        assertSize("[5]", torch.t(torch.ones(5)));
        assertSize("[]", torch.t(scalar));
        assertSize("[4, 3, 2]", torch.mT(torch.ones(4, 2, 3)));
        assertSize("[]", torch.mT(scalar));
        assertSize("[4, 2, 3]", torch.permute(torch.ones(2, 3, 4), 2, -3, 1));
        assertSize("[]", torch.permute(scalar));
        assertSize("[4, 2, 3]", torch.expand(a, 4, -1, 3));
        assertSize("[0, 3]", torch.expand(torch.ones(1, 3), 0, 3));
        assertSize("[2, 3]", torch.expand(scalar, 2, 3));
        assertSize("[3, 2]", torch.reshape(a, 3, -1));
        assertSize("[6]", torch.reshape(torch.t(a), -1));
        assertSize("[0, 5]", torch.reshape(torch.ones(0, 3), -1, 5));
        assertSize("[]", torch.view(torch.ones(1)));
        assertSize("[3, 1, 2]", torch.view(torch.t(a), 3, 1, 2));
        assertSize("[3]", torch.select(a, 0, -1));
        assertSize("[2]", torch.select(a, -1, 0));
        assertSize("[2, 1]", torch.narrow(a, 1, -2, 1));
        assertSize("[0, 3]", torch.narrow(a, 0, 2, 0));
    }

    @Test
    void values() {
        assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, torch.t(a).toFloatArray());
        assertArrayEquals(new float[] {3, 4, 5}, torch.select(a, 0, 1).toFloatArray());
        assertArrayEquals(new float[] {2, 5}, torch.select(a, 1, -1).toFloatArray());
        assertArrayEquals(new float[] {1, 2, 4, 5}, torch.narrow(a, 1, 1, 2).toFloatArray());
        assertArrayEquals(
                new float[] {0, 3, 1, 4, 2, 5}, torch.reshape(torch.t(a), -1).toFloatArray());
        assertArrayEquals(
                new float[] {0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5},
                torch.expand(a, 2, 2, 3).toFloatArray());
    }

    @Test
    void views_share_memory_and_copies_do_not() {
        for (NDArray view : new NDArray[] {
            torch.unsqueeze(a, 0),
            torch.squeeze(a),
            torch.t(a),
            torch.mT(a),
            torch.permute(a, 1, 0),
            torch.expand(a, 2, 3),
            torch.reshape(a, 6),
            torch.view(a, 3, 2),
            torch.contiguous(a),
            torch.select(a, 0, 0),
            torch.narrow(a, 0, 0, 1),
        }) {
            assertNotSame(a, view);
            a.addi(1);
            assertEquals(a.toFloatArray()[0], view.toFloatArray()[0]);
        }
        NDArray turned = torch.t(a);
        NDArray copy = torch.contiguous(turned);
        assertArrayEquals(new long[] {2, 1}, kind.backend().facts(copy).strides());
        float before = copy.toFloatArray()[0];
        a.addi(1);
        assertEquals(before, copy.toFloatArray()[0]);
    }

    @Test
    void contiguous_copies_every_layout() {
        NDArray cube = torch.reshape(torch.arange(DataType.FLOAT32, 24), 2, 3, 4);
        for (NDArray array : new NDArray[] {
            torch.permute(cube, 2, 0, 1),
            torch.narrow(cube, 2, 1, 2),
            torch.expand(torch.ones(1, 3), 4, 3),
            torch.permute(torch.ones(2, 3, 4, 5), 0, 3, 1, 2), // channels last
            torch.narrow(cube, 0, 1, 0),
        }) {
            NDArray copy = torch.contiguous(array);
            assertArrayEquals(
                    Strides.contiguous(array.getShape().getShape()),
                    kind.backend().facts(copy).strides());
            assertArrayEquals(array.toFloatArray(), copy.toFloatArray());
        }
    }

    @Test
    void refusals_of_dimensions() {
        NDArray scalar = torch.ones();
        String range = "Dimension out of range (expected to be in range of ";
        assertIndexError(range + "[-3, 2], but got 3)", () -> torch.unsqueeze(a, 3));
        assertIndexError(range + "[-3, 2], but got -4)", () -> torch.unsqueeze(a, -4));
        assertIndexError(range + "[-1, 0], but got 1)", () -> torch.unsqueeze(scalar, 1));
        assertIndexError(range + "[-2, 1], but got 2)", () -> torch.squeeze(a, 2));
        assertIndexError(range + "[-2, 1], but got 5)", () -> torch.transpose(a, 5, -3));
        assertIndexError(range + "[-2, 1], but got -3)", () -> torch.transpose(a, 0, -3));
        assertIndexError(range + "[-2, 1], but got 2)", () -> torch.permute(a, 0, 2));
        assertIndexError(range + "[-2, 1], but got 2)", () -> torch.select(a, 2, 0));
        assertIndexError(range + "[-2, 1], but got 2)", () -> torch.narrow(a, 2, 0, 1));
    }

    @Test
    void refusals_of_indices() {
        NDArray scalar = torch.ones();
        assertIndexError("select() cannot be applied to a 0-dim tensor.", () -> torch.select(scalar, 0, 0));
        assertIndexError(
                "select(): index 2 out of range for tensor of size [2, 3] at dimension 0", () -> torch.select(a, 0, 2));
        assertIndexError(
                "select(): index -4 out of range for tensor of size [2, 3] at dimension 1",
                () -> torch.select(a, -1, -4));
        assertIndexError(
                "start out of range (expected to be in range of [-2, 2], but got 3)", () -> torch.narrow(a, 0, 3, 1));
        assertRefused("narrow() cannot be applied to a 0-dim tensor.", () -> torch.narrow(scalar, 0, 0, 1));
        assertRefused("narrow(): length must be non-negative.", () -> torch.narrow(a, 2, 0, -1));
        assertRefused("start (1) + length (2) exceeds dimension size (2).", () -> torch.narrow(a, 0, -1, 2));
    }

    @Test
    void refusals_of_transposes() {
        assertRefused("t() expects a tensor with <= 2 dimensions, but self is 3D", () -> torch.t(torch.ones(1, 2, 3)));
        assertRefused(
                "tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor.",
                () -> torch.mT(torch.ones(2)));
        assertRefused("permute(): duplicate dims are not allowed.", () -> torch.permute(a, 0, -2));
        assertRefused(
                "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired"
                        + " ordering of dimensions i.e. input.dim() = 2 is not equal to len(dims) = 1",
                () -> torch.permute(a, 0));
    }

    @Test
    void refusals_of_expand() {
        assertRefused(
                "The expanded size of the tensor (4) must match the existing size (3) at non-singleton dimension 1."
                        + "  Target sizes: [2, 4].  Tensor sizes: [2, 3]",
                () -> torch.expand(a, 2, 4));
        assertRefused(
                "The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension 0",
                () -> torch.expand(a, -1, 2, 3));
        assertRefused(
                "expand(CPUFloatType{[2, 3]}, size=[3]): the number of sizes provided (1) must be greater or equal to the"
                        + " number of dimensions in the tensor (2)",
                () -> torch.expand(a, 3));
        assertRefused(
                "expand(CPULongType{[2]}, size=[]): the number of sizes provided (0) must be greater or equal to the"
                        + " number of dimensions in the tensor (1)",
                () -> torch.expand(torch.arange(2)));
        assertRefused("numel: integer multiplication overflow", () -> torch.expand(a, -2, 2, 3));
        assertRefused("numel: integer multiplication overflow", () -> torch.expand(torch.ones(), -1));
        assertRefused("numel: integer multiplication overflow", () -> torch.expand(torch.ones(), 1L << 40, 1L << 40));
    }

    @Test
    void refusals_of_reshape_and_view() {
        for (Function<long[], NDArray> op :
                java.util.List.<Function<long[], NDArray>>of(s -> torch.reshape(a, s), s -> torch.view(a, s))) {
            assertRefused("shape '[4, 2]' is invalid for input of size 6", () -> op.apply(new long[] {4, 2}));
            assertRefused("shape '[-1, 4]' is invalid for input of size 6", () -> op.apply(new long[] {-1, 4}));
            assertRefused("shape '[-1, 0]' is invalid for input of size 6", () -> op.apply(new long[] {-1, 0}));
            assertRefused("only one dimension can be inferred", () -> op.apply(new long[] {-1, -1}));
            assertRefused("invalid shape dimension -2", () -> op.apply(new long[] {-2, 3}));
        }
        assertRefused(
                "cannot reshape tensor of 0 elements into shape [-1, 0] because the unspecified dimension size -1 can be"
                        + " any value and is ambiguous",
                () -> torch.reshape(torch.ones(0, 3), -1, 0));
        assertRefused(
                "view size is not compatible with input tensor's size and stride (at least one dimension spans across two"
                        + " contiguous subspaces). Use .reshape(...) instead.",
                () -> torch.view(torch.t(a), 6));
    }

    /** view is refused where, and only where, reshape has to copy. */
    @Test
    void view_knows_when_reshape_copies() {
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            NDArray cube = torch.zeros(2, 3, 4);
            Integer[] order = {0, 1, 2};
            java.util.Collections.shuffle(Arrays.asList(order), random);
            NDArray array = torch.permute(cube, order[0], order[1], order[2]);
            if (random.nextBoolean()) {
                array = torch.narrow(array, random.nextInt(3), 0, 2);
            }
            long[] size = divide(array.size(), random);
            NDArray reshaped = torch.reshape(array, size);
            cube.addi(1);
            boolean copied = reshaped.toFloatArray()[0] == 0;
            String what = "seed " + seed + ", "
                    + Arrays.toString(kind.backend().facts(array).strides()) + " " + array.getShape() + " as "
                    + Arrays.toString(size);
            NDArray viewed = array;
            if (copied) {
                assertThrows(IllegalArgumentException.class, () -> torch.view(viewed, size), what);
            } else {
                assertSize(Arrays.toString(size), torch.view(viewed, size));
            }
        }
    }

    private static long[] divide(long elements, Random random) {
        long[] size = new long[3];
        long left = elements;
        for (int d = 0; d < 2; d++) {
            do {
                size[d] = 1 + random.nextInt((int) left);
            } while (left % size[d] != 0);
            left /= size[d];
        }
        size[2] = left;
        return size;
    }

    private static void assertSize(String expected, NDArray array) {
        assertEquals(expected, Arrays.toString(array.getShape().getShape()));
    }

    private static void assertRefused(String sentence, Runnable call) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static void assertIndexError(String sentence, Runnable call) {
        assertEquals(
                sentence,
                assertThrows(IndexOutOfBoundsException.class, call::run).getMessage());
    }
}
