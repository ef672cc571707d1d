package org.torchmm.comparisons.peers;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.lang.reflect.Method;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;

/**
 * {@code dev.ludovic.netlib:blas} 3.2.0, BLAS in Java on one thread: {@code sgemm} and {@code dgemm} on the arrays where
 * they lie, with offsets, leading dimensions and transposition, one product after the other. It has neither batches nor
 * integers.
 *
 * <p>The class that multiplies is asked for by name, for which its package has no door: {@code JavaBLAS.getInstance()}
 * takes VectorBLAS if the JVM has {@code jdk.incubator.vector} and Java11BLAS otherwise, and does not say which.
 */
final class NetlibPeer extends PeerKernel {

    private final JavaBLAS blas;

    private NetlibPeer(String name, JavaBLAS blas) {
        super(name, FLOATING);
        this.blas = blas;
    }

    /** With the Vector API; {@link IllegalStateException} if the JVM has none. */
    static NetlibPeer vector() throws ReflectiveOperationException {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new IllegalStateException("it needs --add-modules=jdk.incubator.vector");
        }
        return new NetlibPeer("netlib-vector", instance("VectorBLAS"));
    }

    /** Plain loops. */
    static NetlibPeer scalar() throws ReflectiveOperationException {
        return new NetlibPeer("netlib-java", instance("Java11BLAS"));
    }

    private static JavaBLAS instance(String name) throws ReflectiveOperationException {
        Method getInstance = Class.forName("dev.ludovic.netlib.blas." + name).getMethod("getInstance");
        getInstance.setAccessible(true);
        return (JavaBLAS) getInstance.invoke(null);
    }

    /** Column-major like all BLAS: transpose(c) = transpose(b) x transpose(a). */
    @Override
    PreparedProduct floats(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        return BlasLoop.prepare(
                a,
                b,
                c,
                (x, y, z, q) -> blas.sgemm(
                        transposition(y),
                        transposition(x),
                        z.columns(),
                        z.rows(),
                        x.columns(),
                        1,
                        y.data(),
                        y.at(q),
                        y.leading(),
                        x.data(),
                        x.at(q),
                        x.leading(),
                        0,
                        z.data(),
                        z.at(q),
                        z.leading()));
    }

    @Override
    PreparedProduct doubles(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        return BlasLoop.prepare(
                a,
                b,
                c,
                (x, y, z, q) -> blas.dgemm(
                        transposition(y),
                        transposition(x),
                        z.columns(),
                        z.rows(),
                        x.columns(),
                        1,
                        y.data(),
                        y.at(q),
                        y.leading(),
                        x.data(),
                        x.at(q),
                        x.leading(),
                        0,
                        z.data(),
                        z.at(q),
                        z.leading()));
    }

    private static String transposition(BlasOperand<?> operand) {
        return operand.isTransposed() ? "T" : "N";
    }
}
