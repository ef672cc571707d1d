package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torchmm.libtorch.Libtorch;
import org.torchmm.libtorch.LibtorchBackend;

/** One rule for all threads: operations are recorded while a gradient collector is open, and else not. */
class GradModeTest {

    private final Torch torch = Torch.open();
    private final NDArray weights = torch.ones(2, 2);

    GradModeTest() {
        weights.setRequiresGradient(true);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void nothing_is_recorded_by_surprise() throws Exception {
        assertEquals(false, isRecorded(), "in this thread");
        inOtherThreads().forEach((thread, isRecorded) -> assertEquals(false, isRecorded, thread));
    }

    @Test
    void every_thread_records_for_a_collector() throws Exception {
        Map<String, Boolean> others;
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            assertEquals(true, isRecorded(), "in this thread");
            others = inOtherThreads();
            collector.backward(torch.mm(weights, weights).sum());
        }
        others.forEach((thread, isRecorded) -> assertEquals(true, isRecorded, thread));
        assertEquals(4f, weights.getGradient().toFloatArray()[0]);
        assertEquals(false, isRecorded(), "afterwards");
        inOtherThreads().forEach((thread, isRecorded) -> assertEquals(false, isRecorded, thread + ", afterwards"));
    }

    private Map<String, Boolean> inOtherThreads() throws Exception {
        Map<String, Boolean> threads = new LinkedHashMap<>();
        threads.put("in a new thread", in(new Starter()));
        if (Runtime.version().feature() >= 21) {
            threads.put(
                    "in a virtual thread",
                    in(task -> Thread.class
                            .getMethod("startVirtualThread", Runnable.class)
                            .invoke(null, task)));
        }
        return threads;
    }

    private static final class Starter implements Start {
        @Override
        public void start(Runnable task) {
            new Thread(task).start();
        }
    }

    @FunctionalInterface
    private interface Start {
        void start(Runnable task) throws ReflectiveOperationException;
    }

    private boolean in(Start thread) throws ReflectiveOperationException, InterruptedException, ExecutionException {
        FutureTask<Boolean> task = new FutureTask<>(() -> isRecorded());
        thread.start(task);
        return task.get();
    }

    /** libtorch gives a view of a leaf its gradient in any mode, so products tell. */
    private boolean isRecorded() {
        return LibtorchBackend.INSTANCE.facts(torch.mm(weights, weights)).requiresGrad();
    }
}
