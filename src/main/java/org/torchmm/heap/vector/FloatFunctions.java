package org.torchmm.heap.vector;

import static org.torchmm.heap.FloatConstants.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions of vectors of floats, step by step those of {@link org.torchmm.heap.PlainFloatPieces}. What needs an exponential on the
 * way is in two parts: C2 inlines so much and no more.
 */
final class FloatFunctions {

    private FloatFunctions() {}

    static FloatVector exp(FloatVector x) {
        FloatVector t = fma(x, all(LOG2_E), ROUNDS);
        FloatVector n = t.sub(ROUNDS);
        FloatVector y = n.fma(all(-LN_2_HIGH), x);
        y = n.fma(all(-LN_2_LOW), y);
        FloatVector e = fma(all(EXP_5), y, EXP_4);
        e = fma(e, y, EXP_3);
        e = fma(e, y, EXP_2);
        e = fma(e, y, EXP_1);
        e = fma(e, y, EXP_0);
        e = e.fma(y.mul(y), y).add(1);
        IntVector bits = t.reinterpretAsInts();
        IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
        FloatVector power = half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector rest = bits.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return e.mul(power)
                .mul(rest)
                .blend(0, x.compare(VectorOperators.LT, EXP_LEAST))
                .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_MOST));
    }

    static FloatVector log(FloatVector x) {
        var isSmall = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(0x1p23f), isSmall).reinterpretAsInts();
        IntVector exponent = bits.sub(TWO_THIRDS).and(0xff800000);
        FloatVector n = floats(exponent).fma(all(0x1p-23f), all(0).blend(-23, isSmall));
        FloatVector m = bits.sub(exponent).reinterpretAsFloats().sub(1);
        FloatVector s = m.mul(m);
        FloatVector odd = fma(all(LOG_8), s, LOG_6);
        FloatVector even = fma(all(LOG_7), s, LOG_5);
        odd = fma(odd, s, LOG_4);
        even = fma(even, s, LOG_3);
        odd = fma(odd, s, LOG_2);
        odd = even.fma(m, odd);
        odd = fma(odd, m, LOG_1);
        odd = fma(odd, m, -0.5f);
        odd = odd.fma(s, m);
        FloatVector log = n.fma(all(LN_2), odd);
        return log.blend(
                        x,
                        x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY).not())
                .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0))
                .blend(Float.NaN, x.compare(VectorOperators.LT, 0));
    }

    private static FloatVector floats(IntVector x) {
        return (FloatVector) x.convertShape(VectorOperators.I2F, FloatVector.SPECIES_PREFERRED, 0);
    }

    /** From e to the power of 2 |x|. */
    static FloatVector tanh(FloatVector x, FloatVector e) {
        FloatVector z = x.mul(x);
        FloatVector near = fma(all(TANH_4), z, TANH_3);
        near = fma(near, z, TANH_2);
        near = fma(near, z, TANH_1);
        near = fma(near, z, TANH_0);
        near = near.mul(z).fma(x, x);
        FloatVector far = all(1).sub(all(2).div(e.add(1)));
        return signed(far, x).blend(near, x.abs().compare(VectorOperators.LT, TANH_NEAR));
    }

    static FloatVector sigmoid(FloatVector x) {
        return all(1).div(exp(all(0).sub(x)).add(1));
    }

    /** To what power e is 1 - |erf(x)|, but near 0. */
    static FloatVector erfc(FloatVector x) {
        FloatVector t = x.abs();
        FloatVector s = x.mul(x);
        FloatVector e = fma(all(ERFC_6), t, ERFC_5);
        e = e.fma(s, fma(all(ERFC_4), t, ERFC_3));
        e = fma(e, t, ERFC_2);
        e = fma(e, t, ERFC_1);
        e = fma(e, t, ERFC_0);
        return e.fma(t, t.neg());
    }

    /** From 1 - |erf(x)|. */
    static FloatVector erf(FloatVector x, FloatVector erfc) {
        FloatVector t = x.abs();
        FloatVector s = x.mul(x);
        FloatVector near = fma(all(ERF_5), s, ERF_4);
        near = fma(near, s, ERF_3);
        near = fma(near, s, ERF_2);
        near = fma(near, s, ERF_1);
        near = fma(near, s, ERF_0);
        near = near.fma(x, x);
        FloatVector size = all(1).sub(erfc).blend(1, t.compare(VectorOperators.GT, ERF_MOST));
        return near.blend(signed(size, x), t.compare(VectorOperators.GT, ERF_NEAR));
    }

    /** Of what gelu by tanh is the hyperbolic tangent. */
    static FloatVector geluInner(FloatVector x) {
        FloatVector cube = x.mul(x).mul(x);
        return x.add(cube.mul(GELU_CUBE)).mul(ROOT_2_BY_PI);
    }

    /** A number of 0 or more with the sign of another. */
    private static FloatVector signed(FloatVector size, FloatVector sign) {
        return size.reinterpretAsInts()
                .or(sign.reinterpretAsInts().and(Integer.MIN_VALUE))
                .reinterpretAsFloats();
    }

    private static FloatVector fma(FloatVector x, FloatVector y, float z) {
        return x.fma(y, all(z));
    }

    private static FloatVector all(float x) {
        return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, x);
    }
}
