package org.torchmm.heap;

/**
 * Internal: conversions between dtypes on pieces of Java arrays, from {@code a[p, p + count)} to {@code c[r, r + count)}. There are plain
 * loops and, where the JVM has it, the Vector API's; their bits are the same.
 */
public interface CastPieces {

    /** float32 to the bits of float16: to nearest, ties to even; every NaN is the quiet one, with its sign. */
    void float16(float[] a, int p, short[] c, int r, int count);

    /** float32 to the bits of bfloat16: to nearest, ties to even; every NaN is the quiet one without a sign. */
    void bfloat16(float[] a, int p, short[] c, int r, int count);

    /** The bits of float16 to float32; of a NaN its bits, too. */
    void ofFloat16(short[] a, int p, float[] c, int r, int count);

    /** The bits of bfloat16 to float32. */
    void ofBfloat16(short[] a, int p, float[] c, int r, int count);

    /** float32 to int32, as x86-64 converts: what does not fit is the least number. */
    void int32(float[] a, int p, int[] c, int r, int count);

    /** float32 to float64. */
    void float64(float[] a, int p, double[] c, int r, int count);

    /** float64 to float32. */
    void float32(double[] a, int p, float[] c, int r, int count);

    /** int8 to int32. */
    void ofInt8(byte[] a, int p, int[] c, int r, int count);

    /** uint8 to int32. */
    void ofUint8(byte[] a, int p, int[] c, int r, int count);

    /** int16 to int32. */
    void ofInt16(short[] a, int p, int[] c, int r, int count);

    /** The low bits of int32: int8 and uint8. */
    void int8(int[] a, int p, byte[] c, int r, int count);

    /** The low bits of int32. */
    void int16(int[] a, int p, short[] c, int r, int count);

    /** Neighbours as int16 in one int, the first in the lower half, of int8; the count is that of ints. */
    void pairsOfInt8(byte[] a, int p, int[] c, int r, int count);

    /** The same of int16. */
    void pairsOfInt16(short[] a, int p, int[] c, int r, int count);
}
