package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Chunk;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;

/** Elements from and to bytes, chunk by chunk. */
final class StorageData {

    /** Bytes that cross to and from files at a time. */
    private static final int CHUNK = 1 << 18;

    private StorageData() {}

    static Storage create(Recycler recycler, Dtype dtype, long size, Chunk filler) throws IOException {
        Storage storage = Storage.allocate(recycler, dtype, size);
        ByteBuffer chunk = chunk(dtype, size);
        int elements = chunk.capacity() / dtype.bytes;
        for (int from = 0; from < size; from += elements) {
            int count = (int) Math.min(elements, size - from);
            filler.accept(from, chunk.clear().limit(count * dtype.bytes));
            storage.get(chunk.clear(), from, count);
        }
        return storage;
    }

    /** Those of an array of another kind's. */
    static Storage copy(Recycler recycler, Backend other, NDArray array) throws IOException {
        Facts facts = other.facts(array);
        Dtype dtype = facts.dtype();
        Storage storage = Storage.allocate(recycler, dtype, Creation.count(facts.sizes()));
        other.read(array, (from, bytes) -> storage.get(bytes, (int) from, bytes.remaining() / dtype.bytes));
        return storage;
    }

    /** Those of any layout, in row-major order. */
    static void read(Operand array, Recycler recycler, Chunk reader) throws IOException {
        Operand elements = array.contiguous(recycler);
        int offset = elements.layout().offset();
        long size = elements.layout().count();
        int bytes = elements.dtype().bytes;
        ByteBuffer chunk = chunk(elements.dtype(), size);
        int most = chunk.capacity() / bytes;
        for (long from = 0; from < size; from += most) {
            int count = (int) Math.min(most, size - from);
            elements.storage().put(chunk.clear(), (int) (offset + from), count);
            reader.accept(from, chunk.clear().limit(count * bytes));
        }
        if (elements != array) {
            elements.storage().letGo();
        }
    }

    private static ByteBuffer chunk(Dtype dtype, long size) {
        return ByteBuffer.allocate((int) Math.min(CHUNK, size * dtype.bytes)).order(ByteOrder.nativeOrder());
    }
}
