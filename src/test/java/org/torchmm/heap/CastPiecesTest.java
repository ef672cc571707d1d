package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;
import org.torchmm.heap.vector.VectorCastPieces;
import org.torchmm.kernel.MatrixKernels;

/** Conversions between dtypes: the plain loops against the Vector API's, bit by bit, and the products that are made by way of them. */
class CastPiecesTest {

    private static final CastPieces PLAIN = PlainCastPieces.INSTANCE;
    private static final CastPieces VECTORS = VectorCastPieces.warm();

    /** An odd number, so that something is left after the last vector; and where a piece begins in its array. */
    private static final int ALL = (1 << 16) + 3;

    private static final int P = 5;

    private static final long SEED = Long.getLong("torchmm.seed", 1);

    /** Every 4,099th float there is: every exponent, subnormals, infinities, NaNs; and what is on the edge of a format. */
    private static float[] floats() {
        float[] edges = {
            65504,
            65519.996f,
            65520,
            65536,
            0x1p-14f,
            0x1.ffcp-15f,
            0x1p-24f,
            0x1p-25f,
            0x1.000002p-25f,
            0x1p31f,
            -0x1p31f,
            0x1.fffffep30f,
            -0x1.000002p31f,
            0.99999994f,
            -0.99999994f,
            0x1p23f,
            8388609,
            0,
            -0f,
            Float.NaN,
            2049,
            2051
        };
        int step = 4099;
        float[] a = new float[edges.length + (int) ((1L << 32) / step)];
        for (int i = 0; i < a.length; i++) {
            a[i] = i < edges.length ? edges[i] : Float.intBitsToFloat(i * step);
        }
        return a;
    }

    private static short[] shorts() {
        short[] a = new short[ALL];
        for (int i = 0; i < ALL; i++) {
            a[i] = (short) i;
        }
        return a;
    }

