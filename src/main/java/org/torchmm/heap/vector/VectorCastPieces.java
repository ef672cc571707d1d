package org.torchmm.heap.vector;

import org.torchmm.heap.CastPieces;
import org.torchmm.heap.PlainCastPieces;

/** Whole vectors as soon as that is compiled, everything else by the plain loops, whose bits are the same. */
public final class VectorCastPieces implements CastPieces {

    private static final CastPieces PLAIN = PlainCastPieces.INSTANCE;

    /** More than a vector of the narrowest numbers. */
    private static final int LEAST = 64;

    private final CastStage float16;
    private final CastStage bfloat16;
    private final CastStage ofFloat16;
    private final CastStage ofBfloat16;
    private final CastStage int32;
    private final CastStage float64;
    private final CastStage float32;
    private final CastStage ofInt8;
    private final CastStage ofUint8;
    private final CastStage ofInt16;
    private final CastStage int8;
    private final CastStage int16;
    private final CastStage pairsOfInt8;
    private final CastStage pairsOfInt16;

    /** In a JVM that runs {@code org.torchmm.kernel.vector}'s kernel. */
    public VectorCastPieces() {
        this(false);
    }

    private VectorCastPieces(boolean isWarm) {
        float16 = new CastStage(
                isWarm,
                float[]::new,
                short[]::new,
                (a, p, c, r, n) -> CastLoops.float16((float[]) a, p, (short[]) c, r, n));
        bfloat16 = new CastStage(
                isWarm,
                float[]::new,
                short[]::new,
                (a, p, c, r, n) -> CastLoops.bfloat16((float[]) a, p, (short[]) c, r, n));
        ofFloat16 = new CastStage(
                isWarm,
                short[]::new,
                float[]::new,
                (a, p, c, r, n) -> CastLoops.ofFloat16((short[]) a, p, (float[]) c, r, n));
        ofBfloat16 = new CastStage(
                isWarm,
                short[]::new,
                float[]::new,
                (a, p, c, r, n) -> CastLoops.ofBfloat16((short[]) a, p, (float[]) c, r, n));
        int32 = new CastStage(
                isWarm, float[]::new, int[]::new, (a, p, c, r, n) -> CastLoops.int32((float[]) a, p, (int[]) c, r, n));
        float64 = new CastStage(
                isWarm,
                float[]::new,
                double[]::new,
                (a, p, c, r, n) -> CastLoops.float64((float[]) a, p, (double[]) c, r, n));
        float32 = new CastStage(
                isWarm,
                double[]::new,
                float[]::new,
                (a, p, c, r, n) -> CastLoops.float32((double[]) a, p, (float[]) c, r, n));
        ofInt8 = new CastStage(
                isWarm, byte[]::new, int[]::new, (a, p, c, r, n) -> CastLoops.ofInt8((byte[]) a, p, (int[]) c, r, n));
        ofUint8 = new CastStage(
                isWarm, byte[]::new, int[]::new, (a, p, c, r, n) -> CastLoops.ofUint8((byte[]) a, p, (int[]) c, r, n));
        ofInt16 = new CastStage(
                isWarm,
                short[]::new,
                int[]::new,
                (a, p, c, r, n) -> CastLoops.ofInt16((short[]) a, p, (int[]) c, r, n));
        int8 = new CastStage(
                isWarm, int[]::new, byte[]::new, (a, p, c, r, n) -> CastLoops.int8((int[]) a, p, (byte[]) c, r, n));
        int16 = new CastStage(
                isWarm, int[]::new, short[]::new, (a, p, c, r, n) -> CastLoops.int16((int[]) a, p, (short[]) c, r, n));
        pairsOfInt8 = new CastStage(
                isWarm,
                n -> new byte[2 * n],
                int[]::new,
                (a, p, c, r, n) -> CastLoops.pairsOfInt8((byte[]) a, p, (int[]) c, r, n));
        pairsOfInt16 = new CastStage(
                isWarm,
                n -> new short[2 * n],
                int[]::new,
                (a, p, c, r, n) -> CastLoops.pairsOfInt16((short[]) a, p, (int[]) c, r, n));
    }

