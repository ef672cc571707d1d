package org.torchmm.heap;

/**
 * e to the power of floats, within 2 ulp as libtorch's: 2 to a whole number times a polynomial (Cephes' expf). The polynomial is a
 * loop that the JIT vectorises; the bits of the power of two, which it does not, are a second loop.
 */
final class Exponential {

    private static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts: whole numbers up to 2^8 times the first are exact. */
    private static final float LN_2 = 0.693359375f;

    private static final float LN_2_REST = -2.12194440e-4f;
    /** Added to a number of modest size, it leaves its nearest whole number in the low bits. */
    private static final float ROUNDS = 0x1.8p23f;

    private static final float LEAST = -87;
    private static final float MOST = 88;

    private Exponential() {}

    /** Of a piece; in place too. */
    static void of(float[] a, int p, float[] c, int r, int count) {
        float[] wholes = new float[count];
        float[] fractions = new float[count];
        for (int i = 0; i < count; i++) {
            float x = a[p + i];
            float t = x * LOG2_E + ROUNDS;
            float n = t - ROUNDS;
            float y = x - n * LN_2 - n * LN_2_REST;
            float poly = 1.9875691500e-4f;
            poly = poly * y + 1.3981999507e-3f;
            poly = poly * y + 8.3334519073e-3f;
            poly = poly * y + 4.1665795894e-2f;
            poly = poly * y + 1.6666665459e-1f;
            poly = poly * y + 5.0000001201e-1f;
            wholes[i] = t;
            fractions[i] = poly * (y * y) + y + 1;
        }
        for (int i = 0; i < count; i++) {
            float x = a[p + i];
            c[r + i] = x >= LEAST && x <= MOST
                    ? fractions[i] * Float.intBitsToFloat(Float.floatToRawIntBits(wholes[i]) + 127 << 23)
                    : (float) Math.exp(x);
        }
    }
}
