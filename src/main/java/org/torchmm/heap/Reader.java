package org.torchmm.heap;

import java.lang.reflect.Array;
import org.torchmm.rules.Dtype;

/**
 * The elements that a layout shows, in row-major order, a piece at a time, as the Java numbers in which they are computed: where
 * the storage has them so, in place, else gathered and converted in a buffer that stays in the cache.
 */
final class Reader {

    /** Elements of a piece: three of doubles fit into 32 KB. */
    static final int PIECE = 1024;

    /** Where the last piece is. */
    Object array;

    int at;

    private final Storage storage;
    private final Layout layout;
    private final Dtype dtype;
    private final Dtype wide;
    private final boolean isInPlace;
    /** Whether a piece of one row is read where it lies. */
    private final boolean isRowInPlace;

    private final boolean isOne;
    private final long[] index;
    private final int rowLength;
    private final int rowStride;
    private Object buffer;
    private int row;
    private int inRow;

    private Mapping mapping;
    /** What was read, where there is a mapping. */
    private Object unmapped;

    private Object mapped;

    /** What becomes of elements of the wide dtype. */
    @FunctionalInterface
    interface Mapping {
        void apply(Object a, int p, Object c, int r, int count);
    }

    /** Elements converted to a dtype, as torch converts them, and then to its wide one. */
    Reader(Operand operand, Dtype dtype) {
        this(operand, dtype, false);
    }

    /** Or to the wide one at once: libtorch's vector code reads a scalar beside halves so. */
    Reader(Operand operand, Dtype dtype, boolean isUnrounded) {
        storage = operand.storage();
        layout = operand.layout().merged();
        wide = Promotion.wide(dtype);
        this.dtype = isUnrounded ? wide : dtype;
        int rank = layout.rank();
        rowLength = rank == 0 ? 1 : (int) layout.sizes()[rank - 1];
        rowStride = rank == 0 ? 0 : (int) layout.strides()[rank - 1];
        isOne = rank == 0 || rank == 1 && rowStride == 0;
        boolean isSame = storage.dtype == wide && wide == dtype;
        isRowInPlace = isSame && rowStride == 1;
        isInPlace = isSame && rank <= 1 && (rank == 0 || rowStride == 1);
        index = new long[Math.max(0, rank - 1)];
        row = layout.offset();
        if (isInPlace) {
            array = storage.data;
        }
    }

    /** Begins at the {@code from}-th element; of a new reader. */
    Reader startingAt(int from) {
        inRow = from % rowLength;
        int left = from / rowLength;
        for (int d = index.length - 1; d >= 0 && left > 0; d--) {
            int size = (int) layout.sizes()[d];
            index[d] = left % size;
            row += (int) (index[d] * layout.strides()[d]);
            left /= size;
        }
        return this;
    }

    /** Elements are made something else of; of a new reader. */
    Reader through(Mapping made) {
        mapping = made;
        unmapped = array;
        return this;
    }

    /** The next {@code count} elements, of which {@code from} came before. */
    void read(int from, int count) {
        if (mapping == null) {
            place(from, count);
            return;
        }
        array = unmapped;
        place(from, count);
        unmapped = array;
        if (mapped == null || Array.getLength(mapped) < Storage.parts(wide) * count) {
            mapped = Storage.newArray(wide, count);
        }
        mapping.apply(array, at, mapped, 0, count);
        array = mapped;
        at = 0;
    }

    private void place(int from, int count) {
        if (isInPlace) {
            at = layout.offset() + from;
        } else if (!isOne) {
            next(count);
        } else if (buffer == null) {
            useBuffer(count);
            Convert.read(storage, layout.offset(), 0, dtype, buffer, 0, 1);
            Convert.repeat(buffer, Storage.parts(wide), count);
        }
    }

    private void next(int count) {
        if (inRow == rowLength) {
            nextRow();
        }
        if (isRowInPlace && count <= rowLength - inRow) {
            array = storage.data;
            at = row + inRow;
            inRow += count;
        } else {
            useBuffer(count);
            gather(count);
        }
    }

    private void useBuffer(int count) {
        if (buffer == null || Array.getLength(buffer) < Storage.parts(wide) * count) {
            buffer = Storage.newArray(wide, count);
        }
        array = buffer;
        at = 0;
    }

    private void gather(int count) {
        int done = 0;
        while (true) {
            int n = Math.min(count - done, rowLength - inRow);
            Convert.read(storage, row + inRow * rowStride, rowStride, dtype, buffer, done, n);
            done += n;
            inRow += n;
            if (done == count) {
                return;
            }
            nextRow();
        }
    }

    private void nextRow() {
        inRow = 0;
        for (int d = index.length - 1; d >= 0; d--) {
            row += (int) layout.strides()[d];
            if (++index[d] < layout.sizes()[d]) {
                return;
            }
            row -= (int) (index[d] * layout.strides()[d]);
            index[d] = 0;
        }
    }
}
