package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.FloatLoops;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.WarmUp;

/** Roads are made when so much was multiplied that they pay, and once. */
class RoadsOnDemandTest {

    private final AtomicInteger made = new AtomicInteger();

    private Roads<float[]> roads() {
        made.incrementAndGet();
        FloatPacking packing = FloatPacking.INSTANCE;
        Workspaces<float[]> workspaces = new Workspaces<>(packing);
        Practice<float[]> skipped = new Practice<>(FloatTiles128.INSTANCE, packing, true);
        return new Roads<>(
                FloatLoops.INSTANCE,
                List.of(new Workshop<>(FloatTiles128.INSTANCE, skipped, packing, workspaces, Caches.FALLBACK)));
    }

    private static Product<float[]> square(int n) {
        return Product.of(matrix(n), matrix(n), matrix(n));
    }

    private static FloatMatrices matrix(int n) {
        return FloatMatrices.of(new float[n * n], 1, n, n);
    }

    @Test
    void the_first_products_take_the_plain_loops() {
        RoadsOnDemand<float[]> roads = new RoadsOnDemand<>(FloatLoops.INSTANCE, false, this::roads);
        long each = 32 * 32 * 32;
        for (long done = each; done < RoadsOnDemand.FEW; done += each) {
            assertEquals(ScalarRoad.class, roads.ready(square(32)).getClass());
            assertEquals(0, made.get());
        }
        assertEquals(ScalarRoad.class, roads.ready(square(32)).getClass());
        assertEquals(ScalarRoad.class, roads.ready(square(32)).getClass());
        awaitPractice();
        assertNotEquals(ScalarRoad.class, roads.ready(square(32)).getClass());
        assertNotEquals(ScalarRoad.class, roads.ready(square(32)).getClass());
        assertEquals(1, made.get());
    }

    @Test
    void a_large_first_product_does_not_wait_for_its_roads() {
        CountDownLatch asked = new CountDownLatch(1);
        RoadsOnDemand<float[]> roads = new RoadsOnDemand<>(FloatLoops.INSTANCE, false, () -> {
            await(asked);
            return roads();
        });
        Road meanwhile = roads.ready(square(128));
        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(
                Math.max(1, processors - 1), ((ScalarRoad<?>) meanwhile).most(), "threads, one less for the practice");
        asked.countDown();
        awaitPractice();
        assertNotEquals(ScalarRoad.class, roads.ready(square(128)).getClass());
    }

    /** Until what was begun before is done: there is one thread for all. */
    private static void awaitPractice() {
        CountDownLatch done = new CountDownLatch(1);
        WarmUp.later(done::countDown);
        await(done);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_warm_kernel_has_them_at_once() {
        assertNotEquals(
                ScalarRoad.class,
                new RoadsOnDemand<>(FloatLoops.INSTANCE, true, this::roads)
                        .ready(square(32))
                        .getClass());
    }
}
