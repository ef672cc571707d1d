package org.torchmm.kernel;

import java.util.List;
import org.torchmm.kernel.Workspaces.Workspace;

/**
 * Which way a product goes through the tiles, for one element type: unpacked where b is small or little used, packed
 * otherwise, as dots where both operands lie along k.
 */
final class VectorLoops<A> {

    /** Up to here b stays in L1 and L2 as it lies, and packing it costs more than it saves. */
    private static final int UNPACKED = 16384;

    /** The same where one row of tiles reads each element once; larger ones are faster read in order (Zen 4: 512 KB of floats). */
    private static final int READ_ONCE = 1 << 17;

    /** Up to here a transposed b is copied row by row into a workspace that stays in L1 and L2, then the same. */
    private static final int TRANSPOSED = 4096;

    /** Elements of b transposed at a time: enough that a store is long done before it is read again, 16 KB of floats. */
    private static final int GROUP = 4096;

    /** With so few rows b is read once or twice in all: packing would be a second pass over memory. */
    private static final int FEW_ROWS = 4;

    /** From here on b is larger than L2 and the order of reading decides: 1x512x512 is faster tile by tile. */
    private static final int STREAMED = 1 << 19;

    /** Multiplications that padding to a vector pays for (8 times 2x2x5 took 1.3 times as long padded as in plain loops). */
    private static final int NARROW = 256;

    /** Multiplications that a second thread pays for: 2 to 4 us of one core's work. */
    private static final long PARALLEL = 1 << 17;

    private final Loops<A> loops;
    private final Packing<A> packing;
    /** Widest first; the narrow ones are for rows of c that are shorter than a vector. */
    private final List<Tiles<A>> tiles;

    private final Workspaces<A> workspaces;
    private final PackedLoops<A> packed;

    VectorLoops(Loops<A> loops, Packing<A> packing, List<Tiles<A>> tiles) {
        this.loops = loops;
        this.packing = packing;
        this.tiles = tiles;
        workspaces = new Workspaces<>(packing);
        packed = new PackedLoops<>(packing, tiles.get(0), workspaces);
    }

    void skipWarmUp() {
        tiles.forEach(each -> each.warmUp.skip());
    }

    void run(Product<A> p) {
        if (p.c().isEmpty()) {
            return;
        }
        boolean isScattered = p.n() > 1 && p.c().columnStride() != 1;
        if (isScattered || p.k() == 0 || !runOnTiles(p)) {
            ScalarKernel.run(loops, p);
        }
    }

    /** False, with nothing done, where there are no tiles for the product or where they are not compiled yet. */
    private boolean runOnTiles(Product<A> p) {
        Summation summation = Summation.of(p);
        if (summation == Summation.LANES) {
            return dots(p);
        }
        boolean isRowMajor = p.b().columnStride() == 1;
        Tiles<A> fitting = fitting(p.n());
        if (summation == Summation.SEPARATE && (fitting == null || !isRowMajor) && Loops.isSpelledOut(p.b())) {
            return false; // 64 products by a transposed 5x5 took 1.8 times as long on tiles, 6x6 1.15, 7x7 0.9 to 1.6
        }
        if (fitting == null) {
            return runNarrow(p, summation);
        }
        long size = (long) p.n() * p.k();
        if (isRowMajor ? staysUnpacked(p, size) : size <= TRANSPOSED) {
            UnpackedLoops<A> unpacked = new UnpackedLoops<>(p, fitting, summation == Summation.SEPARATE, workspaces);
            if (isRowMajor && size > STREAMED) {
                return unpacked.isReady() && runStreamed(unpacked, p, fitting);
            }
            if (isRowMajor) {
                return unpacked.isReady() && run(unpacked, p);
            }
            return unpacked.isReady() && runTransposed(unpacked, p, fitting);
        }
        if (summation == Summation.SEPARATE || !packed.isReady(p)) {
            return false;
        }
        packed.run(p, threads(p));
        return true;
    }

