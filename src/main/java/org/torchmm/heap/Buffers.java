package org.torchmm.heap;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.torchmm.rules.Dtype;

/** Elements that users bring in Java's buffers. */
final class Buffers {

    private Buffers() {}

    /** A copy of a buffer's elements. */
    static Storage storage(Buffer data, Dtype dtype, long count) {
        Storage storage = Storage.allocate(Recycler.NONE, dtype, count);
        int parts = Storage.parts(dtype) * (int) count;
        if (data instanceof ByteBuffer bytes) {
            storage.get(bytes.slice().order(ByteOrder.nativeOrder()), 0, (int) count);
        } else if (data instanceof FloatBuffer floats && storage.data instanceof float[] to) {
            floats.duplicate().get(to, 0, parts);
        } else if (data instanceof DoubleBuffer doubles && storage.data instanceof double[] to) {
            doubles.duplicate().get(to, 0, parts);
        } else if (data instanceof IntBuffer ints && storage.data instanceof int[] to) {
            ints.duplicate().get(to, 0, parts);
        } else if (data instanceof LongBuffer longs && storage.data instanceof long[] to) {
            longs.duplicate().get(to, 0, parts);
        } else if (data instanceof ShortBuffer shorts && storage.data instanceof short[] to) {
            shorts.duplicate().get(to, 0, parts);
        } else {
            throw new IllegalArgumentException(
                    "a " + data.getClass().getSimpleName() + " holds no elements of " + dtype.python);
        }
        return storage;
    }
}
