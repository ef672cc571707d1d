package org.torchmm.heap.vector;

import static org.torchmm.heap.FloatConstants.ROOT_HALF;

import jdk.incubator.vector.FloatVector;

/**
 * The stages of functions, a loop each, over whole vectors alone: one for all of them would be compiled for none. The first reads a,
 * the last ones what is in c.
 */
final class FloatFunctionLoops {

    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    @SuppressWarnings("unchecked") // as in FloatVectorFolds
    private static final Class<FloatVector> EXACT =
            (Class<FloatVector>) (Class<?>) FloatVector.SPECIES_PREFERRED.vectorType();

    private FloatFunctionLoops() {}

    private static FloatVector load(float[] a, int at) {
        return EXACT.cast(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, a, at));
    }

    static void sqrt(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).sqrt().intoArray(c, r + i);
        }
    }

    static void relu(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).max(0).intoArray(c, r + i);
        }
    }

    static void exp(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.exp(load(a, p + i)).intoArray(c, r + i);
        }
    }

    static void log(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.log(load(a, p + i)).intoArray(c, r + i);
        }
    }

    static void sigmoid(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.sigmoid(load(a, p + i)).intoArray(c, r + i);
        }
    }

    /** tanh's first: 2 |a|. */
    static void twice(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).abs().mul(2).intoArray(c, r + i);
        }
    }

    /** Of what an earlier stage left. */
    static void expInPlace(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.exp(load(c, r + i)).intoArray(c, r + i);
        }
    }

    static void tanh(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.tanh(load(a, p + i), load(c, r + i)).intoArray(c, r + i);
        }
    }

    /** erf's first. */
    static void erfc(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.erfc(load(a, p + i)).intoArray(c, r + i);
        }
    }

    static void erf(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.erf(load(a, p + i), load(c, r + i)).intoArray(c, r + i);
        }
    }

    /** gelu's first. */
    static void geluErfc(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.erfc(load(a, p + i).mul(ROOT_HALF)).intoArray(c, r + i);
        }
    }

    static void gelu(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector x = load(a, p + i);
            FloatVector erf = FloatFunctions.erf(x.mul(ROOT_HALF), load(c, r + i));
            x.mul(0.5f).mul(erf.add(1)).intoArray(c, r + i);
        }
    }

    /** The first of gelu by tanh. */
    static void geluTwice(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatFunctions.geluInner(load(a, p + i)).abs().mul(2).intoArray(c, r + i);
        }
    }

    static void geluTanh(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector x = load(a, p + i);
            FloatVector tanh = FloatFunctions.tanh(FloatFunctions.geluInner(x), load(c, r + i));
            x.mul(0.5f).mul(tanh.add(1)).intoArray(c, r + i);
        }
    }
}
