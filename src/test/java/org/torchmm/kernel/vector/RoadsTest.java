package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchmm.kernel.FloatLoops;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.WarmUp;

/** The road of a product follows from its shape and strides, on tiles of 512 bits that nobody has to run. */
class RoadsTest {

    private static Roads<float[]> roads(boolean isSkipped) {
        FloatPacking packing = FloatPacking.INSTANCE;
        Workspaces<float[]> workspaces = new Workspaces<>(packing);
        return new Roads<>(
                FloatLoops.INSTANCE,
                List.<Tiles<float[]>>of(FloatTiles512.INSTANCE, FloatTiles256.INSTANCE, FloatTiles128.INSTANCE).stream()
                        .map(each -> new Workshop<>(
                                each, new Practice<>(each, packing, isSkipped), packing, workspaces, Caches.FALLBACK))
                        .toList());
    }

    private static Product<float[]> product(int batch, int m, int n, int k, boolean isTransposed) {
        FloatMatrices b = FloatMatrices.of(new float[batch * k * n], batch, n, k);
        return Product.of(
                FloatMatrices.of(new float[batch * m * k], batch, m, k),
                isTransposed ? b.transposed() : new FloatMatrices(b.data(), 0, batch, k, n, k * n, n, 1),
                FloatMatrices.of(new float[batch * m * n], batch, m, n));
    }

    @ParameterizedTest
    @CsvSource({
        "PackedRoad, 1, 512, 512, 512, false",
        "PackedRoad, 1, 100, 100, 100, true",
        "UnpackedRoad, 1, 64, 64, 64, false",
        "UnpackedRoad, 1000, 7, 8, 7, false",
        "UnpackedRoad, 1, 64, 64, 8192, false",
        "UnpackedRoad, 12, 512, 100, 512, false",
        "PackedRoad, 12, 512, 101, 512, false",
        "UnpackedRoad, 1, 1, 512, 512, false",
        "UnpackedRoad, 1, 24, 512, 512, false",
        "UnpackedRoad, 1, 14, 4096, 4096, false",
        "PackedRoad, 1, 25, 512, 512, false",
        "PackedRoad, 1, 14, 62, 9000, false",
        "StreamedRoad, 1, 6, 4096, 4096, false",
        "TransposedRoad, 1, 40, 16, 16, true",
        "StreamedRoad, 1, 1, 4096, 4096, false",
        "NarrowRoad, 1, 700, 3, 300, false",
        "DotsRoad, 1, 1, 4096, 4096, true",
        "DotsRoad, 1, 256, 1, 256, false",
        "ScalarRoad, 1, 5, 3, 7, false",
        "ScalarRoad, 64, 5, 5, 5, true",
        "ScalarRoad, 1, 70, 90, 0, false",
        "ScalarRoad, 0, 70, 90, 10, false",
    })
    void shapes_have_their_road(String road, int batch, int m, int n, int k, boolean isTransposed) {
        Road chosen = roads(false).of(product(batch, m, n, k, isTransposed));
        assertEquals(road, chosen.getClass().getSimpleName());
    }

    /** The first to ask finds nothing compiled, and gets its bits from the scalar loops. */
    @ParameterizedTest
    @CsvSource({"1, 512, 512, 512, false", "1, 40, 16, 16, true", "1, 700, 3, 300, false", "1, 1, 4096, 64, true"})
    void a_road_that_is_not_ready_is_left_to_the_scalar_loops(int batch, int m, int n, int k, boolean isTransposed) {
        Product<float[]> product = product(batch, m, n, k, isTransposed);
        CountDownLatch asked = new CountDownLatch(1);
        holdUpPractice(asked); // where other tests had the tiles compiled, a road is ready at once
        try {
            Roads<float[]> cold = roads(false);
            assertFalse(cold.of(product).isReady());
            assertEquals(ScalarRoad.class, cold.ready(product).getClass());
        } finally {
            asked.countDown();
        }
        Roads<float[]> warm = roads(true);
        assertTrue(warm.of(product).isReady());
        assertEquals(warm.of(product).getClass(), warm.ready(product).getClass());
    }

    /** What begins to be practised from now on waits: there is one thread for all. */
    private static void holdUpPractice(CountDownLatch end) {
        Runnable wait = () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        new WarmUp(() -> new WarmUp.Exercise(wait, 1L << 50)).isReady();
    }
}
