package org.torchmm.kernel.vector;

import org.torchmm.kernel.Product;
import org.torchmm.kernel.ShortPairs;
import org.torchmm.kernel.WarmUp;

/** The road of {@link org.torchmm.kernel.ShortPairs}, which is the packed one on tiles of their own; made once it is asked for. */
final class PairRoads {

    private final boolean isWarm;
    /** Read plainly: whoever sees it late takes another way once more. */
    private Workshop<int[]> shop;

    private boolean isAskedFor;

    /** {@code isWarm} as in {@link RoadsOnDemand}. */
    PairRoads(boolean isWarm) {
        this.isWarm = isWarm;
    }

    /** Null of fewer rows or columns, and until its tiles are compiled. */
    Road ready(Product<int[]> p) {
        if (p.m() < ShortPairs.LEAST || p.n() < ShortPairs.LEAST) {
            return null;
        }
        Workshop<int[]> made = isWarm ? make() : shop;
        if (made == null) {
            ask(p);
            return null;
        }
        Road road = new PackedRoad<>(p, made);
        return road.isReady() ? road : null;
    }

    private synchronized void ask(Product<int[]> p) {
        if (!isAskedFor) {
            isAskedFor = true;
            WarmUp.later(() -> new PackedRoad<>(p, make()).isReady());
        }
    }

    private synchronized Workshop<int[]> make() {
        if (shop == null) {
            shop = TiledRoads.pairs(isWarm);
        }
        return shop;
    }
}
