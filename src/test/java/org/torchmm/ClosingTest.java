package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** Closing while calls are in flight: from inside one, and beside one that does not end. */
class ClosingTest {

    /** Multiplies, after it has done something of its own. */
    private record Kernel(Runnable first) implements MatrixKernel {

        @Override
        public String name() {
            return "closing";
        }

        @Override
        public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
            first.run();
            MatrixKernels.byName("scalar").bmm(a, b, c);
        }

        @Override
        public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
            throw new AssertionError();
        }

        @Override
        public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
            throw new AssertionError();
        }

        @Override
        public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
            throw new AssertionError();
        }
    }

    @Test
    void a_kernel_cannot_close_the_torch_that_calls_it() {
        assertRefusedInside(Torch::close, "This Torch cannot be closed from inside a call that uses it");
    }

    @Test
    void a_kernel_cannot_close_a_torch_around_the_one_that_calls_it() {
        AtomicReference<Torch> outer = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Torch torch = Torch.open(new Kernel(() -> thrown.set(thrownBy(outer.get()::close))))) {
            outer.set(torch);
            Torch scope = torch.scope();
            scope.mm(scope.ones(2, 2), scope.ones(2, 2));
        }
        assertInstanceOf(IllegalStateException.class, thrown.get());
    }

    @Test
    void a_kernel_cannot_close_an_operand() {
        AtomicReference<NDArray> operand = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Torch torch = Torch.open(new Kernel(() -> thrown.set(thrownBy(operand.get()::close))))) {
            operand.set(torch.ones(2, 2));
            assertEquals(2, torch.mm(torch.ones(2, 2), operand.get()).toFloatArray()[0]);
            assertFalse(operand.get().isReleased());
        }
        assertEquals(
                "This array cannot be closed from inside a call that uses it",
                assertInstanceOf(IllegalStateException.class, thrown.get()).getMessage());
        assertTrue(operand.get().isReleased());
    }

    @Test
    void a_kernel_may_use_a_torch_of_its_own() {
        assertInside(torch -> {
            try (Torch own = Torch.open()) {
                own.mm(own.ones(2, 2), own.ones(2, 2));
            }
        });
    }

    @Test
    void a_stream_cannot_close_the_torch_that_reads_it() {
        Torch torch = Torch.open();
        InputStream closing = new InputStream() {
            @Override
            public int read() {
                torch.close();
                return -1;
            }
        };
        assertEquals(
                "This Torch cannot be closed from inside a call that uses it",
                assertThrows(IllegalStateException.class, () -> torch.load(closing))
                        .getMessage());
        torch.close();
    }

    private static void assertInside(Consumer<Torch> body) {
        AtomicReference<Throwable> thrown = inside(body);
        assertEquals(null, thrown.get());
    }

    private static void assertRefusedInside(Consumer<Torch> body, String sentence) {
        assertEquals(
                sentence,
                assertInstanceOf(IllegalStateException.class, inside(body).get())
                        .getMessage());
    }

    /** What the body throws when a kernel runs it; the product is right all the same, and the Torch closes afterwards. */
    private static AtomicReference<Throwable> inside(Consumer<Torch> body) {
        AtomicReference<Torch> caller = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Torch torch = Torch.open(new Kernel(() -> thrown.set(thrownBy(() -> body.accept(caller.get())))))) {
            caller.set(torch);
            assertEquals(2, torch.mm(torch.ones(2, 2), torch.ones(2, 2)).toFloatArray()[0]);
        }
        return thrown;
    }

    private static Throwable thrownBy(Runnable body) {
        try {
            body.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    @Test
    void closing_beside_a_call_that_does_not_end_is_ended_by_an_interrupt() throws InterruptedException {
        CountDownLatch isInside = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Torch torch = Torch.open(new Kernel(() -> {
            isInside.countDown();
            awaitUninterruptibly(mayEnd);
        }));
        NDArray a = torch.ones(2, 2);
        AtomicReference<NDArray> product = new AtomicReference<>();
        Thread caller = new Thread(() -> product.set(torch.mm(a, a)));
        caller.start();
        isInside.await();
        for (Runnable close : new Runnable[] {torch::close, a::close}) {
            Thread.currentThread().interrupt();
            assertTrue(assertThrows(IllegalStateException.class, close::run)
                    .getMessage()
                    .contains("stays open: the thread was interrupted"));
            assertTrue(Thread.interrupted(), "it stays interrupted");
        }
        mayEnd.countDown();
        caller.join();
        assertEquals(2, product.get().toFloatArray()[0], "the call ended as if nothing had been");
        torch.close();
        assertTrue(product.get().isReleased());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_refusal_names_the_closed_operand() {
        Torch other = Torch.open();
        try (Torch torch = Torch.open()) {
            NDArray a = torch.ones(2, 2);
            NDArray b = other.ones(2, 2);
            NDArray made = other.ones(2, 2).add(1);
            other.close();
            for (NDArray closed : new NDArray[] {b, made}) {
                assertEquals(
                        "mm(): argument 'mat2' (position 2) is closed",
                        assertThrows(IllegalStateException.class, () -> torch.mm(a, closed))
                                .getMessage());
            }
            assertEquals(2, torch.mm(a, a).toFloatArray()[0], "a refused call holds nothing");
            a.close();
            assertTrue(a.isReleased());
        }
    }
}
