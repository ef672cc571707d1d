package org.torchmm.kernel.vector;

import java.util.ArrayList;
import java.util.List;
import org.torchmm.kernel.DoubleLoops;
import org.torchmm.kernel.FloatLoops;
import org.torchmm.kernel.IntLoops;
import org.torchmm.kernel.LongLoops;
import org.torchmm.kernel.Loops;

/**
 * The roads of each element type. They name the tiles, which the JVM loads to verify who names them: 40 ms of a start that may never
 * ask for one, were it {@link VectorKernel}.
 */
final class TiledRoads {

    private TiledRoads() {}

    static Roads<float[]> floats(boolean isWarm) {
        return roads(
                FloatLoops.INSTANCE,
                FloatPacking.INSTANCE,
                isWarm,
                List.of(
                        FloatTiles512.INSTANCE,
                        FloatTiles256.INSTANCE,
                        Tiles.IS_NEON ? FloatTilesNeon.INSTANCE : FloatTiles128.INSTANCE));
    }

    static Roads<double[]> doubles(boolean isWarm) {
        return roads(
                DoubleLoops.INSTANCE,
                DoublePacking.INSTANCE,
                isWarm,
                List.of(
                        DoubleTiles512.INSTANCE,
                        DoubleTiles256.INSTANCE,
                        Tiles.IS_NEON ? DoubleTilesNeon.INSTANCE : DoubleTiles128.INSTANCE));
    }

    static Roads<int[]> ints(boolean isWarm) {
        return roads(
                IntLoops.INSTANCE,
                IntPacking.INSTANCE,
                isWarm,
                List.of(
                        IntTiles512.INSTANCE,
                        IntTiles256.INSTANCE,
                        Tiles.IS_NEON ? IntTilesNeon.INSTANCE : IntTiles128.INSTANCE));
    }

    static Roads<long[]> longs(boolean isWarm) {
        return roads(
                LongLoops.INSTANCE,
                LongPacking.INSTANCE,
                isWarm,
                List.of(
                        LongTiles512.INSTANCE,
                        LongTiles256.INSTANCE,
                        Tiles.IS_NEON ? LongTilesNeon.INSTANCE : LongTiles128.INSTANCE));
    }

    /** Two int16 in an int: the widest tiles alone, as rows of c are long. */
    static Workshop<int[]> pairs(boolean isWarm) {
        List<Tiles<int[]>> tiles = List.of(
                PairTiles512.INSTANCE,
                PairTiles256.INSTANCE,
                Tiles.IS_NEON ? PairTilesNeon.INSTANCE : PairTiles128.INSTANCE);
        return workshops(IntPacking.INSTANCE, isWarm, tiles).get(0);
    }

    private static <A> Roads<A> roads(Loops<A> loops, Packing<A> packing, boolean isWarm, List<Tiles<A>> tiles) {
        return new Roads<>(loops, workshops(packing, isWarm, tiles));
    }

    /** Of the tiles that the machine has registers for, the widest first. */
    private static <A> List<Workshop<A>> workshops(Packing<A> packing, boolean isWarm, List<Tiles<A>> tiles) {
        int width = VectorKernel.bits();
        Workspaces<A> workspaces = new Workspaces<>(packing);
        Caches caches = Caches.ofMachine();
        // in a loop: the first stream of a JVM takes 15 ms
        List<Workshop<A>> workshops = new ArrayList<>();
        for (Tiles<A> each : tiles) {
            if (each.width <= width) {
                workshops.add(new Workshop<>(each, new Practice<>(each, packing, isWarm), packing, workspaces, caches));
            }
        }
        return workshops;
    }
}
