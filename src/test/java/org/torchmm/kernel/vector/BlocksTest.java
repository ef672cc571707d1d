package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchmm.kernel.FloatLoops;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.ScalarKernel;

/** Blocks fit the caches that they are derived from, and change no bit. */
class BlocksTest {

    private static final long SEED = 20_261_127;

    private static Blocks of(String caches, int bytes) {
        return Blocks.of(Caches.parse(caches), bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'1K,1K', 8",
        "'32K,256K', 4",
        "'32K,1M', 4",
        "'48K,2M,260M', 4",
        "'48K,2M', 8",
        "'128K,3M', 4",
        "'64K,1G', 4"
    })
    void each_block_has_room_in_its_cache(String text, int bytes) {
        Caches caches = Caches.parse(text);
        Blocks blocks = Blocks.of(caches, bytes);
        assertTrue((long) blocks.block() * bytes <= caches.l2() / 3 * 2);
        assertTrue(3L * blocks.fewRows() * bytes <= caches.l2() / 2);
        assertTrue(4L * blocks.unpacked() <= caches.l1() / 4 * 5);
    }

    @Test
    void more_of_a_cache_is_more_of_a_block() {
        assertEquals(2 * of("48K,1M", 4).block(), of("48K,2M", 4).block(), 2);
        assertEquals(2 * of("48K,2M", 8).block(), of("48K,2M", 4).block(), 2);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 70, 200, 600, NN, 1", "1, 70, 200, 600, NT, 2", "1, 70, 200, 600, TN, 1", "1, 30, 200, 400, NT, 1",
        "1, 33, 530, 1024, NN, 3", "2, 15, 97, 385, NN, 2", "3, 129, 65, 193, TT, 2", "2, 200, 33, 577, NT, 1",
        "1, 40, 300, 700, NT, 2", "1, 40, 300, 1700, NT, 2", "1, 32, 260, 2000, NT, 1", "2, 24, 150, 1601, NT, 3",
        "1, 41, 300, 400, NT, 1", "1, 60, 400, 2000, NT, 2"
    })
    void the_bits_are_the_same_for_all_caches(int batch, int m, int n, int k, String layout, int threads) {
        Random random = new Random(SEED);
        FloatMatrices a = operand(random, batch, m, k, layout.charAt(0) == 'T');
        FloatMatrices b = operand(random, batch, k, n, layout.charAt(1) == 'T');
        float[] expected = new float[batch * m * n];
        new ScalarKernel().bmm(a, b, FloatMatrices.of(expected, batch, m, n));
        for (String caches : List.of("1K,1K", "32K,1M", "48K,2M,260M")) {
            for (Tiles<float[]> tiles : List.<Tiles<float[]>>of(FloatTiles512.INSTANCE, FloatTilesNeon.INSTANCE)) {
                float[] found = new float[expected.length];
                Product<float[]> p = Product.of(a, b, FloatMatrices.of(found, batch, m, n));
                roads(shop(tiles, caches, true)).of(p).run(threads);
                assertArrayEquals(expected, found, () -> "seed " + SEED + ", " + caches + ", " + tiles.width + " bits");
            }
        }
    }

    /** Until the exact tiles, packing and adding are compiled. */
    @ParameterizedTest
    @CsvSource({
        "1, 70, 50, 100, NN",
        "1, 33, 64, 400, NT",
        "2, 15, 97, 385, TN",
        "1, 3, 5, 200, TT",
        "1, 40, 300, 200, NT",
        "2, 64, 96, 150, NN"
    })
    void the_tile_that_stands_in_has_the_same_bits(int batch, int m, int n, int k, String layout) {
        Random random = new Random(SEED);
        FloatMatrices a = operand(random, batch, m, k, layout.charAt(0) == 'T');
        FloatMatrices b = operand(random, batch, k, n, layout.charAt(1) == 'T');
        float[] expected = new float[batch * m * n];
        new ScalarKernel().bmm(a, b, FloatMatrices.of(expected, batch, m, n));
        for (boolean isSkipped : new boolean[] {true, false}) {
            Workshop<float[]> shop = shop(FloatTiles512.INSTANCE, "32K,1M", isSkipped);
            float[] found = new float[expected.length + 64];
            FloatMatrices c = new FloatMatrices(found, 32, batch, m, n, m * n, n, 1);
            new PackedRoad<>(Product.of(a, b, c), shop, false).run(2);
            assertArrayEquals(expected, Arrays.copyOfRange(found, 32, found.length - 32), () -> "seed " + SEED);
            assertArrayEquals(new float[32], Arrays.copyOf(found, 32));
            assertArrayEquals(new float[32], Arrays.copyOfRange(found, found.length - 32, found.length));
        }
    }

    private static Roads<float[]> roads(Workshop<float[]> shop) {
        return new Roads<>(FloatLoops.INSTANCE, List.of(shop));
    }

    private static Workshop<float[]> shop(Tiles<float[]> tiles, String caches, boolean isSkipped) {
        FloatPacking packing = FloatPacking.INSTANCE;
        Practice<float[]> practice = new Practice<>(tiles, packing, isSkipped);
        return new Workshop<>(tiles, practice, packing, new Workspaces<>(packing), Caches.parse(caches));
    }

    private static FloatMatrices operand(Random random, int batch, int rows, int columns, boolean isTransposed) {
        float[] data = new float[batch * rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return isTransposed
                ? FloatMatrices.of(data, batch, columns, rows).transposed()
                : FloatMatrices.of(data, batch, rows, columns);
    }
}
