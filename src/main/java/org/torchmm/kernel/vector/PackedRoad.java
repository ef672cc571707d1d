package org.torchmm.kernel.vector;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Workers;

/**
 * c = a x b in blocks of b that are packed into L2: the loops jc, pc, ir and jr, which package-info draws. Where a and b both lie along k
 * and a has few rows, the product is turned round: a is transposed into panels, which is less than b, and tiles of c on their way out.
 */
final class PackedRoad<A> implements Road {

    private final PackedPlan<A> plan;

    PackedRoad(Product<A> product, Workshop<A> shop) {
        this(product, shop, true);
    }

    /** Not {@code isExact} if all its tiles are the one that is compiled first. */
    PackedRoad(Product<A> product, Workshop<A> shop, boolean isExact) {
        plan = new PackedPlan<>(product, shop, isExact);
    }

    @Override
    public boolean isReady() {
        return plan.isReady();
    }

    @Override
    public void run(int threads) {
        Product<A> p = plan.p;
        Split rows = plan.rows;
        if (threads == 1 || p.batch() >= 2 * threads) {
            Split batch = Split.atMost(p.batch(), p.chunks(threads));
            Workers.run(batch.chunks(), threads, chunk -> {
                try (PackedPart<A> part = new PackedPart<>(plan, 0, plan.count, false)) {
                    for (int q = batch.from(chunk); q < batch.to(chunk); q++) {
                        part.run(q, 0, rows.chunks());
                    }
                }
            });
            return;
        }
        int kept = plan.shop.blocks.block() / plan.nr / p.k();
        Grid grid = Grid.of(rows.chunks(), plan.mr, plan.count, (threads + p.batch() - 1) / p.batch(), kept);
        Split down = new Split(rows.chunks(), grid.down());
        Split across = new Split(plan.count, grid.across());
        AtomicReferenceArray<PackedPart<A>> parts = new AtomicReferenceArray<>(p.batch() * grid.across());
        AtomicIntegerArray chunksDone = new AtomicIntegerArray(parts.length());
        Workers.run(parts.length() * grid.down(), threads, chunk -> {
            int at = chunk / grid.down();
            int row = chunk % grid.down();
            PackedPart<A> part = parts.getAndSet(at, null);
            if (part == null) {
                int column = at % grid.across();
                int from = across.from(column);
                part = new PackedPart<>(plan, from, across.to(column), grid.isKept());
            }
            part.run(at / grid.across(), down.from(row), down.to(row));
            boolean isLast = chunksDone.incrementAndGet(at) == grid.down();
            if (isLast || !grid.isKept() || !parts.compareAndSet(at, null, part)) {
                part.close();
            }
        });
        for (int at = 0; at < parts.length(); at++) {
            PackedPart<A> left = parts.get(at);
            if (left != null) {
                left.close();
            }
        }
    }
}
