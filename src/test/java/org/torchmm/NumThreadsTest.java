package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.MatrixKernels;

/** One number of threads for libtorch and the kernels. */
class NumThreadsTest {

    private final int before = Torch.getNumThreads();
    private final int kernelsBefore = MatrixKernels.getThreads();

    @AfterEach
    void restore() {
        Torch.setNumThreads(before);
        MatrixKernels.setThreads(kernelsBefore);
    }

    @Test
    void is_set_for_both() {
        Torch.setNumThreads(1);
        assertEquals(1, Torch.getNumThreads());
        assertEquals(1, MatrixKernels.getThreads());
        Torch.setNumThreads(3);
        assertEquals(3, Torch.getNumThreads());
        assertEquals(3, MatrixKernels.getThreads());
    }

    @Test
    void what_libtorch_refuses_or_hangs_on_changes_nothing() {
        assertRefused("Expected positive number of threads", 0);
        assertRefused("Expected positive number of threads", -1);
        assertRefused("expected at most 512 threads, got 1000000", 1_000_000);
        assertEquals(before, Torch.getNumThreads());
        assertEquals(kernelsBefore, MatrixKernels.getThreads());
    }

    private static void assertRefused(String sentence, int count) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> Torch.setNumThreads(count))
                        .getMessage());
    }
}
