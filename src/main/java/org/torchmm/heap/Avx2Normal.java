package org.torchmm.heap;

import org.torchmm.kernel.Fused;

/**
 * Box-Muller on blocks of 16 words, eight radii and then eight angles, as libtorch computes 16 float32 normals and more on
 * x86-64 with AVX2: Cephes polynomials for log, sine and cosine, in which its compiler fused multiplications and additions. The
 * same bits on every machine, where libtorch's hang on the processor.
 *
 * <p>What cannot be a vector in C2 (bits of a float, whole numbers of floats, a choice) has a loop of its own, so that the
 * polynomials are one: 3 to 4 ns a number in all, a third of the time of one loop. Not thread-safe.
 *
 * <p>Source: {@code normal_fill_16_AVX2} and {@code avx_mathfun.h} of libtorch 2.7.1.
 */
final class Avx2Normal {

    /** Numbers a block. */
    static final int BLOCK = 16;

    /** Blocks a call: what is kept between the loops stays in the first cache. */
    static final int BLOCKS = 64;

    private static final int HALF = BLOCK / 2;
    private static final int PAIRS = HALF * BLOCKS;

    private static final float TWO_PI = (float) (2 * Math.PI);
    private static final float FOUR_OVER_PI = 1.27323954473516f;
    /** The bits behind the binary point of the square root of 1/2, as a float in [0.5, 1). */
    private static final int SQRT_HALF = 0x3504f3;

    /** 1 - u is (x + 1) * 2^exponent. */
    private final float[] x = new float[PAIRS];

    private final float[] exponent = new float[PAIRS];
    private final float[] radius = new float[PAIRS];
    private final float[] theta = new float[PAIRS];
    /** The even eighth of a turn that is next to theta, as a float and as an int. */
    private final float[] eighths = new float[PAIRS];

    private final int[] octant = new int[PAIRS];
    private final float[] sine = new float[PAIRS];
    private final float[] cosine = new float[PAIRS];

    /** Turns words into normal numbers of a mean and a standard deviation, which start at {@code offset}; up to {@link #BLOCKS} blocks. */
    void fill(int[] words, int blocks, float mean, float deviation, float[] out, int offset) {
        int pairs = HALF * blocks;
        splitRadii(words, pairs);
        radii(pairs);
        splitAngles(words, pairs);
        angles(pairs);
        join(pairs, mean, deviation, out, offset);
    }

    private void splitRadii(int[] words, int pairs) {
        for (int i = 0; i < pairs; i += HALF) {
            for (int j = i; j < i + HALF; j++) {
                int bits = Float.floatToRawIntBits(1f - Uniform.float32(words[i + j]));
                int isLow = (bits & 0x7fffff) - SQRT_HALF >> 31; // -1 where it is
                x[j] = Float.intBitsToFloat((bits & 0x7fffff | 0x3f000000) - (isLow << 23)) - 1f;
                exponent[j] = (bits >>> 23) - 126 + isLow;
            }
        }
    }

    private void radii(int pairs) {
        for (int i = 0; i < pairs; i++) {
            float m = x[i];
            float e = exponent[i];
            float z = m * m;
            float y = 7.0376836292E-2f;
            y = Fused.multiplyAdd(y, m, -1.1514610310E-1f);
            y = Fused.multiplyAdd(y, m, 1.1676998740E-1f);
            y = Fused.multiplyAdd(y, m, -1.2420140846E-1f);
            y = Fused.multiplyAdd(y, m, 1.4249322787E-1f);
            y = Fused.multiplyAdd(y, m, -1.6668057665E-1f);
            y = Fused.multiplyAdd(y, m, 2.0000714765E-1f);
            y = Fused.multiplyAdd(y, m, -2.4999993993E-1f);
            y = Fused.multiplyAdd(y, m, 3.3333331174E-1f);
            y = y * m;
            y = Fused.multiplyAdd(y, z, e * -2.12194440e-4f);
            y = Fused.multiplyAdd(-z, 0.5f, y);
            float log = Fused.multiplyAdd(e, 0.693359375f, m + y);
            radius[i] = (float) Math.sqrt(-2f * log);
        }
    }

    private void splitAngles(int[] words, int pairs) {
        for (int i = 0; i < pairs; i += HALF) {
            for (int j = i; j < i + HALF; j++) {
                float angle = TWO_PI * Uniform.float32(words[i + HALF + j]);
                int even = (int) (angle * FOUR_OVER_PI) + 1 & ~1;
                theta[j] = angle;
                eighths[j] = even;
                octant[j] = even;
            }
        }
    }

    /** Of what theta is off its eighth. */
    private void angles(int pairs) {
        for (int i = 0; i < pairs; i++) {
            float y = eighths[i];
            float a = Fused.multiplyAdd(y, -0.78515625f, theta[i]);
            a = Fused.multiplyAdd(y, -2.4187564849853515625e-4f, a);
            a = Fused.multiplyAdd(y, -3.77489497744594108e-8f, a);
            float z = a * a;
            float c = 2.443315711809948E-005f;
            c = Fused.multiplyAdd(c, z, -1.388731625493765E-003f);
            c = Fused.multiplyAdd(c, z, 4.166664568298827E-002f);
            c = c * z;
            cosine[i] = Fused.multiplyAdd(c, z, -(z * 0.5f)) + 1f;
            float s = -1.9515295891E-4f;
            s = Fused.multiplyAdd(s, z, 8.3321608736E-3f);
            s = Fused.multiplyAdd(s, z, -1.6666654611E-1f);
            s = s * z;
            sine[i] = Fused.multiplyAdd(s, a, a);
        }
    }

    /** Sine and cosine change places in every other quarter, and signs by the half. */
    private void join(int pairs, float mean, float deviation, float[] out, int offset) {
        for (int i = 0; i < pairs; i += HALF) {
            int to = offset + i;
            for (int j = i; j < i + HALF; j++) {
                int at = octant[j];
                int s = Float.floatToRawIntBits(sine[j]);
                int c = Float.floatToRawIntBits(cosine[j]);
                int swap = (s ^ c) & -(at >> 1 & 1);
                float turnedSine = Float.intBitsToFloat(s ^ swap ^ (at & 4) << 29);
                float turnedCosine = Float.intBitsToFloat(c ^ swap ^ (~(at - 2) & 4) << 29);
                out[to + j] = Fused.multiplyAdd(radius[j] * turnedCosine, deviation, mean);
                out[to + HALF + j] = Fused.multiplyAdd(radius[j] * turnedSine, deviation, mean);
            }
        }
    }
}
