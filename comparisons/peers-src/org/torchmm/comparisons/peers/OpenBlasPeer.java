package org.torchmm.comparisons.peers;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.List;
import java.util.function.LongFunction;
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
        return prepare(
                a,
                b,
                c,
                FloatPointer::new,
                (memory, x, length) -> memory.put(x.data(), x.offset(), length),
                (memory, x, length) -> memory.position(0).get(x.data(), x.offset(), length),
                sgemm());
    }

    @Override
    PreparedProduct doubles(Matrices<double[]> a, Matrices<double[]> b, Matrices<double[]> c) {
        return prepare(
                a,
                b,
                c,
                DoublePointer::new,
                (memory, x, length) -> memory.put(x.data(), x.offset(), length),
                (memory, x, length) -> memory.position(0).get(x.data(), x.offset(), length),
                dgemm());
    }

    /** Moves so many elements from the offset of {@code x} on, one way or the other. */
    private interface Move<P, A> {
        void run(P memory, Matrices<A> x, int length);
    }

    private static <A, P extends Pointer> PreparedProduct prepare(
            Matrices<A> a,
            Matrices<A> b,
            Matrices<A> c,
            LongFunction<P> room,
            Move<P, A> in,
            Move<P, A> out,
            BlasLoop.Gemm<P> gemm) {
        Matrices<A> left = BlasOperand.of(a).operand();
        Matrices<A> right = BlasOperand.of(b).operand();
        Matrices<A> result = c.isDense() ? c : DenseCopies.emptyLike(c);
        P x = room.apply(left.span());
        P y = room.apply(right.span());
        P z = room.apply(result.size());
        in.run(x, left, left.span());
        in.run(y, right, right.span());
        Runnable reading = () -> {
            out.run(z, result, result.size());
            DenseCopies.copy(result, c);
        };
        return new NativeProduct(
                BlasLoop.prepare(left.at(x), right.at(y), Matrices.dense(z, result), gemm), reading, List.of(x, y, z));
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
