package org.torchmm.heap;

/**
 * Uniform numbers in [0, 1), with as many random bits as the dtype's mantissa has: the low ones of a word, and of two words for
 * float64.
 *
 * <p>Source: {@code at::transformation::uniform_real} of libtorch 2.7.1.
 */
final class Uniform {

    private Uniform() {}

    static float float32(int word) {
        return (word & 0xffffff) * 0x1p-24f;
    }

    static double float64(Mersenne words) {
        return (words.next64() & (1L << 53) - 1) * 0x1p-53;
    }

    static void fill(Mersenne words, float[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = float32(words.next32());
        }
    }

    static void fill(Mersenne words, double[] out, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            out[i] = float64(words);
        }
    }

    static void fill(Mersenne words, HalfFormat format, short[] out, int offset, int count) {
        int mask = (1 << format.digits) - 1;
        float divisor = 1f / (1 << format.digits);
        for (int i = offset; i < offset + count; i++) {
            out[i] = format.bits((words.next32() & mask) * divisor);
        }
    }
}
