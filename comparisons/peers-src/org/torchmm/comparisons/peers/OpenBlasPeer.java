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
import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernels;

/**
 * OpenBLAS 0.3.31 through {@code org.bytedeco:openblas}: {@code cblas_sgemm} and {@code cblas_dgemm}, one product after the
 * other, with as many threads as torchmm's kernels have. Leading dimensions and transposition are its own; it has neither
 * batches nor integers, and checks nothing. It multiplies in native memory, into one result.
 */
final class OpenBlasPeer extends PeerKernel {

    OpenBlasPeer() {
        super(Peers.OPENBLAS, FLOATING);
        setThreads();
    }

    @Override
    PreparedProduct floats(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        return prepare(
                a,
                b,
                c,
                FloatPointer::new,
                FloatPointer::put,
                (memory, array, offset, length) -> memory.position(0).get(array, offset, length),
                sgemm());
    }

    @Override
    PreparedProduct doubles(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        return prepare(
                a,
                b,
                c,
                DoublePointer::new,
                DoublePointer::put,
                (memory, array, offset, length) -> memory.position(0).get(array, offset, length),
                dgemm());
    }

    /** Moves so many elements from the offset of an array on, one way or the other. */
    private interface Move<P, A> {
        void run(P memory, A array, int offset, int length);
    }

    private static <A, P extends Pointer> PreparedProduct prepare(
            Matrices<A> a,
            Matrices<A> b,
            Matrices<A> c,
            LongFunction<P> room,
            Move<P, A> in,
            Move<P, A> out,
            BlasLoop.Gemm<P> gemm) {
        BlasOperand<P> x = copy(BlasOperand.of(a), room, in);
        BlasOperand<P> y = copy(BlasOperand.of(b), room, in);
        Matrices<A> result = Storage.isDense(c) ? c : DenseCopies.emptyLike(c);
        int size = Storage.size(result);
        BlasOperand<P> z = BlasOperand.of(result).in(room.apply(size));
        Runnable reading = () -> {
            out.run(z.data(), result.data(), result.offset(), size);
            DenseCopies.copy(result, c);
        };
        return new NativeProduct(() -> BlasLoop.run(x, y, z, gemm), reading, List.of(x.data(), y.data(), z.data()));
    }

    private static <A, P> BlasOperand<P> copy(BlasOperand<A> operand, LongFunction<P> room, Move<P, A> in) {
        BlasOperand<P> copy = operand.in(room.apply(operand.span()));
        in.run(copy.data(), operand.data(), operand.offset(), operand.span());
        return copy;
    }

    private record NativeProduct(Runnable loop, Runnable reading, List<Pointer> memory) implements PreparedProduct {

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
