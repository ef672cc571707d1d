package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;
import java.util.BitSet;

/** Elements of arrays at the same place of the same memory, which nobody may read while they are written (ATen/MemoryOverlap.cpp). */
public final class SharedElements {

    private SharedElements() {}

    /** Where the elements of an array are, {@code offset} counted from the start of the memory, in elements of {@code bytes}. */
    public record Place(long[] sizes, long[] strides, long offset, int bytes) {

        long first() {
            return offset * bytes;
        }

        long end() {
            long last = offset;
            for (int d = 0; d < sizes.length; d++) {
                last += (sizes[d] - 1) * strides[d];
            }
            return (last + 1) * bytes;
        }

        boolean isEmpty() {
            return Sizes.elements(sizes) == 0;
        }

        /** Whether the other has the very same elements in the same order. */
        public boolean isSame(Place other) {
            return offset == other.offset
                    && bytes == other.bytes
                    && Arrays.equals(sizes, other.sizes)
                    && Arrays.equals(strides, other.strides);
        }
    }

    /** Refuses to write where two elements are one. */
    public static void checkWritten(Place written) {
        if (!written.isEmpty() && !isApart(written) && hasTwice(written)) {
            throw runtimeError(
                    "unsupported operation: more than one element of the written-to tensor refers to a single"
                            + " memory location. Please clone() the tensor before performing the operation.");
        }
    }

    /** Refuses to write what is read, both in the same memory. */
    public static void check(Place written, Place read) {
        if (share(written, read)) {
            throw runtimeError(
                    "unsupported operation: some elements of the input tensor and the written-to tensor refer"
                            + " to a single memory location. Please clone() the tensor before performing the operation.");
        }
    }

    static boolean share(Place written, Place read) {
        if (written.isEmpty() || read.isEmpty() || written.end() <= read.first() || read.end() <= written.first()) {
            return false;
        }
        if (written.bytes != read.bytes) {
            return true;
        }
        long from = Math.min(written.offset, read.offset);
        BitSet taken = new BitSet();
        forEach(written, from, taken::set);
        boolean[] isShared = {false};
        forEach(read, from, i -> isShared[0] |= taken.get(i));
        return isShared[0];
    }

    /** Whether each stride steps over all that lies within the smaller ones. */
    private static boolean isApart(Place place) {
        int rank = place.sizes.length;
        boolean[] isTaken = new boolean[rank];
        long span = 1;
        for (int round = 0; round < rank; round++) {
            int smallest = -1;
            for (int d = 0; d < rank; d++) {
                boolean isLeft = !isTaken[d] && place.sizes[d] > 1;
                if (isLeft && (smallest < 0 || place.strides[d] < place.strides[smallest])) {
                    smallest = d;
                }
            }
            if (smallest < 0) {
                return true;
            }
            if (place.strides[smallest] < span) {
                return false;
            }
            span += (place.sizes[smallest] - 1) * place.strides[smallest];
            isTaken[smallest] = true;
        }
        return true;
    }

    private static boolean hasTwice(Place place) {
        BitSet taken = new BitSet();
        forEach(place, place.offset, taken::set);
        return taken.cardinality() < Sizes.elements(place.sizes);
    }

    @FunctionalInterface
    private interface Index {
        void accept(int i);
    }

    /** The places of all elements, counted from {@code from}. */
    private static void forEach(Place place, long from, Index index) {
        long[] at = new long[place.sizes.length];
        long offset = place.offset - from;
        while (true) {
            index.accept(Math.toIntExact(offset));
            int d = at.length - 1;
            for (; d >= 0; d--) {
                offset += place.strides[d];
                if (++at[d] < place.sizes[d]) {
                    break;
                }
                offset -= at[d] * place.strides[d];
                at[d] = 0;
            }
            if (d < 0) {
                return;
            }
        }
    }
}
