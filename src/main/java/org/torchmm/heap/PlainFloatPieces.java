package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.kernel.Fused;

/**
 * Internal: the loops that every JVM can run. What C2 makes no vectors of before JDK 21 (bits of floats, a choice) has a loop of its own,
 * so that the polynomials are vectors.
 *
 * <p>Sources: exp and tanh, Cephes' expf and tanhf; log and erf, N. Juffa's logf and erff; all with fused multiply-add.
 */
public final class PlainFloatPieces implements FloatPieces {

    public static final FloatPieces INSTANCE = new PlainFloatPieces();

    private PlainFloatPieces() {}

    @Override
    public void sqrt(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (float) Math.sqrt(a[p + i]);
        }
    }

    @Override
    public void relu(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.max(a[p + i], 0);
        }
    }

    @Override
    public void exp(float[] a, int p, float[] c, int r, int count) {
        exp(Arrays.copyOfRange(a, p, p + count), c, r, count);
    }

    private static void exp(float[] x, float[] c, int r, int count) {
        float[] wholes = new float[count];
        for (int i = 0; i < count; i++) {
            float t = Fused.multiplyAdd(x[i], FloatConstants.LOG2_E, FloatConstants.ROUNDS);
            float n = t - FloatConstants.ROUNDS;
            float y = Fused.multiplyAdd(n, -FloatConstants.LN_2_HIGH, x[i]);
            y = Fused.multiplyAdd(n, -FloatConstants.LN_2_LOW, y);
            float e = FloatConstants.EXP_5;
            e = Fused.multiplyAdd(e, y, FloatConstants.EXP_4);
            e = Fused.multiplyAdd(e, y, FloatConstants.EXP_3);
            e = Fused.multiplyAdd(e, y, FloatConstants.EXP_2);
            e = Fused.multiplyAdd(e, y, FloatConstants.EXP_1);
            e = Fused.multiplyAdd(e, y, FloatConstants.EXP_0);
            wholes[i] = t;
            c[r + i] = Fused.multiplyAdd(e, y * y, y) + 1;
        }
        for (int i = 0; i < count; i++) {
            int bits = Float.floatToRawIntBits(wholes[i]);
            int half = bits >>> 1;
            float e = c[r + i] * Float.intBitsToFloat(half << 23) * Float.intBitsToFloat(bits - half << 23);
            c[r + i] =
                    x[i] > FloatConstants.EXP_MOST ? Float.POSITIVE_INFINITY : x[i] < FloatConstants.EXP_LEAST ? 0 : e;
        }
    }

    @Override
    public void log(float[] a, int p, float[] c, int r, int count) {
        float[] exponents = new float[count];
        float[] fractions = new float[count];
        for (int i = 0; i < count; i++) {
            boolean isSmall = a[p + i] < Float.MIN_NORMAL;
            int bits = Float.floatToRawIntBits(isSmall ? a[p + i] * 0x1p23f : a[p + i]);
            int exponent = bits - FloatConstants.TWO_THIRDS & 0xff800000;
            exponents[i] = Fused.multiplyAdd((float) exponent, 0x1p-23f, isSmall ? -23 : 0);
            fractions[i] = Float.intBitsToFloat(bits - exponent) - 1;
        }
        for (int i = 0; i < count; i++) {
            float m = fractions[i];
            float s = m * m;
            float odd = FloatConstants.LOG_8;
            float even = FloatConstants.LOG_7;
            odd = Fused.multiplyAdd(odd, s, FloatConstants.LOG_6);
            even = Fused.multiplyAdd(even, s, FloatConstants.LOG_5);
            odd = Fused.multiplyAdd(odd, s, FloatConstants.LOG_4);
            even = Fused.multiplyAdd(even, s, FloatConstants.LOG_3);
            odd = Fused.multiplyAdd(odd, s, FloatConstants.LOG_2);
            odd = Fused.multiplyAdd(even, m, odd);
            odd = Fused.multiplyAdd(odd, m, FloatConstants.LOG_1);
            odd = Fused.multiplyAdd(odd, m, -0.5f);
            odd = Fused.multiplyAdd(odd, s, m);
            fractions[i] = Fused.multiplyAdd(exponents[i], FloatConstants.LN_2, odd);
        }
        for (int i = 0; i < count; i++) {
            float x = a[p + i];
            float infinite = x < 0 ? Float.NaN : x == 0 ? Float.NEGATIVE_INFINITY : x;
            c[r + i] = x > 0 && x < Float.POSITIVE_INFINITY ? fractions[i] : infinite;
        }
    }

    /** 1 - 2 / (exp(2x) + 1); near 0, where that loses digits, a polynomial. */
    @Override
    public void tanh(float[] a, int p, float[] c, int r, int count) {
        float[] x = Arrays.copyOfRange(a, p, p + count);
        float[] e = new float[count];
        for (int i = 0; i < count; i++) {
            e[i] = 2 * Math.abs(x[i]);
        }
        exp(e.clone(), e, 0, count);
        for (int i = 0; i < count; i++) {
            float z = x[i] * x[i];
            float near = FloatConstants.TANH_4;
            near = Fused.multiplyAdd(near, z, FloatConstants.TANH_3);
            near = Fused.multiplyAdd(near, z, FloatConstants.TANH_2);
            near = Fused.multiplyAdd(near, z, FloatConstants.TANH_1);
            near = Fused.multiplyAdd(near, z, FloatConstants.TANH_0);
            c[r + i] = Fused.multiplyAdd(near * z, x[i], x[i]);
            e[i] = 1 - 2 / (e[i] + 1);
        }
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.abs(x[i]) < FloatConstants.TANH_NEAR ? c[r + i] : Math.copySign(e[i], x[i]);
        }
    }

    @Override
    public void sigmoid(float[] a, int p, float[] c, int r, int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = 0 - a[p + i];
        }
        exp(x, c, r, count);
        for (int i = 0; i < count; i++) {
            c[r + i] = 1 / (1 + c[r + i]);
        }
    }

    /** 1 - exp of a polynomial, and near 0 another. */
    @Override
    public void erf(float[] a, int p, float[] c, int r, int count) {
        float[] x = Arrays.copyOfRange(a, p, p + count);
        float[] far = new float[count];
        for (int i = 0; i < count; i++) {
            float t = Math.abs(x[i]);
            float s = x[i] * x[i];
            float e = Fused.multiplyAdd(FloatConstants.ERFC_6, t, FloatConstants.ERFC_5);
            e = Fused.multiplyAdd(e, s, Fused.multiplyAdd(FloatConstants.ERFC_4, t, FloatConstants.ERFC_3));
            e = Fused.multiplyAdd(e, t, FloatConstants.ERFC_2);
            e = Fused.multiplyAdd(e, t, FloatConstants.ERFC_1);
            e = Fused.multiplyAdd(e, t, FloatConstants.ERFC_0);
            far[i] = Fused.multiplyAdd(e, t, -t);
            float near = FloatConstants.ERF_5;
            near = Fused.multiplyAdd(near, s, FloatConstants.ERF_4);
            near = Fused.multiplyAdd(near, s, FloatConstants.ERF_3);
            near = Fused.multiplyAdd(near, s, FloatConstants.ERF_2);
            near = Fused.multiplyAdd(near, s, FloatConstants.ERF_1);
            near = Fused.multiplyAdd(near, s, FloatConstants.ERF_0);
            c[r + i] = Fused.multiplyAdd(near, x[i], x[i]);
        }
        exp(far.clone(), far, 0, count);
        for (int i = 0; i < count; i++) {
            float t = Math.abs(x[i]);
            float size = t > FloatConstants.ERF_MOST ? 1 : 1 - far[i];
            c[r + i] = t > FloatConstants.ERF_NEAR ? Math.copySign(size, x[i]) : c[r + i];
        }
    }

    @Override
    public void gelu(float[] a, int p, float[] c, int r, int count) {
        float[] e = new float[count];
        for (int i = 0; i < count; i++) {
            e[i] = a[p + i] * FloatConstants.ROOT_HALF;
        }
        erf(e, 0, e, 0, count);
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * 0.5f * (1 + e[i]);
        }
    }

    @Override
    public void geluTanh(float[] a, int p, float[] c, int r, int count) {
        float[] t = new float[count];
        for (int i = 0; i < count; i++) {
            float x = a[p + i];
            t[i] = FloatConstants.ROOT_2_BY_PI * (x + FloatConstants.GELU_CUBE * (x * x * x));
        }
        tanh(t, 0, t, 0, count);
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * 0.5f * (1 + t[i]);
        }
    }
}
