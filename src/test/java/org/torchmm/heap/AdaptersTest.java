package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays of DJL's engines that compute with the help of another one. */
class AdaptersTest {

    @Test
    void an_adapter_is_copied_and_not_attached() {
        NDArray adapter = PassthroughNDManager.INSTANCE.create(
                FloatBuffer.wrap(new float[] {1, 2}), new Shape(2), DataType.FLOAT32);
        try (NDManager manager = HeapEngine.instance().newBaseManager()) {
            IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> adapter.attach(manager));
            assertEquals(
                    "a PassthroughNDArray cannot be attached to a manager of arrays in Java's memory:"
                            + " torchmm copies one with manager.from(array)",
                    refusal.getMessage());
            assertEquals(List.of(), manager.getManagedArrays());
            assertArrayEquals(new float[] {1, 2}, manager.from(adapter).toFloatArray());
        }
    }
}
