package org.torchmm.heap;

import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** The loops over pieces that this JVM runs best: the Vector API's where the vector kernel can be had, else the plain ones. */
final class Pieces {

    /** By name alone: what it imports is not there in a JVM without the module. */
    private static final String VECTOR = "org.torchmm.heap.vector.";

    static final FloatPieces FLOATS = best("VectorFloatPieces", PlainFloatPieces.INSTANCE, FloatPieces.class);

    static final CastPieces CASTS = best("VectorCastPieces", PlainCastPieces.INSTANCE, CastPieces.class);

    private Pieces() {}

    static <T> T best(String name, T plain, Class<T> type) {
        if (MatrixKernels.all().stream().map(MatrixKernel::name).noneMatch("vector"::equals)) {
            return plain;
        }
        try {
            return type.cast(Class.forName(VECTOR + name).getConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return plain;
        }
    }
}