    /** Everything counts as compiled: for tests, which have no time to wait. */
    public static VectorCastPieces warm() {
        return new VectorCastPieces(true);
    }

    /** Of how many numbers, in whole vectors, a conversion was done. */
    private static int whole(CastStage stage, Object a, int p, Object c, int r, int count) {
        if (count < LEAST || !stage.isReady()) {
            return 0;
        }
        int whole = count - count % LEAST;
        stage.run(a, p, c, r, whole);
        return whole;
    }

    @Override
    public void float16(float[] a, int p, short[] c, int r, int count) {
        int n = whole(float16, a, p, c, r, count);
        PLAIN.float16(a, p + n, c, r + n, count - n);
    }

    @Override
    public void bfloat16(float[] a, int p, short[] c, int r, int count) {
        int n = whole(bfloat16, a, p, c, r, count);
        PLAIN.bfloat16(a, p + n, c, r + n, count - n);
    }

    @Override
    public void ofFloat16(short[] a, int p, float[] c, int r, int count) {
        int n = whole(ofFloat16, a, p, c, r, count);
        PLAIN.ofFloat16(a, p + n, c, r + n, count - n);
    }

    @Override
    public void ofBfloat16(short[] a, int p, float[] c, int r, int count) {
        int n = whole(ofBfloat16, a, p, c, r, count);
        PLAIN.ofBfloat16(a, p + n, c, r + n, count - n);
    }

    @Override
    public void int32(float[] a, int p, int[] c, int r, int count) {
        int n = whole(int32, a, p, c, r, count);
        PLAIN.int32(a, p + n, c, r + n, count - n);
    }

    @Override
    public void float64(float[] a, int p, double[] c, int r, int count) {
        int n = whole(float64, a, p, c, r, count);
        PLAIN.float64(a, p + n, c, r + n, count - n);
    }

    @Override
    public void float32(double[] a, int p, float[] c, int r, int count) {
        int n = whole(float32, a, p, c, r, count);
        PLAIN.float32(a, p + n, c, r + n, count - n);
    }

    @Override
    public void ofInt8(byte[] a, int p, int[] c, int r, int count) {
        int n = CastLoops.hasBytes() ? whole(ofInt8, a, p, c, r, count) : 0;
        PLAIN.ofInt8(a, p + n, c, r + n, count - n);
    }

    @Override
    public void ofUint8(byte[] a, int p, int[] c, int r, int count) {
        int n = CastLoops.hasBytes() ? whole(ofUint8, a, p, c, r, count) : 0;
        PLAIN.ofUint8(a, p + n, c, r + n, count - n);
    }

    @Override
    public void ofInt16(short[] a, int p, int[] c, int r, int count) {
        int n = whole(ofInt16, a, p, c, r, count);
        PLAIN.ofInt16(a, p + n, c, r + n, count - n);
    }

    @Override
    public void int8(int[] a, int p, byte[] c, int r, int count) {
        int n = CastLoops.hasBytes() ? whole(int8, a, p, c, r, count) : 0;
        PLAIN.int8(a, p + n, c, r + n, count - n);
    }

    @Override
    public void int16(int[] a, int p, short[] c, int r, int count) {
        int n = whole(int16, a, p, c, r, count);
        PLAIN.int16(a, p + n, c, r + n, count - n);
    }

    @Override
    public void pairsOfInt8(byte[] a, int p, int[] c, int r, int count) {
        int n = whole(pairsOfInt8, a, p, c, r, count);
        PLAIN.pairsOfInt8(a, p + 2 * n, c, r + n, count - n);
    }

    @Override
    public void pairsOfInt16(short[] a, int p, int[] c, int r, int count) {
        int n = whole(pairsOfInt16, a, p, c, r, count);
        PLAIN.pairsOfInt16(a, p + 2 * n, c, r + n, count - n);
    }
}
