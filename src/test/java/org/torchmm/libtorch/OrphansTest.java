package org.torchmm.libtorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;

/** A Torch that nobody closed: its arrays are freed when nobody has them any more, and not before. */
class OrphansTest {

    @Test
    void what_was_forgotten_is_freed() {
        AtomicReference<Long> handle = forget();
        assertTrue(eventually(() -> handle.get() == null), "freed");
    }

    private static AtomicReference<Long> forget() {
        Torch torch = Torch.open();
        Torch scope = torch.scope();
        return Natives.handle((PtNDArray) scope.ones(2));
    }

    @Test
    void what_somebody_still_has_is_not() {
        NDArray kept = keptOfForgotten();
        NDArray made = keptOfForgotten().add(1);
        NDManager owner = kept.getManager();
        NDManager otherOwner = made.getManager();
        assertTrue(eventually(() -> kept.getManager() != owner && made.getManager() != otherOwner));
        try (Torch torch = Torch.open()) {
            assertArrayEquals(new float[] {3, 3}, kept.toFloatArray());
            assertArrayEquals(
                    new float[] {9},
                    torch.mm(torch.view(kept, 1, 2), torch.view(kept, 2, 1))
                            .div(2)
                            .toFloatArray());
            assertArrayEquals(new float[] {4, 4}, made.toFloatArray());
        }
        kept.close();
        assertTrue(kept.isReleased());
    }

    private static NDArray keptOfForgotten() {
        return Torch.open().full(3.0, 2);
    }

    @Test
    void a_scope_keeps_the_torch_around_it() {
        Torch scope = scopeOfForgotten();
        NDArray ones = scope.ones(2);
        AtomicReference<Long> other = forget();
        assertTrue(eventually(() -> other.get() == null));
        assertNotNull(ones.getManager());
        assertArrayEquals(new float[] {1, 1}, scope.reshape(ones, 2).toFloatArray());
        scope.close();
        assertTrue(ones.isReleased());
    }

    private static Torch scopeOfForgotten() {
        return Torch.open().scope();
    }

    @Test
    void what_is_closed_in_time_is_nobody_s_orphan() {
        Torch torch = Torch.open();
        NDArray ones = torch.ones(2);
        torch.close();
        assertTrue(ones.isReleased());
        assertFalse(torch.manager().isOpen());
    }

    /** The garbage collector may want several rounds: one to find the Torch, one for its arrays. */
    private static boolean eventually(BooleanSupplier isTrue) {
        for (int round = 0; round < 500 && !isTrue.getAsBoolean(); round++) {
            System.gc();
            Thread.yield();
        }
        return isTrue.getAsBoolean();
    }
}
