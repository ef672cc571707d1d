package org.torchmm.kernel;

/** Stub. */
final class VectorKernel implements MatrixKernel {
    private final ScalarKernel scalar = new ScalarKernel();

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        scalar.bmm(a, b, c);
    }

    @Override
    public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        scalar.bmm(a, b, c);
    }

    @Override
    public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        scalar.bmm(a, b, c);
    }

    @Override
    public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        scalar.bmm(a, b, c);
    }
}
