package org.torchmm.heap;

import org.torchmm.kernel.Fused;

/**
 * Uniform numbers, in [0, 1) or another range, with as many random bits as the dtype's mantissa has: the low ones of a word, and
 * of two words for float64. Width and start of the range are multiplied and added with one rounding, as libtorch's compiler does.
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

    static void fill(Mersenne words, double from, double to, float[] out, int offset, int count) {
        float low = (float) from;
        float width = (float) to - low;
        for (int i = offset; i < offset + count; i++) {
            out[i] = Fused.multiplyAdd(float32(words.next32()), width, low);
        }
    }

    static void fill(Mersenne words, double from, double to, double[] out, int offset, int count) {
        double width = to - from;
        for (int i = offset; i < offset + count; i++) {
            out[i] = Fused.multiplyAdd(float64(words), width, from);
        }
    }

    static void fill(Mersenne words, HalfFormat format, double from, double to, short[] out, int offset, int count) {
        int mask = (1 << format.digits) - 1;
        float divisor = 1f / (1 << format.digits);
        float low = format.rounded((float) from);
        float width = format.rounded(format.rounded((float) to) - low);
        for (int i = offset; i < offset + count; i++) {
            out[i] = format.bits(Fused.multiplyAdd((words.next32() & mask) * divisor, width, low));
        }
    }
}
