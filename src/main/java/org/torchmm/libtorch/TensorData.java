package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Chunk;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;

/**
 * Carries data between Java and libtorch's own memory: one bulk copy, freed when the array is closed.
 *
 * <p>DJL's {@code create(float[])} and {@code create(Buffer)} lend libtorch a Java buffer instead, which is slower (1 MB:
 * 786 us against 23 us), is freed by the garbage collector rather than by close, and leaves every view of the array
 * dangling once the array itself is closed.
 */
final class TensorData {

    /** Elements a chunk: 8-byte elements stay below the 2 GiB that a ByteBuffer can address. */
    private static final long CHUNK = 1L << 27;

    private TensorData() {}

    /** A new contiguous array that belongs to {@code manager}, filled chunk by chunk. */
    static NDArray create(NDManager manager, Dtype dtype, long[] sizes, Chunk filler) throws IOException {
        NDArray array = empty(manager, dtype, sizes);
        try {
            each(array, dtype, filler);
            if (!array.getDevice().equals(manager.getDevice())) {
                NDArray onHost = array;
                array = onHost.toDevice(manager.getDevice(), false);
                onHost.close();
            }
            return array;
        } catch (IOException | RuntimeException | Error e) {
            array.close();
            throw e;
        }
    }

    /** The other kind shows its elements in stretches of its own, and libtorch's memory is filled in others: each fills its part. */
    static NDArray copy(NDManager manager, Backend other, NDArray array) throws IOException {
        Facts facts = other.facts(array);
        int size = facts.dtype().bytes;
        return create(manager, facts.dtype(), facts.sizes(), (from, bytes) -> {
            long to = from + bytes.remaining() / size;
            other.read(array, (at, shown) -> {
                long first = Math.max(from, at);
                long end = Math.min(to, at + shown.remaining() / size);
                if (first < end) {
                    bytes.put(
                            (int) ((first - from) * size), shown, (int) (shown.position() + (first - at) * size), (int)
                                    ((end - first) * size));
                }
            });
        });
    }

    /** On the CPU, which alone Java's data can be copied to. */
    private static NDArray empty(NDManager manager, Dtype dtype, long[] sizes) {
        if (NewTensors.isDjls(dtype)) {
            return JniUtils.createEmptyNdArray(
                    (PtNDManager) manager,
                    new Shape(sizes),
                    DataTypes.dataType(dtype),
                    Device.cpu(),
                    SparseFormat.DENSE);
        }
        return (NDArray) OperatorCalls.call(
                "empty", List.of(sizes, dtype, "cpu"), List.of("dtype", "device"), each -> false, manager);
    }

    /** Shows the data of an array of any layout in row-major order; copies made on the way are freed before it returns. */
    static void read(NDArray array, Dtype dtype, Chunk chunk) throws IOException {
        if (dtype != Dtype.COMPLEX64) {
            each(array, dtype, chunk);
            return;
        }
        try (NDManager temporary = Libtorch.newManager(array.getDevice())) {
            // the copy conjugates what is only marked as a conjugate
            each(LibtorchBackend.INSTANCE.alias(array, temporary).duplicate(), dtype, chunk);
        }
    }

    private static void each(NDArray array, Dtype dtype, Chunk chunk) throws IOException {
        long size = array.size();
        if (size == 0) {
            return;
        }
        // What is made on the way (views, contiguous copies, host copies) attaches to this manager, which nobody else
        // can close.
        try (NDManager temporary = Libtorch.newManager(array.getDevice())) {
            NDArray flat = LibtorchBackend.INSTANCE.alias(array, temporary).reshape(-1);
            for (long from = 0; from < size; from += CHUNK) {
                long to = Math.min(size, from + CHUNK);
                NDArray part = size <= CHUNK ? flat : flat.get(temporary, new NDIndex().addSliceDim(from, to));
                ByteBuffer bytes = part.toByteBuffer(true);
                if (bytes.remaining() != (to - from) * dtype.bytes) {
                    throw new IllegalStateException(
                            "expected " + (to - from) * dtype.bytes + " bytes of data, got " + bytes.remaining());
                }
                chunk.accept(from, bytes);
            }
        }
    }
}
