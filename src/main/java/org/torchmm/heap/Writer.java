package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Takes elements in row-major order, a piece at a time, to where a layout has them; in place where it can. */
final class Writer {

    /** Where the next piece is to be put. */
    Object array;

    int at;

    private final Storage storage;
    private final Layout layout;
    private final Dtype piece;
    private final boolean isInPlace;

    /** Pieces are of a wide dtype, or bool. */
    Writer(Storage storage, Layout layout, Dtype piece) {
        this.storage = storage;
        this.layout = layout;
        this.piece = piece;
        isInPlace = storage.dtype == piece && layout.isContiguous();
        if (isInPlace) {
            array = storage.data;
        }
    }

    void begin(int from, int count) {
        if (isInPlace) {
            at = layout.offset() + from;
        } else if (array == null) {
            array = Storage.newArray(piece, count);
        }
    }

    void end(int from, int count) {
        if (isInPlace) {
            return;
        }
        if (layout.isContiguous()) {
            Convert.write(array, 0, storage, layout.offset() + from, 1, count);
        } else {
            scatter(from, count);
        }
    }

    private void scatter(int from, int count) {
        int rank = layout.rank();
        for (int i = 0; i < count; i++) {
            int left = from + i;
            int offset = layout.offset();
            for (int d = rank - 1; d >= 0; d--) {
                int size = (int) layout.sizes()[d];
                offset += left % size * (int) layout.strides()[d];
                left /= size;
            }
            Convert.write(array, i, storage, offset, 1, 1);
        }
    }
}
