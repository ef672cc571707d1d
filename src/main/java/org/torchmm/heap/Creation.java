package org.torchmm.heap;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;

/** Memory for new arrays, filled. */
final class Creation {

    private Creation() {}

    /** How many elements there are; {@link IllegalArgumentException} where libtorch could not count their bytes. */
    static long count(long... sizes) {
        long elements = 1;
        for (long size : sizes) {
            if (size < 0 || Math.multiplyHigh(elements, size) != 0 || elements * size < 0) {
                throw new IllegalArgumentException(
                        "Storage size calculation overflowed with sizes=" + Arrays.toString(sizes));
            }
            elements *= size;
        }
        return elements;
    }

    /** torch's name of a dtype; {@link IllegalArgumentException} where there are no such arrays. */
    static Dtype dtype(DataType type) {
        Dtype dtype = DataTypes.dtype(type);
        if (dtype == null) {
            throw new IllegalArgumentException("torchmm cannot create tensors of dtype " + type
                    + " in Java's memory: it has FLOAT32, FLOAT64, FLOAT16, BFLOAT16, INT8, UINT8, INT16, INT32, INT64,"
                    + " BOOLEAN and COMPLEX64");
        }
        return dtype;
    }

    static Storage zeros(Recycler recycler, Dtype dtype, long... sizes) {
        return Storage.zeros(recycler, dtype, count(sizes));
    }

    static Storage full(Recycler recycler, Dtype dtype, long[] sizes, double value) {
        long count = count(sizes);
        Storage storage = Storage.allocate(recycler, dtype, count);
        storage.fill(value, (int) count);
        return storage;
    }

    static Storage eye(Recycler recycler, Dtype dtype, int rows, int columns, int k) {
        Storage storage = zeros(recycler, dtype, rows, columns);
        for (int i = Math.max(0, -k); i < rows && i + k < columns; i++) {
            storage.setDouble(i * columns + i + k, 1);
        }
        return storage;
    }
}
