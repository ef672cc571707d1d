package org.torchmm.heap;

/** Internal: the loops that every JVM can run. */
public final class PlainCastPieces implements CastPieces {

    public static final CastPieces INSTANCE = new PlainCastPieces();

    private PlainCastPieces() {}

    @Override
    public void float16(float[] a, int p, short[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Halves.floatToFloat16Bits(a[p + i]);
        }
    }

    @Override
    public void bfloat16(float[] a, int p, short[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Halves.floatToBfloat16Bits(a[p + i]);
        }
    }

    @Override
    public void ofFloat16(short[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Halves.float16BitsToFloat(a[p + i]);
        }
    }

    @Override
    public void ofBfloat16(short[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Halves.bfloat16BitsToFloat(a[p + i]);
        }
    }

    @Override
    public void int32(float[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Casts.toInt(a[p + i]);
        }
    }

    @Override
    public void float64(float[] a, int p, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i];
        }
    }

    @Override
    public void float32(double[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (float) a[p + i];
        }
    }

    @Override
    public void ofInt8(byte[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i];
        }
    }

    @Override
    public void ofUint8(byte[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] & 0xff;
        }
    }

    @Override
    public void ofInt16(short[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i];
        }
    }

    @Override
    public void int8(int[] a, int p, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) a[p + i];
        }
    }

    @Override
    public void int16(int[] a, int p, short[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (short) a[p + i];
        }
    }

    @Override
    public void pairsOfInt8(byte[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + 2 * i] & 0xffff | a[p + 2 * i + 1] << 16;
        }
    }

    @Override
    public void pairsOfInt16(short[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + 2 * i] & 0xffff | a[p + 2 * i + 1] << 16;
        }
    }
}
