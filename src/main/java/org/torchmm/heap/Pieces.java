package org.torchmm.heap;

import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** The loops over pieces that this JVM runs best: the Vector API's where the vector kernel can be had, else the plain ones. */
final class Pieces {

    /** By name alone: what it imports is not there in a JVM without the module. */
    private static final String VECTOR = "org.torchmm.heap.vector.Vector";

    static final FloatPieces FLOATS = (FloatPieces) best("FloatPieces", PlainFloatPieces.INSTANCE);

    static final CastPieces CASTS = (CastPieces) best("CastPieces", PlainCastPieces.INSTANCE);

    private Pieces() {}

    private static Object best(String name, Object plain) {
        if (MatrixKernels.all().stream().map(MatrixKernel::name).noneMatch("vector"::equals)) {
            return plain;
        }
        try {
            return Class.forName(VECTOR + name).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            return plain;
        }
    }
}
