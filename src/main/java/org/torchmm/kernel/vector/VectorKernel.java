package org.torchmm.kernel.vector;

import jdk.incubator.vector.VectorShape;
import org.torchmm.kernel.DoubleLoops;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatLoops;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.Fused;
import org.torchmm.kernel.IntLoops;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongLoops;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.Loops;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.ShortPairs;

/**
 * c = a x b on the Vector API: register tiles under blocked loops, several threads.
 *
 * <p>a is (batch, m, k), b is (batch, k, n), c is (batch, m, n), in float32, float64, int32 or int64. Only a JVM started with
 * {@code --add-modules=jdk.incubator.vector} can load this class; {@link org.torchmm.kernel.MatrixKernels} knows. The
 * vector width is the machine's, and so are the sizes of its blocks: those of L1 and L2 are read once, on Linux and macOS; the
 * system property {@code torchmm.caches}, such as {@code 48K,2M}, says them instead. They change speeds and never a bit.
 */
public final class VectorKernel implements MatrixKernel, ShortPairs {

    /** The work of the largest product that is spelled out. */
    private static final int SPELLED_OUT = Loops.SPELLED_OUT * Loops.SPELLED_OUT * Loops.SPELLED_OUT;

    /** What is compiled is compiled for the whole JVM: all kernels that are not {@link #warm} have these roads. */
    private static final class Cold {
        static final VectorKernel KERNEL = new VectorKernel(false);
    }

    /** Those of the narrowest tiles. */
    private static final int LEAST_BITS = 128;

    private final RoadsOnDemand<float[]> floats;
    private final RoadsOnDemand<double[]> doubles;
    private final RoadsOnDemand<int[]> ints;
    private final RoadsOnDemand<long[]> longs;
    private final PairRoads pairs;

    /** Refuses, with {@link IllegalStateException}, a JVM that has no vectors for the tiles, no compiler that makes instructions of
     * them, or none for their steps. */
    public VectorKernel() {
        int bits = bits();
        if (bits < LEAST_BITS) {
            throw new IllegalStateException("it needs vectors of " + LEAST_BITS + " bits, and this JVM has vectors of "
                    + bits + "; -XX:MaxVectorSize= may say so");
        }
        String mode = System.getProperty("java.vm.info", "");
        if (mode.contains("interpreted") || mode.contains("emulated-client")) {
            throw new IllegalStateException("it needs HotSpot's optimising compiler, and this JVM is in " + mode
                    + "; -Xint or -XX:TieredStopAtLevel= may say so");
        }
        if (!Fused.isFast()) {
            throw new IllegalStateException("it needs an instruction for fused multiply-add, and this JVM has none;"
                    + " -XX:-UseFMA or -XX:UseAVX=0 may say so");
        }
        if (System.getProperty(Caches.PROPERTY) != null) {
            Caches.ofMachine(); // what it does not understand is refused now, and not by a product
        }
        floats = Cold.KERNEL.floats;
        doubles = Cold.KERNEL.doubles;
        ints = Cold.KERNEL.ints;
        longs = Cold.KERNEL.longs;
        pairs = Cold.KERNEL.pairs;
    }

    private VectorKernel(boolean isWarm) {
        floats = new RoadsOnDemand<>(FloatLoops.INSTANCE, isWarm, () -> TiledRoads.floats(isWarm));
        doubles = new RoadsOnDemand<>(DoubleLoops.INSTANCE, isWarm, () -> TiledRoads.doubles(isWarm));
        ints = new RoadsOnDemand<>(IntLoops.INSTANCE, isWarm, () -> TiledRoads.ints(isWarm));
        longs = new RoadsOnDemand<>(LongLoops.INSTANCE, isWarm, () -> TiledRoads.longs(isWarm));
        pairs = new PairRoads(isWarm);
    }

    /** Every tile counts as compiled: for tests, which have no time to wait. */
    public static VectorKernel warm() {
        return new VectorKernel(true);
    }

    /** Of the vectors that the machine prefers; asked of no element type, whose classes take 15 ms to load. */
    static int bits() {
        return VectorShape.preferredShape().vectorBitSize();
    }

    /** Too little for anything but the plain loops, and for a single object: 3x3x3 takes 40 ns. */
    private static boolean isTiny(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        Product.checkNotNull(a, b, c);
        double work = (double) c.batch() * c.rows() * c.columns() * a.columns();
        return work <= (Loops.isSpelledOut(b) ? SPELLED_OUT : 64);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        if (isTiny(a, b, c)) {
            Product.check(a, b, c);
            FloatLoops.textbook(a, b, c, 0, c.batch());
        } else {
            Product<float[]> p = Product.of(a, b, c);
            floats.ready(p).run(Roads.threads(p));
        }
    }

    @Override
    public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        if (isTiny(a, b, c)) {
            Product.check(a, b, c);
            DoubleLoops.textbook(a, b, c, 0, c.batch());
        } else {
            Product<double[]> p = Product.of(a, b, c);
            doubles.ready(p).run(Roads.threads(p));
        }
    }

    @Override
    public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        if (isTiny(a, b, c)) {
            Product.check(a, b, c);
            IntLoops.textbook(a, b, c, 0, c.batch());
        } else {
            Product<int[]> p = Product.of(a, b, c);
            ints.ready(p).run(Roads.threads(p));
        }
    }

    @Override
    public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        if (isTiny(a, b, c)) {
            Product.check(a, b, c);
            LongLoops.textbook(a, b, c, 0, c.batch());
        } else {
            Product<long[]> p = Product.of(a, b, c);
            longs.ready(p).run(Roads.threads(p));
        }
    }

    @Override
    public Runnable product(IntMatrices a, IntMatrices b, IntMatrices c) {
        Product<int[]> p = Product.of(a, b, c);
        Road road = pairs.ready(p);
        return road == null ? null : () -> road.run(Roads.threads(p));
    }
}
