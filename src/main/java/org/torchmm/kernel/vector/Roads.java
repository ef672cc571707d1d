package org.torchmm.kernel.vector;

import java.util.List;
import org.torchmm.kernel.Loops;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Summation;
import org.torchmm.kernel.Threads;
import org.torchmm.kernel.vector.Tiles.Sum;

/**
 * Which road a product takes, for one element type: unpacked where b is small or little used, packed otherwise, as dots where
 * both operands lie along k.
 */
final class Roads<A> {

    /** Up to here a transposed b is copied row by row into a workspace that stays in L1 and L2, then the same. */
    private static final int TRANSPOSED = 4096;

    /** With so few rows b is read once or twice in all: packing would be a second pass over memory. */
    private static final int FEW_ROWS = 4;

    /**
     * With so few columns each element of a is read once or twice, chain by chain beside rows of b that stay in L1 and L2: neither is
     * worth packing.
     */
    // Emerald Rapids, one thread, over packed: 64x64x8192 1.24 (float64 1.1), 12 times 512x64x512 1.17 (1.12).
    // Tried: 128: 512x128x256 0.95.
    private static final int FEW_COLUMNS = 100;

    /**
     * With so few rows tiles of four vectors read b no more than four times, of which one is from memory: to pack it is to write it and read
     * it once more.
     */
    // Emerald Rapids, one thread, over packed: 5x1000x1000 1.6 to 1.7, 8x1024x1024 1.2, 8x4096x1024 1.4, 14x1000x1000
    // 1.2, 16x1024x1024 1.2, 24x3000x500 1.05 to 1.2, 32x1000x1000 1.03, 40x1000x1000 0.98, 48x1000x700 0.9.
    private static final int UNPACKED_ROWS = 24;

    /** Rows of a so many bytes apart share one set of L1, which holds 8 or 12 lines, not the 14 of a tile: they are packed. */
    private static final int ALIASING = 4096;

    /** Multiplications that padding to a vector pays for. */
    // Tried: 8 times 2x2x5 padded: 1.3 times as long as in plain loops.
    private static final int NARROW = 256;

    /** Multiplications that a second thread pays for: 2 to 4 us of one core's work. */
    private static final long PARALLEL = 1 << 17;

    private final Loops<A> loops;
    /** By the width of their tiles, the widest first; the narrow ones are for rows of c that are shorter than a vector. */
    private final List<Workshop<A>> workshops;

    Roads(Loops<A> loops, List<Workshop<A>> workshops) {
        this.loops = loops;
        this.workshops = workshops;
    }

    /**
     * The road of a product if its tiles are compiled; until then the packed one on the tile that stands in, if that is and does, or the
     * scalar one. The bits of all are the same.
     */
    Road ready(Product<A> p) {
        if (!isForStandIn(p)) {
            Road road = of(p);
            return road.isReady() ? road : ScalarRoad.meanwhile(loops, p);
        }
        // one after the other, as C2 is the narrow place: a small tile, what goes with it, in time the road's own tiles
        Practice<A> practice = practice();
        if (!practice.isReady(Sum.ACCUMULATE, tiles().standIn(), 2)) {
            return ScalarRoad.meanwhile(loops, p);
        }
        boolean isSettled = practice.isReadyToPack();
        Road road = of(p);
        if (!practice.mayGoOn() && (!isSettled || road instanceof PackedRoad)) {
            return isSettled ? standIn(p) : new Beside(standIn(p));
        }
        return road.isReady() ? road : new Beside(standIn(p));
    }

    private Road standIn(Product<A> p) {
        return new PackedRoad<>(p, workshops.get(0), false);
    }

    /** Whether the tile that stands in, with what is past the rows of c dropped, is faster than the plain loops. */
    private boolean isForStandIn(Product<A> p) {
        return p.m() >= tiles().maxRows(2) / 2
                && p.n() >= tiles().lanes
                && !isScattered(p)
                && Summation.of(p) == Summation.BLOCKED;
    }

