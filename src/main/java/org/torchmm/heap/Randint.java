package org.torchmm.heap;

import org.torchmm.rules.RandintRange;

/**
 * Whole numbers of a range, as elements of each dtype: the remainder of a word, and of two words for 2^28 numbers and more.
 *
 * <p>Source: {@code at::uniform_int_from_to_distribution} of libtorch 2.7.1.
 */
final class Randint {

    private static final long ONE_WORD = 1L << 28;

    private final Mersenne words;
    private final long from;
    private final long range;
    private final boolean isOneWord;

    Randint(Mersenne words, RandintRange range) {
        this.words = words;
        this.from = range.from();
        this.range = range.length();
        isOneWord = Long.compareUnsigned(this.range, ONE_WORD) < 0;
    }

    private long next() {
        return from
                + (isOneWord ? (words.next32() & 0xffffffffL) % range : Long.remainderUnsigned(words.next64(), range));
    }

    /** int8, uint8 and bool. */
    void fill(byte[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = (byte) next();
        }
    }

    /** int16. */
    void fill(short[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = (short) next();
        }
    }

    void fill(int[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = (int) next();
        }
    }

    void fill(long[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = next();
        }
    }

    void fill(float[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = next();
        }
    }

    void fill(double[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = next();
        }
    }

    void fill(HalfFormat format, short[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = format.bits(next());
        }
    }
}
