package org.torchmm.comparisons.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.torchmm.comparisons.Matrices;

/** Native memory for peers that multiply there: dense operands are copied in and results out. */
final class DirectMemory {

    private DirectMemory() {}

    /** Room for a dense {@code x}, in the machine's byte order. */
    static ByteBuffer like(Matrices<?> x) {
        int bytes = x.data() instanceof float[] || x.data() instanceof int[] ? 4 : 8;
        return ByteBuffer.allocateDirect(Math.multiplyExact(bytes, x.size())).order(ByteOrder.nativeOrder());
    }

    /** A copy of {@code x}, which is dense. */
    static ByteBuffer of(Matrices<?> x) {
        ByteBuffer memory = like(x);
        if (x.data() instanceof float[] data) {
            memory.asFloatBuffer().put(data, x.offset(), x.size());
        } else if (x.data() instanceof double[] data) {
            memory.asDoubleBuffer().put(data, x.offset(), x.size());
        } else if (x.data() instanceof int[] data) {
            memory.asIntBuffer().put(data, x.offset(), x.size());
        } else {
            memory.asLongBuffer().put((long[]) x.data(), x.offset(), x.size());
        }
        return memory;
    }

    /** The elements of {@code c}, in row-major order, taken from {@code memory}. */
    static <A> void read(ByteBuffer memory, Matrices<A> c) {
        Matrices<A> dense = c.isDense() ? c : DenseCopies.emptyLike(c);
        if (dense.data() instanceof float[] data) {
            memory.asFloatBuffer().get(data, dense.offset(), dense.size());
        } else if (dense.data() instanceof double[] data) {
            memory.asDoubleBuffer().get(data, dense.offset(), dense.size());
        } else if (dense.data() instanceof int[] data) {
            memory.asIntBuffer().get(data, dense.offset(), dense.size());
        } else {
            memory.asLongBuffer().get((long[]) dense.data(), dense.offset(), dense.size());
        }
        DenseCopies.copy(dense, c);
    }
}