    private boolean runNarrow(Product<A> p, Summation summation) {
        Tiles<A> narrowest = tiles.get(tiles.size() - 1);
        boolean isSeparate = summation == Summation.SEPARATE;
        if (isSeparate && (p.n() == 1 || p.m() == 1 || p.batch() * p.work() < NARROW)) {
            return false;
        }
        NarrowLoops<A> narrow = new NarrowLoops<>(p, narrowest, isSeparate, packing, workspaces);
        if (!narrow.isReady()) {
            return false;
        }
        narrow.run(threads(p));
        return true;
    }

    private boolean staysUnpacked(Product<A> p, long size) {
        Tiles<A> widest = tiles.get(0);
        boolean isReadOnce = p.m() <= widest.maxRows(2) && !MacroKernel.rowsCollide(p.a(), widest);
        return size <= (isReadOnce ? READ_ONCE : UNPACKED) || p.m() <= FEW_ROWS;
    }

    private boolean runStreamed(UnpackedLoops<A> unpacked, Product<A> p, Tiles<A> fitting) {
        StreamedLoops<A> streamed = new StreamedLoops<>(p, fitting, packing, workspaces);
        if (streamed.columns() == 0) {
            return run(unpacked, p);
        }
        if (!streamed.isReady()) {
            return false;
        }
        streamed.run(threads(p));
        unpacked.runFrom(streamed.columns());
        return true;
    }

    private boolean run(UnpackedLoops<A> unpacked, Product<A> p) {
        unpacked.run(threads(p));
        return true;
    }

    /** Small matrices in groups: first the b of all of them transposed, then all products. */
    private boolean runTransposed(UnpackedLoops<A> unpacked, Product<A> p, Tiles<A> fitting) {
        int size = p.n() * p.k();
        int group = Math.max(1, GROUP / size);
        int threads = threads(p);
        Split batch = Split.of(p.batch(), Math.max(1, p.batch() / p.chunks(threads)));
        Workers.run(batch.chunks(), threads, chunk -> {
            try (Workspace<A> workspace = workspaces.borrow()) {
                A panels = workspace.panels(group * size);
                for (int q = batch.from(chunk); q < batch.to(chunk); q += group) {
                    int end = Math.min(q + group, batch.to(chunk));
                    for (int i = q; i < end; i++) {
                        fitting.panel(p.b(), i, 0, p.k(), 0, p.n(), panels, (i - q) * size, p.n());
                    }
                    unpacked.run(q, end, panels);
                }
            }
        });
        return true;
    }

    /** The widest tiles whose vectors are no longer than a row of c, or null where there are none. */
    private Tiles<A> fitting(int n) {
        for (Tiles<A> candidate : tiles) {
            if (candidate.lanes <= n) {
                return candidate;
            }
        }
        return null;
    }

    private static int threads(Product<?> p) {
        return (double) p.batch() * p.work() < PARALLEL ? 1 : MatrixKernels.getThreads();
    }

    private boolean dots(Product<A> p) {
        Tiles<A> widest = tiles.get(0);
        if (!widest.warmUp.isReadyForDots()) {
            return false;
        }
        int threads = threads(p);
        Matrices<A> a = p.a();
        Matrices<A> b = p.b();
        Matrices<A> c = p.c();
        TileOperands<A> operands =
                new TileOperands<>(a, b.data(), b.batchStride(), b.columnStride(), c, c.columnStride());
        int wanted = p.chunks(threads);
        int perMatrix = Math.max(1, Math.min(wanted / p.batch(), p.n() / 8));
        Split columns = new Split(p.n(), perMatrix);
        Split batch = new Split(p.batch(), Math.min(p.batch(), wanted));
        Workers.run(batch.chunks() * perMatrix, threads, chunk -> {
            int j0 = columns.from(chunk % perMatrix);
            int j1 = columns.to(chunk % perMatrix);
            int last = batch.to(chunk / perMatrix);
            try (Workspace<A> own = workspaces.borrow()) {
                A sums = own.scratch(16 * FloatLoops.LANES);
                for (int q = batch.from(chunk / perMatrix); q < last; q++) {
                    widest.dots(
                            p.m(),
                            j1 - j0,
                            operands,
                            sums,
                            p.k(),
                            a.offset() + q * a.batchStride(),
                            b.offset() + q * b.batchStride() + j0 * b.columnStride(),
                            c.offset() + q * c.batchStride() + j0 * c.columnStride());
                }
            }
        });
        return true;
    }
}
