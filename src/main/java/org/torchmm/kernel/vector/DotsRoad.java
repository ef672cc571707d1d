package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Workers;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/** c = a x b, rows of a times columns of b that both lie along k, in {@link org.torchmm.kernel.Summation#LANES}. */
final class DotsRoad<A> implements Road {

    /** Sums that are in registers at a time, at most. */
    private static final int SUMS = 16;

    /** Fewer columns are not worth a chunk of their own. */
    private static final int COLUMNS = 8;

    private final Product<A> p;
    private final Workshop<A> shop;

    DotsRoad(Product<A> p, Workshop<A> shop) {
        this.p = p;
        this.shop = shop;
    }

    @Override
    public boolean isReady() {
        return shop.practice.isReadyForDots();
    }

    @Override
    public void run(int threads) {
        int wanted = p.chunks(threads);
        Split columns = new Split(p.n(), Math.max(1, Math.min(wanted / p.batch(), p.n() / COLUMNS)));
        Split batch = new Split(p.batch(), Math.min(p.batch(), wanted));
        Matrices<A> b = p.b();
        TileOperands<A> operands =
                new TileOperands<>(p.a(), b.data(), b.batchStride(), b.columnStride(), p.c(), p.c().columnStride());
        Workers.run(batch.chunks() * columns.chunks(), threads, chunk -> {
            int band = chunk % columns.chunks();
            int part = chunk / columns.chunks();
            matrices(operands, batch.from(part), batch.to(part), columns.from(band), columns.to(band));
        });
    }

    private void matrices(TileOperands<A> operands, int q0, int q1, int j0, int j1) {
        Matrices<A> a = p.a();
        Matrices<A> b = p.b();
        Matrices<A> c = p.c();
        try (Workspace<A> own = shop.workspaces.borrow()) {
            A sums = own.scratch(SUMS * shop.tiles.lanes);
            for (int q = q0; q < q1; q++) {
                int ao = a.offset() + q * a.batchStride();
                int bo = b.offset() + q * b.batchStride() + j0 * b.columnStride();
                int co = c.offset() + q * c.batchStride() + j0 * c.columnStride();
                shop.tiles.dots(p.m(), j1 - j0, operands, sums, p.k(), ao, bo, co);
            }
        }
    }
}