    private static boolean isScattered(Product<?> p) {
        return p.n() > 1 && p.c().columnStride() != 1;
    }

    /** The threads that are worth waking. */
    static int threads(Product<?> p) {
        return (double) p.batch() * p.work() < PARALLEL ? 1 : Threads.get();
    }

    /** By shape, strides and tiles alone. */
    Road of(Product<A> p) {
        if (isScattered(p) || p.k() == 0 || p.c().isEmpty()) {
            return new ScalarRoad<>(loops, p);
        }
        Summation summation = Summation.of(p);
        return summation == Summation.LANES
                ? new DotsRoad<>(p, workshops.get(0))
                : summation == Summation.SEPARATE ? separate(p) : blocked(p);
    }

    /** Products so small that b is always in L1. */
    private Road separate(Product<A> p) {
        Workshop<A> fitting = fitting(p.n());
        boolean isRowMajor = p.b().columnStride() == 1;
        // Tried: tiles for 64 products by a transposed 5x5: 1.8 times as long as spelled out; 6x6 1.15, 7x7 0.9 to 1.6.
        boolean isSpelledOut = (fitting == null || !isRowMajor) && Loops.isSpelledOut(p.b());
        if (isSpelledOut || fitting == null && (p.n() == 1 || p.m() == 1 || p.batch() * p.work() < NARROW)) {
            return new ScalarRoad<>(loops, p);
        }
        if (fitting == null) {
            return new NarrowRoad<>(p, narrowest(), true);
        }
        UnpackedRoad<A> unpacked = new UnpackedRoad<>(p, fitting, true);
        return isRowMajor ? unpacked : new TransposedRoad<>(p, fitting, unpacked);
    }

    private Road blocked(Product<A> p) {
        Workshop<A> fitting = fitting(p.n());
        if (fitting == null) {
            return new NarrowRoad<>(p, narrowest(), false);
        }
        long size = (long) p.n() * p.k();
        boolean isRowMajor = p.b().columnStride() == 1;
        if (isRowMajor ? !staysUnpacked(p, size) : size > TRANSPOSED) {
            return new PackedRoad<>(p, workshops.get(0));
        }
        UnpackedRoad<A> unpacked = new UnpackedRoad<>(p, fitting, false);
        if (!isRowMajor) {
            return new TransposedRoad<>(p, fitting, unpacked);
        }
        // Tried: 1x512x512 streamed; it is faster tile by tile.
        return size > blocks().streamed() && StreamedRoad.isFor(p, fitting.tiles)
                ? new StreamedRoad<>(p, fitting, unpacked)
                : unpacked;
    }

    private boolean staysUnpacked(Product<A> p, long size) {
        boolean isWide = p.m() > FEW_ROWS && tiles().widest(p.m(), p.n()) == 4;
        if (isWide && (p.m() <= UNPACKED_ROWS || p.n() <= FEW_COLUMNS && !rowsCollide(p.b()))) {
            return true;
        }
        boolean isReadOnce = p.m() <= tiles().maxRows(2) && !rowsCollide(p.a());
        return size <= (isReadOnce ? blocks().readOnce() : blocks().unpacked()) || p.m() <= FEW_ROWS;
    }

    private static boolean rowsCollide(Matrices<?> x) {
        return x.rowStride() * x.element().bytes() % ALIASING == 0;
    }

    private Blocks blocks() {
        return workshops.get(0).blocks;
    }

    private Tiles<A> tiles() {
        return workshops.get(0).tiles;
    }

    private Practice<A> practice() {
        return workshops.get(0).practice;
    }

    /** The widest tiles whose vectors are no longer than a row of c, or null where there are none. */
    private Workshop<A> fitting(int n) {
        for (Workshop<A> candidate : workshops) {
            if (candidate.tiles.lanes <= n) {
                return candidate;
            }
        }
        return null;
    }

    private Workshop<A> narrowest() {
        return workshops.get(workshops.size() - 1);
    }
}
