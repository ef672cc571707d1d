package org.torchmm.kernel.vector;

import org.torchmm.kernel.Product;
import org.torchmm.kernel.ShortPairs;

/** The road of {@link org.torchmm.kernel.ShortPairs}, which is the packed one on tiles of their own; made once it is asked for. */
final class PairRoads {

    private final OnDemand<Workshop<int[]>> shop;

    /** {@code isWarm} as in {@link OnDemand}. */
    PairRoads(boolean isWarm) {
        shop = new OnDemand<>(isWarm, () -> TiledRoads.pairs(isWarm));
    }

    /** Null of fewer rows or columns, and until its tiles are compiled. */
    Road ready(Product<int[]> p) {
        if (p.m() < ShortPairs.LEAST || p.n() < ShortPairs.LEAST) {
            return null;
        }
        Workshop<int[]> made = shop.get();
        if (made == null) {
            shop.ask(first -> new PackedRoad<>(p, first).isReady());
            return null;
        }
        Road road = new PackedRoad<>(p, made);
        return road.isReady() ? road : null;
    }
}
