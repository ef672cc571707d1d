package org.torchmm.heap;

/**
 * Internal: what takes most of the time of functions of float32, on pieces of Java arrays.
 * There are plain loops and, where the JVM has it, the Vector API's; their bits are the same.
 *
 * <p>Functions read {@code a[p, p + count)} and write {@code c[r, r + count)}, which may be the same.
 */
public interface FloatPieces {

    void sqrt(float[] a, int p, float[] c, int r, int count);

    void relu(float[] a, int p, float[] c, int r, int count);

    void exp(float[] a, int p, float[] c, int r, int count);

    void log(float[] a, int p, float[] c, int r, int count);

    void tanh(float[] a, int p, float[] c, int r, int count);

    /** 1 / (1 + exp(-a)). */
    void sigmoid(float[] a, int p, float[] c, int r, int count);

    void erf(float[] a, int p, float[] c, int r, int count);

    /** a / 2 * (1 + erf(a / sqrt(2))). */
    void gelu(float[] a, int p, float[] c, int r, int count);

    /** a / 2 * (1 + tanh(sqrt(2 / pi) * (a + 0.044715 a^3))). */
    void geluTanh(float[] a, int p, float[] c, int r, int count);
}
