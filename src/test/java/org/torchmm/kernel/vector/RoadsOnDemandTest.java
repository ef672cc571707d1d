package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.FloatLoops;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.Product;

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
        assertNotEquals(ScalarRoad.class, roads.ready(square(32)).getClass());
        assertNotEquals(ScalarRoad.class, roads.ready(square(32)).getClass());
        assertEquals(1, made.get());
    }

    @Test
    void a_large_product_and_a_warm_kernel_do_not_wait() {
        assertNotEquals(
                ScalarRoad.class,
                new RoadsOnDemand<>(FloatLoops.INSTANCE, false, this::roads)
                        .ready(square(128))
                        .getClass());
        assertNotEquals(
                ScalarRoad.class,
                new RoadsOnDemand<>(FloatLoops.INSTANCE, true, this::roads)
                        .ready(square(32))
                        .getClass());
    }
}
