package org.torchmm.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * c = a x b on the Vector API: register tiles under blocked loops, several threads.
 *
 * <p>a is (batch, m, k), b is (batch, k, n), c is (batch, m, n), in float32, float64, int32 or int64. Only a JVM started with
 * {@code --add-modules=jdk.incubator.vector} can load this class; {@link MatrixKernels} knows. The vector width is the
 * machine's.
 */
public final class VectorKernel implements MatrixKernel {

    private static final int WIDTH = FloatVector.SPECIES_PREFERRED.vectorBitSize();

    private final VectorLoops<float[]> floats = WIDTH >= 512
            ? new VectorLoops<>(
                    FloatLoops.INSTANCE,
                    FloatPacking.INSTANCE,
                    FloatTiles512.INSTANCE,
                    FloatTiles256.INSTANCE,
                    FloatTiles128.INSTANCE)
            : WIDTH >= 256
                    ? new VectorLoops<>(
                            FloatLoops.INSTANCE, FloatPacking.INSTANCE, FloatTiles256.INSTANCE, FloatTiles128.INSTANCE)
                    : new VectorLoops<>(FloatLoops.INSTANCE, FloatPacking.INSTANCE, FloatTiles128.INSTANCE);
    private final VectorLoops<double[]> doubles = WIDTH >= 512
            ? new VectorLoops<>(
                    DoubleLoops.INSTANCE,
                    DoublePacking.INSTANCE,
                    DoubleTiles512.INSTANCE,
                    DoubleTiles256.INSTANCE,
                    DoubleTiles128.INSTANCE)
            : WIDTH >= 256
                    ? new VectorLoops<>(
                            DoubleLoops.INSTANCE,
                            DoublePacking.INSTANCE,
                            DoubleTiles256.INSTANCE,
                            DoubleTiles128.INSTANCE)
                    : new VectorLoops<>(DoubleLoops.INSTANCE, DoublePacking.INSTANCE, DoubleTiles128.INSTANCE);
    private final VectorLoops<int[]> ints = WIDTH >= 512
            ? new VectorLoops<>(
                    IntLoops.INSTANCE,
                    IntPacking.INSTANCE,
                    IntTiles512.INSTANCE,
                    IntTiles256.INSTANCE,
                    IntTiles128.INSTANCE)
            : WIDTH >= 256
                    ? new VectorLoops<>(
                            IntLoops.INSTANCE, IntPacking.INSTANCE, IntTiles256.INSTANCE, IntTiles128.INSTANCE)
                    : new VectorLoops<>(IntLoops.INSTANCE, IntPacking.INSTANCE, IntTiles128.INSTANCE);
    private final VectorLoops<long[]> longs = WIDTH >= 512
            ? new VectorLoops<>(
                    LongLoops.INSTANCE,
                    LongPacking.INSTANCE,
                    LongTiles512.INSTANCE,
                    LongTiles256.INSTANCE,
                    LongTiles128.INSTANCE)
            : WIDTH >= 256
                    ? new VectorLoops<>(
                            LongLoops.INSTANCE, LongPacking.INSTANCE, LongTiles256.INSTANCE, LongTiles128.INSTANCE)
                    : new VectorLoops<>(LongLoops.INSTANCE, LongPacking.INSTANCE, LongTiles128.INSTANCE);

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        floats.run(Product.of(a, b, c));
    }

    @Override
    public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        doubles.run(Product.of(a, b, c));
    }

    @Override
    public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        ints.run(Product.of(a, b, c));
    }

    @Override
    public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        longs.run(Product.of(a, b, c));
    }
}
