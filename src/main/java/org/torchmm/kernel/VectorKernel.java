package org.torchmm.kernel;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * c = a x b on the Vector API: register tiles under blocked loops, several threads.
 *
 * <p>a is (batch, m, k), b is (batch, k, n), c is (batch, m, n), in float32, float64, int32 or int64. Only a JVM started with
 * {@code --add-modules=jdk.incubator.vector} can load this class; {@link MatrixKernels} knows. The vector width is the
 * machine's.
 */
public final class VectorKernel implements MatrixKernel {

    private final VectorLoops<float[]> floats = new VectorLoops<>(
            FloatLoops.INSTANCE,
            FloatPacking.INSTANCE,
            upToWidth(List.of(FloatTiles512.INSTANCE, FloatTiles256.INSTANCE, FloatTiles128.INSTANCE)));
    private final VectorLoops<double[]> doubles = new VectorLoops<>(
            DoubleLoops.INSTANCE,
            DoublePacking.INSTANCE,
            upToWidth(List.of(DoubleTiles512.INSTANCE, DoubleTiles256.INSTANCE, DoubleTiles128.INSTANCE)));
    private final VectorLoops<int[]> ints = new VectorLoops<>(
            IntLoops.INSTANCE,
            IntPacking.INSTANCE,
            upToWidth(List.of(IntTiles512.INSTANCE, IntTiles256.INSTANCE, IntTiles128.INSTANCE)));
    private final VectorLoops<long[]> longs = new VectorLoops<>(
            LongLoops.INSTANCE,
            LongPacking.INSTANCE,
            upToWidth(List.of(LongTiles512.INSTANCE, LongTiles256.INSTANCE, LongTiles128.INSTANCE)));

    /** Those that the machine has registers for, the widest first. */
    private static <A> List<Tiles<A>> upToWidth(List<Tiles<A>> tiles) {
        int width = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        return tiles.stream().filter(each -> each.width <= width).toList();
    }

    /** Every tile counts as compiled: for tests, which have no time to wait. */
    static VectorKernel warm() {
        VectorKernel kernel = new VectorKernel();
        kernel.floats.skipWarmUp();
        kernel.doubles.skipWarmUp();
        kernel.ints.skipWarmUp();
        kernel.longs.skipWarmUp();
        return kernel;
    }

    /** Too little for anything but the plain loops, and for a single object: 3x3x3 takes 40 ns. */
    private static boolean isTiny(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        double work = (double) c.batch() * c.rows() * c.columns() * a.columns();
        return work <= (Loops.isSpelledOut(b) ? Loops.SPELLED_OUT * Loops.SPELLED_OUT * Loops.SPELLED_OUT : 64);
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
            floats.run(Product.of(a, b, c));
        }
    }

    @Override
    public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        if (isTiny(a, b, c)) {
            Product.check(a, b, c);
            DoubleLoops.textbook(a, b, c, 0, c.batch());
        } else {
            doubles.run(Product.of(a, b, c));
        }
    }

    @Override
    public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        if (isTiny(a, b, c)) {
            Product.check(a, b, c);
            IntLoops.textbook(a, b, c, 0, c.batch());
        } else {
            ints.run(Product.of(a, b, c));
        }
    }

    @Override
    public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        if (isTiny(a, b, c)) {
            Product.check(a, b, c);
            LongLoops.textbook(a, b, c, 0, c.batch());
        } else {
            longs.run(Product.of(a, b, c));
        }
    }
}
