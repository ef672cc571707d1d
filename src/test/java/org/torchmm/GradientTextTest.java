package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torchmm.libtorch.LibtorchBackend;

class GradientTextTest {

    private final NDManager manager = LibtorchBackend.INSTANCE.newManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void leaves_and_results() {
        NDArray leaf = manager.create(new float[] {1, 2});
        assertEquals("tensor([1., 2.])", TensorText.repr(leaf));
        leaf.setRequiresGradient(true);
        assertEquals("tensor([1., 2.], requires_grad=True)", TensorText.repr(leaf));
        assertEquals("tensor([1., 4.])", TensorText.repr(leaf.mul(leaf)), "nothing is recorded yet");
        try (GradientCollector recording = Engine.getInstance().newGradientCollector()) {
            assertRecorded("tensor([1., 4.], grad_fn=<MulBackward0>)", leaf.mul(leaf));
            assertRecorded("tensor(3., grad_fn=<SumBackward0>)", leaf.sum());
            assertRecorded("tensor([], grad_fn=<SliceBackward0>)", leaf.get("0:0"));
            assertRecorded("tensor([[1., 2.]], grad_fn=<UnsqueezeBackward0>)", leaf.expandDims(0));
            assertRecorded("tensor([[[5.]]], grad_fn=<BmmBackward0>)", row(leaf).batchMatMul(column(leaf)));
            assertEquals("tensor([1., 2.])", TensorText.repr(leaf.stopGradient()));
            recording.backward(leaf.mul(leaf).sum());
        }
        assertEquals("tensor([2., 4.])", TensorText.repr(leaf.getGradient()));
        assertEquals("tensor([1., 2.], requires_grad=True)", TensorText.repr(leaf));
    }

    @Test
    void gradients_of_other_dtypes() {
        NDArray leaf = manager.create(new double[] {1, 2});
        leaf.setRequiresGradient(true);
        try (GradientCollector recording = Engine.getInstance().newGradientCollector()) {
            assertRecorded("tensor([1., 4.], dtype=torch.float64, grad_fn=<MulBackward0>)", leaf.mul(leaf));
            assertEquals("tensor([ True, False])", TensorText.repr(leaf.eq(manager.create(1.0))));
            NDArray complex = manager.ones(new Shape(1, 2)).complex();
            complex.setRequiresGradient(true);
            assertEquals("tensor([1.+1.j], requires_grad=True)", TensorText.repr(complex));
            assertRecorded("tensor([0.+2.j], grad_fn=<MulBackward0>)", complex.mul(complex));
            recording.backward(leaf.sum());
        }
    }

    private static void assertRecorded(String expected, NDArray result) {
        assertEquals(expected, TensorText.repr(result));
        assertEquals(expected, TensorText.repr(result), "printed again");
    }

    private static NDArray row(NDArray vector) {
        return vector.reshape(1, 1, 2);
    }

    private static NDArray column(NDArray vector) {
        return vector.reshape(1, 2, 1);
    }

    @Test
    void recording_goes_on_as_before() {
        NDArray array = manager.ones(new Shape(2));
        boolean recording = JniUtils.isGradMode();
        try {
            for (boolean mode : new boolean[] {true, false}) {
                JniUtils.setGradMode(mode);
                assertEquals("tensor([1., 1.])", TensorText.repr(array));
                assertEquals(mode, JniUtils.isGradMode());
                assertFalse(array.hasGradient());
            }
        } finally {
            JniUtils.setGradMode(recording);
        }
    }
}
