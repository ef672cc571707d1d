package org.torchmm.comparisons.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.torchmm.comparisons.ElementType;
import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.Matrices;

/** Native memory for peers that multiply there: dense operands are copied in and results out. */
final class DirectMemory {

    private DirectMemory() {}

    /** Room for a dense {@code x}, in the machine's byte order. */
    static ByteBuffer like(Matrices<?> x) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(x.element().bytes(), Storage.size(x)))
                .order(ByteOrder.nativeOrder());
    }

    /** A copy of {@code x}, which is dense. */
    static ByteBuffer of(Matrices<?> x) {
        ByteBuffer memory = like(x);
        ElementType type = ElementType.of(x);
        int bytes = x.element().bytes();
        for (int i = 0; i < Storage.size(x); i++) {
            long bits = type.rawBits(x.data(), x.offset() + i);
            if (bytes == Integer.BYTES) {
                memory.putInt(i * bytes, (int) bits);
            } else {
                memory.putLong(i * bytes, bits);
            }
        }
        return memory;
    }

    /** The elements of {@code c}, in row-major order, taken from {@code memory}. */
    static <A> void read(ByteBuffer memory, Matrices<A> c) {
        Matrices<A> dense = Storage.isDense(c) ? c : DenseCopies.emptyLike(c);
        ElementType type = ElementType.of(c);
        int bytes = c.element().bytes();
        for (int i = 0; i < Storage.size(c); i++) {
            int at = memory.position() + i * bytes;
            type.setRawBits(
                    dense.data(), dense.offset() + i, bytes == Integer.BYTES ? memory.getInt(at) : memory.getLong(at));
        }
        DenseCopies.copy(dense, c);
    }
}
