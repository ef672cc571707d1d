package org.torchmm.heap;

/** Quotients of halves without a fraction: libtorch rounds each operation on the way to the format, unless the divisor is one number. */
final class HalfQuotients {

    private HalfQuotients() {}

    /** The quotient towards zero. */
    static void trunc(HalfFormat format, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            float quotient = format.rounded(a[p + i] / b[q + i]);
            c[r + i] = (float) (quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient));
        }
    }

    /** {@code c10::div_floor_floating}. */
    static void floor(HalfFormat format, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = floored(format, a[p + i], b[q + i]);
        }
    }

    private static float floored(HalfFormat format, float a, float b) {
        if (b == 0) {
            return a / b;
        }
        float rest = format.rounded(a % b);
        float quotient = format.rounded(format.rounded(a - rest) / b);
        if (rest != 0 && b < 0 != rest < 0) {
            quotient = format.rounded(quotient - 1);
        }
        if (quotient == 0) {
            return Math.copySign(0, a / b);
        }
        float floor = (float) Math.floor(quotient);
        return quotient - floor > 0.5f ? format.rounded(floor + 1) : floor;
    }
}
