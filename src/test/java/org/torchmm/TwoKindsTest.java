package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.Libtorch;

/** Both kinds of arrays in one program. */
@SuppressWarnings("try") // what is open says what is recorded, by being open
class TwoKindsTest {

    private final Torch libtorch = Torch.open();
    private final Torch java = Torch.open(MatrixKernels.best());

    @AfterEach
    void close() {
        java.close();
        libtorch.close();
    }

    @Test
    void permutationsAreTheSame() {
        try (Torch libtorch = Kind.LIBTORCH.open();
                Torch java = Kind.JAVA.open()) {
            for (long n : new long[] {0, 1, 7, 1000}) {
                assertArrayEquals(
                        libtorch.manualSeed(n).randperm(n).toLongArray(),
                        java.manualSeed(n).randperm(n).toLongArray());
            }
            for (Torch torch : new Torch[] {libtorch, java}) {
                assertEquals(
                        "Trying to create tensor with negative dimension -1: [-1]",
                        assertThrows(IllegalArgumentException.class, () -> torch.randperm(-1))
                                .getMessage());
            }
        }
    }

    @Test
    void djl_s_default_stays_pytorch() {
        assertEquals("PyTorch", Engine.getInstance().getEngineName());
        assertEquals("Java", Engine.getEngine("Java").getEngineName());
        assertEquals("Java", java.manager().getEngine().getEngineName());
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "Java")) {
            assertEquals("Java", manager.getEngine().getEngineName());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "FLOAT64", "FLOAT16", "BFLOAT16", "UINT8", "INT8", "INT16", "INT32", "INT64"})
    void an_operand_of_the_other_kind_is_copied_once(DataType dtype) {
        for (Torch torch : List.of(libtorch, java)) {
            Torch other = torch == java ? libtorch : java;
            NDArray a = torch.reshape(torch.arange(dtype, 12), 3, 4);
            NDArray b = other.t(other.reshape(other.arange(dtype, 8), 2, 4));
            NDArray c = torch.mm(a, b);
            assertSame(torch.manager(), c.getManager());
            assertEquals(torch.repr(torch.mm(a, torch.t(torch.reshape(torch.arange(dtype, 8), 2, 4)))), torch.repr(c));
            assertEquals(torch.repr(c), torch.repr(other.mm(a, b)));
            assertFalse(b.isReleased());
            assertSame(other.manager(), b.getManager());
            try (Torch scope = torch.scope()) {
                scope.mm(a, b);
                scope.unsqueeze(b, 0);
                assertEquals(2, scope.manager().getManagedArrays().size(), "copies are gone");
            }
        }
    }

    @Test
    void complex_numbers_are_copied_as_they_are() {
        NDArray c = libtorch.call("complex", libtorch.ones(2), libtorch.ones(2));
        assertEquals("tensor([1.-1.j, 1.-1.j])", java.repr(java.contiguous(c.conj())));
        assertEquals("tensor([1.+1.j, 1.+1.j])", libtorch.repr(libtorch.contiguous(java.contiguous(c))));
        assertEquals("tensor(0.-4.j)", java.repr(java.dot(c.conj(), libtorch.<NDArray>call("conj", c))));
    }

    @Test
    void views_of_the_other_kind_are_views_of_a_copy() {
        NDArray x = libtorch.ones(2, 3);
        NDArray view = java.t(x);
        assertSame(java.manager(), view.getManager());
        view.set(new float[6]);
        assertEquals(6, x.sum().getFloat());
        NDArray back = libtorch.contiguous(java.t(java.ones(2, 3)));
        assertEquals("torch.Size([3, 2])", libtorch.size(back));
        assertEquals("PyTorch", back.getManager().getEngine().getEngineName());
    }

    @Test
    void text_and_files_take_both(@TempDir Path folder) throws IOException {
        assertEquals("tensor([1., 1.])", java.repr(libtorch.ones(2)));
        assertEquals("tensor([1., 1.])", libtorch.repr(java.ones(2)));
        assertEquals("tensor([1., 1.])", TensorText.repr(java.ones(2)));
        Path file = folder.resolve("both.npz");
        for (Torch torch : List.of(libtorch, java)) {
            torch.save(file, new NDList(libtorch.ones(2), java.zeros(3)));
            NDList loaded = torch.load(file);
            assertEquals("tensor([1., 1.])", torch.repr(loaded.get(0)));
            assertEquals("tensor([0., 0., 0.])", torch.repr(loaded.get(1)));
            assertSame(torch.manager(), loaded.get(0).getManager());
        }
    }

    @Test
    void what_cannot_be_copied_is_refused_in_a_sentence() {
        NDArray sparse = libtorch.eye(2).toSparse(ai.djl.ndarray.types.SparseFormat.COO);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> java.mm(sparse, java.ones(2, 2)))
                .getMessage()
                .startsWith("only dense arrays are copied"));
        NDArray complex128 = libtorch.manager().create(new double[] {1, 2}).complex();
        assertThrows(IllegalArgumentException.class, () -> java.dot(complex128, complex128));
        NDArray strings = libtorch.manager().create(new String[] {"a"});
        assertEquals(
                "dot(): argument 'input' (position 1) must be Tensor, not an array of strings",
                assertThrows(IllegalArgumentException.class, () -> java.dot(strings, strings))
                        .getMessage());
        NDArray closed = libtorch.ones(2);
        closed.close();
        assertEquals(
                "dot(): argument 'tensor' (position 2) is closed",
                assertThrows(IllegalStateException.class, () -> java.dot(java.ones(2), closed))
                        .getMessage());
        assertEquals(
                "dot(): argument 'input' (position 1) must be Tensor, not NoneType",
                assertThrows(NullPointerException.class, () -> java.dot(null, closed))
                        .getMessage());
        try (Torch scope = java.scope()) {
            assertThrows(IllegalArgumentException.class, () -> scope.mm(sparse, sparse));
            assertEquals(0, scope.manager().getManagedArrays().size(), "a refused call leaves nothing behind");
        }
    }

    @Test
    void a_gradient_does_not_end_unsaid_in_java_s_memory() {
        NDArray weights = libtorch.ones(2, 2);
        weights.setRequiresGradient(true);
        java.mm(weights, java.ones(2, 2)); // nothing is recorded here
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> java.mm(weights, java.ones(2, 2)))
                    .getMessage()
                    .contains("records no gradients, and an operand requires one"));
        }
    }

    @Test
    void over_takes_managers_of_both() {
        try (NDManager users = Engine.getEngine("Java").newBaseManager();
                Torch torch = Torch.over(users)) {
            NDArray c = torch.mm(torch.ones(2, 2), torch.ones(2, 2));
            assertSame(users, c.getManager());
            assertArrayEquals(new float[] {2, 2, 2, 2}, c.toFloatArray());
        }
    }

    @Test
    void arrays_of_the_two_are_compared_with_each_other() {
        NDArray a = libtorch.ones(2, 3);
        NDArray b = java.ones(2, 3);
        assertTrue(a.allClose(b));
        assertTrue(b.allClose(a));
        assertTrue(b.contentEquals(a));
        assertFalse(b.allClose(libtorch.zeros(2, 3)));
        assertEquals(12, a.add(b).sum().getFloat());
        assertEquals(12, b.add(a).sum().getFloat());
    }

    @Test
    void closeness_takes_both() {
        NDArray a = libtorch.reshape(libtorch.arange(DataType.FLOAT32, 6), 2, 3);
        NDArray b = java.t(java.contiguous(java.t(java.reshape(java.arange(DataType.FLOAT32, 6), 2, 3))));
        for (Torch torch : List.of(libtorch, java)) {
            int arrays = torch.manager().getManagedArrays().size();
            assertTrue(torch.equal(a, b));
            assertTrue(torch.allclose(b, a));
            torch.assertClose(a, b);
            TensorAssertions.assertClose(b, a);
            assertEquals(
                    "The values for attribute 'dtype' do not match: torch.float32 != torch.bfloat16.",
                    assertThrows(AssertionError.class, () -> torch.assertClose(a, b.toType(DataType.BFLOAT16, false)))
                            .getMessage());
            assertEquals(
                    arrays + (torch == java ? 1 : 0),
                    torch.manager().getManagedArrays().size());
        }
    }

    @Test
    void what_cannot_be_compared_is_refused_in_a_sentence() {
        NDArray sparse = libtorch.eye(2).toSparse(ai.djl.ndarray.types.SparseFormat.COO);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> java.assertClose(java.eye(2), sparse))
                .getMessage()
                .startsWith("only dense arrays are compared"));
        NDArray complex128 = libtorch.manager().create(new double[] {1, 2}).complex();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TensorAssertions.assertClose(complex128, sparse))
                .getMessage()
                .startsWith("an array of dtype unknown cannot be compared"));
        NDArray strings = libtorch.manager().create(new String[] {"a"});
        assertEquals(
                "allclose(): argument 'other' (position 2) must be Tensor, not an array of strings",
                assertThrows(IllegalArgumentException.class, () -> java.allclose(java.ones(1), strings))
                        .getMessage());
    }

    @Test
    void closeness_is_asked_while_gradients_are_recorded() {
        NDArray weights = libtorch.ones(2, 2);
        weights.setRequiresGradient(true);
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            NDArray product = libtorch.mm(weights, libtorch.ones(2, 2));
            assertTrue(libtorch.allclose(product, java.full(2.0, 2, 2)));
            assertThrows(AssertionError.class, () -> java.assertClose(weights, product));
            collector.backward(product.sum());
        }
        assertTrue(java.equal(weights.getGradient(), java.full(2.0, 2, 2)));
    }

    @Test
    void a_conjugate_is_one_in_both() {
        NDArray a = libtorch.manager()
                .create(new float[] {1, 2, 3, 4})
                .reshape(2, 2)
                .complex();
        NDArray conjugate =
                java.manager().create(new float[] {1, -2, 3, -4}).reshape(2, 2).complex();
        assertTrue(java.equal(a.conj(), conjugate));
        assertTrue(libtorch.equal(conjugate, a.conj()));
        assertTrue(java.equal(java.view(a.conj(), 2), conjugate), "a copy is one too");
    }
}
