package org.torchmm.heap.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.torchmm.heap.FloatPieces;
import org.torchmm.heap.PlainFloatPieces;

/** Whole vectors as soon as that is compiled, everything else by the plain loops, whose bits are the same. */
public final class VectorFloatPieces implements FloatPieces {

    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    private static final FloatPieces PLAIN = PlainFloatPieces.INSTANCE;

    private final FloatStages sqrt;
    private final FloatStages relu;
    private final FloatStages exp;
    private final FloatStages log;
    private final FloatStages sigmoid;
    private final FloatStages tanh;
    private final FloatStages erf;
    private final FloatStages gelu;
    private final FloatStages geluTanh;

    /** In a JVM that runs {@code org.torchmm.kernel.vector}'s kernel. */
    public VectorFloatPieces() {
        this(false);
    }

    private VectorFloatPieces(boolean isWarm) {
        FloatStages.Loop e = FloatFunctionLoops::expInPlace;
        sqrt = new FloatStages(isWarm, FloatFunctionLoops::sqrt);
        relu = new FloatStages(isWarm, FloatFunctionLoops::relu);
        exp = new FloatStages(isWarm, FloatFunctionLoops::exp);
        log = new FloatStages(isWarm, FloatFunctionLoops::log);
        sigmoid = new FloatStages(isWarm, FloatFunctionLoops::sigmoid);
        tanh = new FloatStages(isWarm, FloatFunctionLoops::twice, e, FloatFunctionLoops::tanh);
        erf = new FloatStages(isWarm, FloatFunctionLoops::erfc, e, FloatFunctionLoops::erf);
        gelu = new FloatStages(isWarm, FloatFunctionLoops::geluErfc, e, FloatFunctionLoops::gelu);
        geluTanh = new FloatStages(isWarm, FloatFunctionLoops::geluTwice, e, FloatFunctionLoops::geluTanh);
    }

    /** Everything counts as compiled: for tests, which have no time to wait. */
    public static VectorFloatPieces warm() {
        return new VectorFloatPieces(true);
    }

    /** Of how many numbers, in whole vectors, a function was computed. */
    private static int whole(FloatStages stages, float[] a, int p, float[] c, int r, int count) {
        if (count < L || !stages.isReady()) {
            return 0;
        }
        int whole = count - count % L;
        if (a == c && stages.isMany()) { // the last would read what the first one wrote
            stages.run(Arrays.copyOfRange(a, p, p + whole), 0, c, r, whole);
        } else {
            stages.run(a, p, c, r, whole);
        }
        return whole;
    }

    @Override
    public void sqrt(float[] a, int p, float[] c, int r, int count) {
        int n = whole(sqrt, a, p, c, r, count);
        PLAIN.sqrt(a, p + n, c, r + n, count - n);
    }

    @Override
    public void relu(float[] a, int p, float[] c, int r, int count) {
        int n = whole(relu, a, p, c, r, count);
        PLAIN.relu(a, p + n, c, r + n, count - n);
    }

    @Override
    public void exp(float[] a, int p, float[] c, int r, int count) {
        int n = whole(exp, a, p, c, r, count);
        PLAIN.exp(a, p + n, c, r + n, count - n);
    }

    @Override
    public void log(float[] a, int p, float[] c, int r, int count) {
        int n = whole(log, a, p, c, r, count);
        PLAIN.log(a, p + n, c, r + n, count - n);
    }

    @Override
    public void tanh(float[] a, int p, float[] c, int r, int count) {
        int n = whole(tanh, a, p, c, r, count);
        PLAIN.tanh(a, p + n, c, r + n, count - n);
    }

    @Override
    public void sigmoid(float[] a, int p, float[] c, int r, int count) {
        int n = whole(sigmoid, a, p, c, r, count);
        PLAIN.sigmoid(a, p + n, c, r + n, count - n);
    }

    @Override
    public void erf(float[] a, int p, float[] c, int r, int count) {
        int n = whole(erf, a, p, c, r, count);
        PLAIN.erf(a, p + n, c, r + n, count - n);
    }

    @Override
    public void gelu(float[] a, int p, float[] c, int r, int count) {
        int n = whole(gelu, a, p, c, r, count);
        PLAIN.gelu(a, p + n, c, r + n, count - n);
    }

    @Override
    public void geluTanh(float[] a, int p, float[] c, int r, int count) {
        int n = whole(geluTanh, a, p, c, r, count);
        PLAIN.geluTanh(a, p + n, c, r + n, count - n);
    }
}
