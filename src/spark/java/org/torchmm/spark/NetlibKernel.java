package org.torchmm.spark;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Set;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;

/** netlib's VectorBLAS in the place of torchmm's kernel: one matrix, row by row. */
final class NetlibKernel implements MatrixKernel {

    private final BLAS blas = KernelBlasTest.netlib("VectorBLAS");

    @Override
    public String name() {
        return "netlib-vector";
    }

    @Override
    public Set<Element> elements() {
        return Set.of(Element.FLOAT32);
    }

    /** Column by column: transpose(c) = transpose(b) x transpose(a). */
    @Override
    public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        blas.sgemm(
                "N",
                "N",
                c.columns(),
                c.rows(),
                a.columns(),
                1,
                b.data(),
                b.offset(),
                b.rowStride(),
                a.data(),
                a.offset(),
                a.rowStride(),
                0,
                c.data(),
                c.offset(),
                c.rowStride());
    }

    @Override
    public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        throw new UnsupportedOperationException();
    }
}
