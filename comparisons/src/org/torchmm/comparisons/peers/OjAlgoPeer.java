package org.torchmm.comparisons.peers;

import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;
import org.torchmm.comparisons.peers.MatrixLoop.Matrix;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;

/**
 * ojAlgo 57.1.0, plain Java, which takes as many threads as it likes: {@code fillByMultiplying}, one product after the
 * other. Its matrices are column-major, so transpose(c) = transpose(b) x transpose(a) is what it computes; a transposed
 * operand is its logical view. It has neither batches nor offsets nor integers.
 */
final class OjAlgoPeer extends PeerKernel {

    OjAlgoPeer() {
        super("ojalgo", FLOATING);
    }

    @Override
    PreparedProduct floats(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        return MatrixLoop.prepare(
                a,
                b,
                c,
                (x, y, z) -> R032Store.wrap(z.data(), z.columns())
                        .fillByMultiplying(
                                view(y, R032Store.wrap(y.data(), y.storedColumns())),
                                view(x, R032Store.wrap(x.data(), x.storedColumns()))));
    }

    @Override
    PreparedProduct doubles(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        return MatrixLoop.prepare(
                a,
                b,
                c,
                (x, y, z) -> R064Store.wrap(z.data(), z.columns())
                        .fillByMultiplying(
                                view(y, R064Store.wrap(y.data(), y.storedColumns())),
                                view(x, R064Store.wrap(x.data(), x.storedColumns()))));
    }

    private static MatrixStore<Double> view(Matrix<?> matrix, MatrixStore<Double> stored) {
        return matrix.isTransposed() ? stored.transpose() : stored;
    }
}
