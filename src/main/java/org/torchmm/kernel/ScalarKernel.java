package org.torchmm.kernel;

/**
 * c = a x b in plain loops: the reference to read first, and the way without the Vector API.
 *
 * <p>a is (batch, m, k), b is (batch, k, n), c is (batch, m, n), in float32, float64, int32 or int64. The loops are in
 * {@link FloatLoops}, from which the other element types are derived; here a call is only cut into chunks for the threads.
 */
public final class ScalarKernel implements MatrixKernel {

    /** Multiplications worth a thread: waking one costs about 10 us, in which the loops do this many. */
    private static final long CHUNK = 1 << 17;

    /** What hears of products; null where nobody needs to. */
    private final SlowRoad slowRoad;

    public ScalarKernel() {
        this(null);
    }

    /** For whom this is not the kernel that he could have. */
    ScalarKernel(SlowRoad slowRoad) {
        this.slowRoad = slowRoad;
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        multiply(Fused.isFast() ? FloatLoops.INSTANCE : EmulatedFloats.INSTANCE, Product.of(a, b, c));
    }

    @Override
    public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        multiply(Fused.isFast() ? DoubleLoops.INSTANCE : EmulatedLoops.INSTANCE, Product.of(a, b, c));
    }

    @Override
    public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        multiply(IntLoops.INSTANCE, Product.of(a, b, c));
    }

    @Override
    public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        multiply(LongLoops.INSTANCE, Product.of(a, b, c));
    }

    private <A> void multiply(Loops<A> loops, Product<A> p) {
        if (slowRoad != null) {
            slowRoad.taken();
        }
        run(loops, p);
    }

    /** Internal: a checked product through the plain loops of its element type. */
    public static <A> void run(Loops<A> loops, Product<A> p) {
        run(loops, p, Threads.get());
    }

    /** Internal: the same on at most so many threads. */
    public static <A> void run(Loops<A> loops, Product<A> p, int threads) {
        if (p.c().isEmpty()) {
            return;
        }
        switch (Summation.of(p)) {
            case SEPARATE -> {
                Split batch = Split.of(p.batch(), Math.max(1, CHUNK / Math.max(1, p.work())));
                if (batch.chunks() == 1) {
                    loops.separate(p, 0, p.batch());
                } else {
                    Workers.run(
                            batch.chunks(), threads, chunk -> loops.separate(p, batch.from(chunk), batch.to(chunk)));
                }
            }
            case BLOCKED -> {
                // Every chunk copies its matrix's b for itself, so one matrix is cut into no more chunks than needed.
                long rows = Math.max(16, CHUNK / Math.max(1, (long) p.n() * p.k()));
                long share = p.batch() > 1 ? p.m() : (p.m() - 1L) / threads + 1;
                Split split = Split.of(p.m(), Math.max(rows, share));
                Workers.run(
                        Math.multiplyExact(p.batch(), split.chunks()),
                        threads,
                        chunk -> loops.blocked(
                                p,
                                chunk / split.chunks(),
                                split.from(chunk % split.chunks()),
                                split.to(chunk % split.chunks())));
            }
            case LANES -> {
                Split columns = Split.of(p.n(), Math.max(8, CHUNK / ((long) p.m() * p.k())));
                Workers.run(
                        Math.multiplyExact(p.batch(), columns.chunks()),
                        threads,
                        chunk -> loops.lanes(
                                p,
                                chunk / columns.chunks(),
                                columns.from(chunk % columns.chunks()),
                                columns.to(chunk % columns.chunks())));
            }
            default -> throw new AssertionError();
        }
    }
}
