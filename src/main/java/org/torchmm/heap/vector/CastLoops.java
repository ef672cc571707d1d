package org.torchmm.heap.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Conversions of whole vectors. Halves have none of their own in the Vector API, nor have floats to whole numbers instructions on JDK 17:
 * both are done on the bits, in lanes of int.
 */
final class CastLoops {

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, part(2));

    private static final VectorSpecies<Short> PAIRS = ShortVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Byte> BYTES_OF_PAIRS = VectorSpecies.of(byte.class, part(2));

    private static final VectorSpecies<Float> FLOATS_OF_DOUBLES = VectorSpecies.of(float.class, part(2));

    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, part(4));

    /** Numbers of 32 bits in a vector. */
    static final int L = INTS.length();

    /** Numbers of 64 bits in a vector. */
    static final int L_DOUBLE = DOUBLES.length();

    private static final int INFINITY = 0x7f800000;

    private static final int SIZE = 0x7fffffff;

    private CastLoops() {}

    /** The shape of as many lanes of less width; none has fewer than 64 bits. */
    private static VectorShape part(int of) {
        return VectorShape.forBitSize(Math.max(64, INTS.vectorBitSize() / of));
    }

    /** Whether there are vectors of as many bytes as there are ints in one. */
    static boolean hasBytes() {
        return BYTES.length() == L;
    }

    private static IntVector bits(float[] a, int at) {
        return FloatVector.fromArray(FLOATS, a, at).reinterpretAsInts();
    }

    private static void put(IntVector lowHalves, short[] c, int at) {
        ((ShortVector) lowHalves.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(c, at);
    }

    private static IntVector ints(short[] a, int at) {
        return (IntVector) ShortVector.fromArray(SHORTS, a, at).convertShape(VectorOperators.S2I, INTS, 0);
    }

    private static IntVector ints(byte[] a, int at) {
        return (IntVector) ByteVector.fromArray(BYTES, a, at).convertShape(VectorOperators.B2I, INTS, 0);
    }

    /** As {@code Halves.floatToFloat16Bits}; from 2^16 on all are 2^16, which rounds to infinity's bits. */
    static void float16(float[] a, int p, short[] c, int r, int count) {
        int half = Float.floatToRawIntBits(0.5f);
        for (int i = 0; i < count; i += L) {
            IntVector bits = bits(a, p + i);
            IntVector size = bits.and(SIZE);
            IntVector most = size.min(0x47800000);
            IntVector odd = most.lanewise(VectorOperators.LSHR, 13).and(1);
            IntVector normal = most.add(odd).sub(0x38000000 - 0xfff).lanewise(VectorOperators.LSHR, 13);
            IntVector aligned =
                    most.reinterpretAsFloats().add(0.5f).reinterpretAsInts().sub(half);
            IntVector number = normal.blend(aligned, most.compare(VectorOperators.LT, 0x38800000))
                    .blend(0x7e00, size.compare(VectorOperators.GT, INFINITY));
            put(number.or(bits.lanewise(VectorOperators.LSHR, 16).and(0x8000)), c, r + i);
        }
    }

    static void bfloat16(float[] a, int p, short[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            IntVector bits = bits(a, p + i);
            IntVector odd = bits.lanewise(VectorOperators.LSHR, 16).and(1);
            IntVector number = bits.add(odd).add(0x7fff).lanewise(VectorOperators.LSHR, 16);
            put(number.blend(0x7fc0, bits.and(SIZE).compare(VectorOperators.GT, INFINITY)), c, r + i);
        }
    }

    /** The bits moved to a float's place are 2^-112 times the number, and exact; but infinities and NaNs. */
    static void ofFloat16(short[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            IntVector bits = ints(a, p + i);
            IntVector moved = bits.and(0x7fff).lanewise(VectorOperators.LSHL, 13);
            IntVector number = moved.reinterpretAsFloats().mul(0x1p112f).reinterpretAsInts();
            number.blend(moved.or(INFINITY), moved.compare(VectorOperators.GE, 0x7c00 << 13))
                    .or(bits.and(Integer.MIN_VALUE))
                    .reinterpretAsFloats()
                    .intoArray(c, r + i);
        }
    }

    static void ofBfloat16(short[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            ints(a, p + i)
                    .lanewise(VectorOperators.LSHL, 16)
                    .reinterpretAsFloats()
                    .intoArray(c, r + i);
        }
    }

    /** The mantissa, its first digit at the top, moved down to its place. */
    static void int32(float[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            IntVector bits = bits(a, p + i);
            IntVector exponent = bits.lanewise(VectorOperators.LSHR, 23).and(0xff);
            IntVector down = exponent.neg().add(127 + 31);
            IntVector mantissa = bits.lanewise(VectorOperators.LSHL, 8).or(Integer.MIN_VALUE);
            IntVector sign = bits.lanewise(VectorOperators.ASHR, 31);
            IntVector whole = mantissa.lanewise(VectorOperators.LSHR, down)
                    .lanewise(VectorOperators.XOR, sign)
                    .sub(sign);
            whole.blend(0, down.compare(VectorOperators.GT, 31))
                    .blend(Integer.MIN_VALUE, down.compare(VectorOperators.LE, 0))
                    .intoArray(c, r + i);
        }
    }

    static void float64(float[] a, int p, double[] c, int r, int count) {
        for (int i = 0; i < count; i += L_DOUBLE) {
            FloatVector x = FloatVector.fromArray(FLOATS_OF_DOUBLES, a, p + i);
            ((DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 0)).intoArray(c, r + i);
        }
    }

    static void float32(double[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L_DOUBLE) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, a, p + i);
            ((FloatVector) x.convertShape(VectorOperators.D2F, FLOATS_OF_DOUBLES, 0)).intoArray(c, r + i);
        }
    }

    static void ofInt8(byte[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            ints(a, p + i).intoArray(c, r + i);
        }
    }

    static void ofUint8(byte[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            ints(a, p + i).and(0xff).intoArray(c, r + i);
        }
    }

    static void ofInt16(short[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            ints(a, p + i).intoArray(c, r + i);
        }
    }

    static void int8(int[] a, int p, byte[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            IntVector x = IntVector.fromArray(INTS, a, p + i);
            ((ByteVector) x.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(c, r + i);
        }
    }

    static void int16(int[] a, int p, short[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            put(IntVector.fromArray(INTS, a, p + i), c, r + i);
        }
    }

    static void pairsOfInt8(byte[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            ByteVector x = ByteVector.fromArray(BYTES_OF_PAIRS, a, p + 2 * i);
            x.convertShape(VectorOperators.B2S, PAIRS, 0).reinterpretAsInts().intoArray(c, r + i);
        }
    }

    static void pairsOfInt16(short[] a, int p, int[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            ShortVector.fromArray(PAIRS, a, p + 2 * i).reinterpretAsInts().intoArray(c, r + i);
        }
    }
}