    private static int[] bits(float... a) {
        int[] bits = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            bits[i] = Float.floatToRawIntBits(a[i]);
        }
        return bits;
    }

    private static void bothShorts(float[] a, BiConsumer<CastPieces, short[]> cast) {
        short[] expected = new short[a.length];
        short[] actual = new short[a.length];
        cast.accept(PLAIN, expected);
        cast.accept(VECTORS, actual);
        for (int i = 0; i < a.length; i++) {
            if (expected[i] != actual[i]) {
                fail(a[i] + ": " + expected[i] + ", with vectors " + actual[i]);
            }
        }
    }

    @Test
    void floats_to_halves() {
        float[] a = floats();
        int n = a.length - P;
        bothShorts(a, (pieces, c) -> pieces.float16(a, P, c, 1, n));
        bothShorts(a, (pieces, c) -> pieces.bfloat16(a, P, c, 1, n));
    }

    @Test
    void all_halves_to_floats() {
        short[] a = shorts();
        for (boolean isFloat16 : new boolean[] {true, false}) {
            float[] expected = new float[ALL];
            float[] actual = new float[ALL];
            if (isFloat16) {
                PLAIN.ofFloat16(a, 0, expected, 0, ALL);
                VECTORS.ofFloat16(a, 0, actual, 0, ALL);
            } else {
                PLAIN.ofBfloat16(a, 0, expected, 0, ALL);
                VECTORS.ofBfloat16(a, 0, actual, 0, ALL);
            }
            assertArrayEquals(bits(expected), bits(actual));
        }
    }

    /** A number of the format, its sign apart, is mantissa times a power of two. */
    @Test
    void halves_are_what_their_bits_say() {
        for (int bits = 0; bits < 0x7c00; bits++) {
            int exponent = bits >> 10;
            double value = exponent == 0 ? bits * 0x1p-24 : (0x400 + (bits & 0x3ff)) * Math.scalb(1.0, exponent - 25);
            assertEquals((float) value, Halves.float16BitsToFloat((short) bits));
            assertEquals((float) -value, Halves.float16BitsToFloat((short) (bits | 0x8000)));
            assertEquals((short) bits, Halves.floatToFloat16Bits((float) value));
        }
        assertEquals(0x7fffe000, Float.floatToRawIntBits(Halves.float16BitsToFloat((short) 0x7fff)));
        assertEquals(Float.NEGATIVE_INFINITY, Halves.float16BitsToFloat((short) 0xfc00));
    }

    @Test
    void floats_to_int32() {
        float[] a = floats();
        int[] expected = new int[a.length];
        int[] actual = new int[a.length];
        PLAIN.int32(a, P, expected, P, a.length - P);
        VECTORS.int32(a, P, actual, P, a.length - P);
        for (int i = P; i < a.length; i++) {
            int exact = Casts.toInt((double) a[i]);
            if (exact != expected[i] || exact != actual[i]) {
                fail(a[i] + ": " + exact + ", plain " + expected[i] + ", with vectors " + actual[i]);
            }
        }
    }

    @Test
    void floats_to_doubles_and_back() {
        float[] a = floats();
        double[] expected = new double[a.length];
        double[] actual = new double[a.length];
        PLAIN.float64(a, P, expected, 2, a.length - P);
        VECTORS.float64(a, P, actual, 2, a.length - P);
        assertArrayEquals(expected, actual);
        Random random = new Random(SEED);
        for (int i = 0; i < a.length; i++) {
            actual[i] = i % 3 == 0 ? Double.longBitsToDouble(random.nextLong()) : expected[i] * (1 + 0x1p-25 * (i % 8));
        }
        float[] plain = new float[a.length];
        float[] vectors = new float[a.length];
        PLAIN.float32(actual, P, plain, 0, a.length - P);
        VECTORS.float32(actual, P, vectors, 0, a.length - P);
        assertArrayEquals(bits(plain), bits(vectors), "seed " + SEED);
    }

    @Test
    void whole_numbers() {
        short[] shorts = shorts();
        byte[] bytes = new byte[ALL];
        int[] ints = new int[ALL];
        Random random = new Random(SEED);
        for (int i = 0; i < ALL; i++) {
            bytes[i] = (byte) i;
            ints[i] = random.nextInt();
        }
        List<BiConsumer<CastPieces, int[]>> wide = List.of(
                (pieces, c) -> pieces.ofInt8(bytes, P, c, 0, ALL - P),
                (pieces, c) -> pieces.ofUint8(bytes, P, c, 0, ALL - P),
                (pieces, c) -> pieces.ofInt16(shorts, P, c, 0, ALL - P),
                (pieces, c) -> pieces.pairsOfInt8(bytes, P, c, 3, (ALL - P) / 2),
                (pieces, c) -> pieces.pairsOfInt16(shorts, P, c, 3, (ALL - P) / 2));
        for (BiConsumer<CastPieces, int[]> each : wide) {
            int[] expected = new int[ALL];
            int[] actual = new int[ALL];
            each.accept(PLAIN, expected);
            each.accept(VECTORS, actual);
            assertArrayEquals(expected, actual);
        }
        byte[] expected = new byte[ALL];
        byte[] actual = new byte[ALL];
        PLAIN.int8(ints, P, expected, 0, ALL - P);
        VECTORS.int8(ints, P, actual, 0, ALL - P);
        assertArrayEquals(expected, actual, "seed " + SEED);
        short[] expected2 = new short[ALL];
        short[] actual2 = new short[ALL];
        PLAIN.int16(ints, P, expected2, 0, ALL - P);
        VECTORS.int16(ints, P, actual2, 0, ALL - P);
        assertArrayEquals(expected2, actual2, "seed " + SEED);
    }

    /** Of operands in whatever layout: the bits are those of the product of the converted operands, converted back. */
    @Test
    void products_of_narrow_dtypes_are_those_of_wide_ones() {
        try (Torch torch = Torch.open(MatrixKernels.best())) {
            torch.manualSeed(SEED);
            for (DataType dtype : List.of(DataType.FLOAT16, DataType.BFLOAT16)) {
                check(torch, dtype, DataType.FLOAT32);
            }
            for (DataType dtype : List.of(DataType.INT8, DataType.UINT8, DataType.INT16)) {
                check(torch, dtype, DataType.INT32);
            }
        }
    }

    private static void check(Torch torch, DataType dtype, DataType wide) {
        NDArray numbers = dtype == DataType.UINT8
                ? torch.rand(120, 180).mul(250)
                : torch.randn(120, 180).mul(100);
        NDArray a = torch.to(numbers, dtype);
        NDArray b = torch.to(torch.rand(180, 120).mul(20), dtype);
        for (NDArray first : List.of(a, torch.t(b), a.get(new NDIndex("3:77, :")))) {
            for (NDArray second : List.of(b, torch.t(a), torch.t(a).get(new NDIndex(":, 5:9")))) {
                NDArray expected = torch.to(torch.mm(torch.to(first, wide), torch.to(second, wide)), dtype);
                NDArray actual = torch.mm(first, second);
                assertEquals(expected.getDataType(), actual.getDataType());
                assertEquals(
                        expected.toByteBuffer(),
                        actual.toByteBuffer(),
                        dtype + ", strides of " + first.getShape() + " and " + second.getShape() + ", seed " + SEED);
            }
        }
    }
}
