package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Workers;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/** c = a x b with a small b that is not row-major: first the b of a group of matrices copied row by row, then all its products. */
final class TransposedRoad<A> implements Road {

    /** Elements of b transposed at a time: enough that a store is long done before it is read again, 16 KB of floats. */
    private static final int GROUP = 4096;

    private final Product<A> p;
    private final Workshop<A> shop;
    private final UnpackedRoad<A> unpacked;

    TransposedRoad(Product<A> p, Workshop<A> shop, UnpackedRoad<A> unpacked) {
        this.p = p;
        this.shop = shop;
        this.unpacked = unpacked;
    }

    @Override
    public boolean isReady() {
        return unpacked.isReady();
    }

    @Override
    public void run(int threads) {
        Split batch = Split.of(p.batch(), Math.max(1, p.batch() / p.chunks(threads)));
        Workers.run(batch.chunks(), threads, chunk -> matrices(batch.from(chunk), batch.to(chunk)));
    }

    private void matrices(int q0, int q1) {
        int size = p.n() * p.k();
        int group = Math.max(1, GROUP / size);
        Matrices<A> b = p.b();
        try (Workspace<A> own = shop.workspaces.borrow()) {
            A rows = own.panels(group * size);
            for (int q = q0; q < q1; q += group) {
                int end = Math.min(q + group, q1);
                shop.panels(b, q, end, rows);
                unpacked.run(q, end, rows);
            }
        }
    }
}
