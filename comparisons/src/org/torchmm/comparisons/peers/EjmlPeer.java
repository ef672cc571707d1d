package org.torchmm.comparisons.peers;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;

/**
 * EJML 0.46.1, plain Java on one thread: {@code mult}, {@code multTransA}, {@code multTransB} and {@code multTransAB} of
 * its row-major matrices, one product after the other. It has neither batches nor offsets nor integers.
 */
final class EjmlPeer extends PeerKernel {

    EjmlPeer() {
        super("ejml", FLOATING);
    }

    @Override
    PreparedProduct floats(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        return MatrixLoop.prepare(a, b, c, (x, y, z) -> {
            FMatrixRMaj left = FMatrixRMaj.wrap(x.storedRows(), x.storedColumns(), x.data());
            FMatrixRMaj right = FMatrixRMaj.wrap(y.storedRows(), y.storedColumns(), y.data());
            FMatrixRMaj product = FMatrixRMaj.wrap(z.rows(), z.columns(), z.data());
            if (x.isTransposed() && y.isTransposed()) {
                CommonOps_FDRM.multTransAB(left, right, product);
            } else if (x.isTransposed()) {
                CommonOps_FDRM.multTransA(left, right, product);
            } else if (y.isTransposed()) {
                CommonOps_FDRM.multTransB(left, right, product);
            } else {
                CommonOps_FDRM.mult(left, right, product);
            }
        });
    }

    @Override
    PreparedProduct doubles(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        return MatrixLoop.prepare(a, b, c, (x, y, z) -> {
            DMatrixRMaj left = DMatrixRMaj.wrap(x.storedRows(), x.storedColumns(), x.data());
            DMatrixRMaj right = DMatrixRMaj.wrap(y.storedRows(), y.storedColumns(), y.data());
            DMatrixRMaj product = DMatrixRMaj.wrap(z.rows(), z.columns(), z.data());
            if (x.isTransposed() && y.isTransposed()) {
                CommonOps_DDRM.multTransAB(left, right, product);
            } else if (x.isTransposed()) {
                CommonOps_DDRM.multTransA(left, right, product);
            } else if (y.isTransposed()) {
                CommonOps_DDRM.multTransB(left, right, product);
            } else {
                CommonOps_DDRM.mult(left, right, product);
            }
        });
    }
}
