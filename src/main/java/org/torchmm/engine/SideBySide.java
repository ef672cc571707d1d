package org.torchmm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.function.BiPredicate;

/** Two arrays, each of either kind, read together, a piece at a time, in row-major order: never all at once. */
public final class SideBySide {

    /** Elements of a piece: a few hundred kilobytes of either, which stay in the cache. */
    private static final int PIECE = 1 << 14;

    private final Backend kind;
    private final Backend otherKind;
    private final BiPredicate<NDArray, NDArray> reader;

    private SideBySide(Backend kind, Backend otherKind, BiPredicate<NDArray, NDArray> reader) {
        this.kind = kind;
        this.otherKind = otherKind;
        this.reader = reader;
    }

    /**
     * Shows pieces of both as long as the reader wants more of them, with both arrays, which are held, expanded to {@code sizes}. A
     * piece, and what is made of it, is freed once it is read.
     *
     * @return whether the reader wanted all
     */
    public static boolean read(
            Backend kind,
            NDArray array,
            Backend otherKind,
            NDArray other,
            long[] sizes,
            BiPredicate<NDArray, NDArray> reader) {
        // Not sub-managers of the arrays' own, which another thread may close meanwhile.
        try (NDManager temporary = kind.newManager(array.getDevice());
                NDManager otherTemporary = otherKind.newManager(other.getDevice())) {
            return new SideBySide(kind, otherKind, reader)
                    .pieces(
                            expanded(kind, kind.alias(array, temporary), sizes),
                            expanded(otherKind, otherKind.alias(other, otherTemporary), sizes),
                            0);
        }
    }

    private static NDArray expanded(Backend kind, NDArray array, long[] sizes) {
        return Arrays.equals(array.getShape().getShape(), sizes) ? array : new Viewing(kind).expand(array, sizes);
    }

    /** Recurs along the dimensions, from {@code dim} on, of which no more than the last few are larger than a piece. */
    private boolean pieces(NDArray array, NDArray other, int dim) {
        if (array.size() <= PIECE) {
            return piece(array, other);
        }
        long[] sizes = array.getShape().getShape();
        int first = dim;
        while (sizes[first] == 1) {
            first++;
        }
        long count = Math.max(1, PIECE / (array.size() / sizes[first]));
        for (long from = 0; from < sizes[first]; from += count) {
            long to = Math.min(sizes[first], from + count);
            try (NDArray part = kind.slice(array, first, from, to);
                    NDArray otherPart = otherKind.slice(other, first, from, to)) {
                if (!pieces(part, otherPart, first)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean piece(NDArray array, NDArray other) {
        try (NDManager temporary = kind.newManager(array.getDevice());
                NDManager otherTemporary = otherKind.newManager(other.getDevice())) {
            return reader.test(kind.alias(array, temporary), otherKind.alias(other, otherTemporary));
        }
    }
}
