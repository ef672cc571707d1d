package org.torchmm.comparisons.peers;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.torchmm.comparisons.Matrices;
import org.torchmm.kernel.MatrixKernels;

/**
 * OpenBLAS 0.3.31 through {@code org.bytedeco:openblas}: {@code cblas_sgemm} and {@code cblas_dgemm}, one product after the
 * other, with as many threads as torchmm's kernels have. Leading dimensions and transposition are its own; it has neither
 * batches nor integers, and checks nothing. It multiplies in native memory, into one result.
 */
final class OpenBlasPeer extends PeerKernel {

    OpenBlasPeer() {
        super(Peers.OPENBLAS);
        setThreads();
    }

    @Override
    PreparedProduct floats(Matrices<float[]> a, Matrices<float[]> b, Matrices<float[]> c) {
        Matrices<float[]> left = BlasOperand.of(a).operand();
        Matrices<float[]> right = BlasOperand.of(b).operand();
        Matrices<float[]> result = c.isDense() ? c : DenseCopies.emptyLike(c);
        FloatPointer x = new FloatPointer(left.span()).put(left.data(), left.offset(), left.span());
        FloatPointer y = new FloatPointer(right.span()).put(right.data(), right.offset(), right.span());
        FloatPointer z = new FloatPointer(result.size());
        Runnable reading = () -> {
            z.position(0).get(result.data(), result.offset(), result.size());
            DenseCopies.copy(result, c);
        };
        return new NativeProduct(
                BlasLoop.prepare(left.at(x), right.at(y), Matrices.dense(z, result), sgemm()),
                reading,
                List.of(x, y, z));
    }

    @Override
    PreparedProduct doubles(Matrices<double[]> a, Matrices<double[]> b, Matrices<double[]> c) {
        Matrices<double[]> left = BlasOperand.of(a).operand();
        Matrices<double[]> right = BlasOperand.of(b).operand();
        Matrices<double[]> result = c.isDense() ? c : DenseCopies.emptyLike(c);
        DoublePointer x = new DoublePointer(left.span()).put(left.data(), left.offset(), left.span());
        DoublePointer y = new DoublePointer(right.span()).put(right.data(), right.offset(), right.span());
        DoublePointer z = new DoublePointer(result.size());
        Runnable reading = () -> {
            z.position(0).get(result.data(), result.offset(), result.size());
            DenseCopies.copy(result, c);
        };
        return new NativeProduct(
                BlasLoop.prepare(left.at(x), right.at(y), Matrices.dense(z, result), dgemm()),
                reading,
                List.of(x, y, z));
    }

    private record NativeProduct(PreparedProduct loop, Runnable reading, List<Pointer> memory)
            implements PreparedProduct {

        @Override
        public void run() {
            setThreads();
            loop.run();
        }

        @Override
        public void read() {
            reading.run();
        }

        @Override
        public void close() {
            memory.forEach(Pointer::close);
        }
    }

    private static BlasLoop.Gemm<FloatPointer> sgemm() {
        return (a, b, c, q) -> cblas_sgemm(
                CblasRowMajor,
                transposition(a),
                transposition(b),
                c.rows(),
                c.columns(),
                a.columns(),
                1,
                a.data().position(a.at(q)),
                a.leading(),
                b.data().position(b.at(q)),
                b.leading(),
                0,
                c.data().position(c.at(q)),
                c.leading());
    }

    private static BlasLoop.Gemm<DoublePointer> dgemm() {
        return (a, b, c, q) -> cblas_dgemm(
                CblasRowMajor,
                transposition(a),
                transposition(b),
                c.rows(),
                c.columns(),
                a.columns(),
                1,
                a.data().position(a.at(q)),
                a.leading(),
                b.data().position(b.at(q)),
                b.leading(),
                0,
                c.data().position(c.at(q)),
                c.leading());
    }

    private static int transposition(BlasOperand<?> operand) {
        return operand.isTransposed() ? CblasTrans : CblasNoTrans;
    }

    private static void setThreads() {
        int threads = MatrixKernels.getThreads();
        if (openblas_nolapack.blas_get_num_threads() != threads) {
            openblas_nolapack.blas_set_num_threads(threads);
        }
    }
}
