package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.WarmUp;
import org.torchmm.kernel.WarmUp.Exercise;
import org.torchmm.kernel.vector.Tiles.Sum;

/** Which tiles of one class are compiled; what a product asks for the first time begins to be practised. */
final class Practice<A> {

    /** Steps of k in practice: few, so that the many calls that the compiler waits for are short. */
    private static final int DEPTH = 3;

    /** Matrices in practice: a loop that was never seen to go round is compiled away, and the first batch falls back. */
    private static final int BATCH = 2;

    /** For so long large products are left to the tile that stands in: theirs take C2 twice to four times as long, and save a tenth. */
    // Zen 5, two processors, 512x512x512: they take 0.4 s, at half of full speed.
    // Tried: at once: 0.8 of full speed 0.2 s later. Tried: 0.3 s: sometimes too short.
    // Emerald Rapids, 0.62 and 0.64 s until 0.8 of full speed on 17 and 25. Tried: at once: 1.0 and 0.83 s.
    private static final long STAND_IN_NANOS = 500_000_000;

    private final Tiles<A> tiles;
    private final Packing<A> packing;
    private final boolean isSkipped;

    /** By sum, vectors and rows; null what nobody has asked for. */
    private final WarmUp[][][] sums = new WarmUp[Sum.values().length][Tiles.MOST_VECTORS + 1][];

    /** Since when a tile stands in, and whether for long enough. Read plainly: whoever sees it late takes the same road once more. */
    private long since;

    private boolean isLong;

    private final WarmUp dots = new WarmUp(this::dots);
    private final WarmUp pack = new WarmUp(this::pack);
    private final WarmUp add = new WarmUp(this::add);
    private final WarmUp transpose = new WarmUp(this::transpose);

    /** {@code isSkipped} where everything counts as compiled: for tests, and for those who would rather wait. */
    Practice(Tiles<A> tiles, Packing<A> packing, boolean isSkipped) {
        this.tiles = tiles;
        this.packing = packing;
        this.isSkipped = isSkipped;
        for (WarmUp[][] sum : sums) {
            for (int vectors = 1; vectors <= Tiles.MOST_VECTORS; vectors *= 2) {
                sum[vectors] = new WarmUp[tiles.maxRows(vectors) + 1];
            }
        }
    }

    boolean isReady(Sum sum, int rows, int vectors) {
        WarmUp warmUp = sums[sum.ordinal()][vectors][rows];
        return isSkipped || (warmUp == null ? begin(sum, rows, vectors) : warmUp).isReady();
    }

    private synchronized WarmUp begin(Sum sum, int rows, int vectors) {
        WarmUp[] byRows = sums[sum.ordinal()][vectors];
        if (byRows[rows] == null) {
            byRows[rows] = new WarmUp(() -> tile(sum, rows, vectors));
        }
        return byRows[rows];
    }

    /** Whether tiles that are little faster than the one that stands in may take the compiler; a first call begins the wait. */
    boolean mayGoOn() {
        return isSkipped || isLong || mayGoOn(System.nanoTime());
    }

    boolean mayGoOn(long now) {
        if (since == 0) {
            since = now == 0 ? 1 : now;
        }
        isLong = now - since >= STAND_IN_NANOS;
        return isLong;
    }

    boolean isReadyForDots() {
        return isSkipped || dots.isReady();
    }

    boolean isReadyToPack() {
        return isSkipped || pack.isReady();
    }

    boolean isReadyToAdd() {
        return isSkipped || add.isReady();
    }

    boolean isReadyToTranspose() {
        return isSkipped || transpose.isReady();
    }

    // A compiled call keeps below its bound: 8 ns for a step of one vector, ten times what it takes; boxed takes 50.

    private Exercise tile(Sum sum, int rows, int vectors) {
        TileOperands<A> t = operands(sum == Sum.STRIDED);
        long bound = 100 + 8L * BATCH * (DEPTH + 2) * rows * vectors;
        return switch (sum) {
            case PACKED ->
                new Exercise(
                        () -> tiles.packed(rows, vectors, t, BATCH, DEPTH, 0, 0, 0),
                        () -> tiles.packed(rows, vectors, t, 0, DEPTH, 0, 0, 0),
                        bound);
            case ACCUMULATE ->
                new Exercise(
                        () -> tiles.accumulate(rows, vectors, t, BATCH, DEPTH, 0, 0, 0),
                        () -> tiles.accumulate(rows, vectors, t, 0, DEPTH, 0, 0, 0),
                        bound);
            case CONTIGUOUS, STRIDED ->
                new Exercise(
                        () -> tiles.overwrite(rows, vectors, t, BATCH, DEPTH, 0, 0, 0),
                        () -> tiles.overwrite(rows, vectors, t, 0, DEPTH, 0, 0, 0),
                        bound);
            case EXTEND -> new Exercise(() -> tiles.extend(rows, vectors, t, DEPTH, 0, 0, 0), bound);
            case SEPARATE ->
                new Exercise(
                        () -> tiles.separate(rows, vectors, t, BATCH, DEPTH, 0, 0, 0),
                        () -> tiles.separate(rows, vectors, t, 0, DEPTH, 0, 0, 0),
                        bound);
        };
    }

    private Exercise dots() {
        TileOperands<A> t = operands(false);
        return new Exercise(() -> tiles.dots(7, 5, t, t.c, 512 / 32 * 2 + 1, 0, 0, 0), 8 * 7 * 5 * 16);
    }

    private Exercise pack() {
        TileOperands<A> t = operands(false);
        int k = DEPTH * tiles.lanes + 1;
        return new Exercise(
                () -> {
                    tiles.pack(t.b, 0, 12 * tiles.lanes, DEPTH, 6, t.c, 0, 2 * DEPTH * tiles.lanes);
                    tiles.packRows(t.a, 0, k, DEPTH, k, t.c, 0);
                },
                () -> {
                    tiles.pack(t.b, 0, 12 * tiles.lanes, DEPTH, 0, t.c, 0, 0);
                    tiles.packRows(t.a, 0, k, 0, k, t.c, 0);
                },
                100 + 8 * DEPTH * (6 * 2 + DEPTH + 1));
    }

    private Exercise add() {
        TileOperands<A> t = operands(false);
        Runnable run = () -> {
            for (int vectors = 1; vectors <= 4; vectors++) {
                tiles.add(DEPTH, vectors, t.a, 0, t.c, 0, t.cRow, t.step);
            }
        };
        return new Exercise(
                run, () -> tiles.add(0, 1, t.a, 0, t.c, 0, t.cRow, t.step), 100 + 8 * DEPTH * (1 + 2 + 3 + 4));
    }

    private Exercise transpose() {
        TileOperands<A> t = operands(false);
        int n = tiles.lanes + 1;
        return new Exercise(() -> tiles.transpose(t.b, 0, n, n, n, t.c, 2048, n), 100 + 8L * 9 * 2 * tiles.lanes);
    }

    /** a, b and c all in one array, rows {@code lanes} apart; a's columns so far apart where it is strided. */
    private TileOperands<A> operands(boolean isStrided) {
        A array = packing.newArray(64 * 64);
        Matrices<A> all = packing.matrices(array, 2, 64 * 64 / 2 / tiles.lanes, tiles.lanes);
        return new TileOperands<>(isStrided ? all.transposed() : all, array, 0, tiles.lanes, all, tiles.lanes);
    }
}
