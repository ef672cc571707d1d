package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.torchmm.heap.vector.DoubleVectorFolds;
import org.torchmm.heap.vector.FloatVectorFolds;
import org.torchmm.heap.vector.VectorFloatPieces;

/** Functions and sums of floats: the plain loops against the Vector API's, bit by bit, and against libtorch. */
class FloatPiecesTest {

    private static final FloatPieces PLAIN = PlainFloatPieces.INSTANCE;

    private interface Loop {
        void run(FloatPieces pieces, float[] a, int p, float[] c, int r, int count);
    }

    private static final Map<String, Loop> FUNCTIONS = new LinkedHashMap<>();

    static {
        FUNCTIONS.put("exp", FloatPieces::exp);
        FUNCTIONS.put("log", FloatPieces::log);
        FUNCTIONS.put("tanh", FloatPieces::tanh);
        FUNCTIONS.put("sigmoid", FloatPieces::sigmoid);
        FUNCTIONS.put("erf", FloatPieces::erf);
        FUNCTIONS.put("gelu", FloatPieces::gelu);
        FUNCTIONS.put("geluTanh", FloatPieces::geluTanh);
    }

    /** Every 4,999th float there is, so every exponent, subnormals, infinities and NaNs, and more of those that people have. */
    private static float[] floats() {
        int step = 4999;
        float[] usual = {
            0, -0f, 88.72284f, 88.7229f, -87.4f, -103.97f, -104, 1, -1, Float.POSITIVE_INFINITY, Float.MIN_VALUE
        };
        int all = (int) ((1L << 32) / step);
        float[] a = Arrays.copyOf(usual, all + 200_003);
        for (int i = usual.length; i < a.length; i++) {
            a[i] = i < all ? Float.intBitsToFloat(i * step) : (i - all - 100_000) * 2e-4f;
        }
        return a;
    }

    @Test
    void the_bits_are_the_same_with_the_vector_api() {
        FloatPieces vectors = VectorFloatPieces.warm();
        float[] a = floats();
        FUNCTIONS.forEach((name, function) -> {
            float[] expected = new float[a.length];
            float[] actual = new float[a.length + 3];
            function.run(PLAIN, a, 0, expected, 0, a.length);
            function.run(vectors, a, 0, actual, 3, a.length);
            for (int i = 0; i < a.length; i++) {
                assertSame(name, a[i], expected[i], actual[i + 3]);
            }
            float[] inPlace = a.clone();
            function.run(vectors, inPlace, 0, inPlace, 0, a.length);
            float[] plainly = a.clone();
            function.run(PLAIN, plainly, 0, plainly, 0, a.length);
            for (int i = 0; i < a.length; i++) {
                assertSame(name + " in place", a[i], expected[i], inPlace[i]);
                assertSame(name + " plainly in place", a[i], expected[i], plainly[i]);
            }
        });
    }

    private static void assertSame(String name, float x, float expected, float actual) {
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            assertEquals(expected, actual, name + " of " + x);
        }
    }

    @Test
    void the_bits_of_sums_are_the_same_with_the_vector_api() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        FloatFolds vectors = FloatVectorFolds.warm();
        DoubleFolds doubles = DoubleVectorFolds.warm();
        float[] a = new float[5000];
        double[] b = new double[a.length];
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < a.length; i++) {
                a[i] = (float) random.nextGaussian();
            }
            int p = random.nextInt(100);
            int count = 1 + random.nextInt(round % 2 == 0 ? 200 : a.length - p - 1);
            if (round % 10 == 0) {
                a[p + random.nextInt(count)] = Float.NaN;
            } else if (round % 10 == 1) {
                Arrays.fill(a, round % 20 == 1 ? -0f : Float.NEGATIVE_INFINITY);
                a[p + random.nextInt(count)] = 0;
            }
            for (int i = 0; i < a.length; i++) {
                b[i] = a[i] * Math.PI;
            }
            String text = count + " from " + p + ", seed " + seed;
            for (BinaryOp op : List.of(BinaryOp.ADD, BinaryOp.MUL, BinaryOp.MAXIMUM, BinaryOp.MINIMUM)) {
                assertEquals(FloatLanes.fold(op, a, p, count), vectors.apply(op, a, p, count), op + " of " + text);
                assertEquals(DoubleLanes.fold(op, b, p, count), doubles.apply(op, b, p, count), op + " of " + text);
            }
        }
    }

    /** The bounds that package-info states, in units in the last place of libtorch's result. */
    @Test
    void functions_are_within_a_few_ulp_of_libtorch_s() {
        float[] a = floats();
        List<String> found = new ArrayList<>();
        near("exp", NDArray::exp, a, 2, 0, found);
        near("log", NDArray::log, a, 2, 0, found);
        near("tanh", NDArray::tanh, a, 2, 0, found);
        near("sigmoid", x -> x.getNDArrayInternal().sigmoid(), a, 4, 0, found);
        near("erf", NDArray::erf, a, 2, 0, found);
        // oneDNN's, which libtorch takes for this one, is less exact, and NaN of infinity
        for (int i = 0; i < a.length; i++) {
            a[i] = Float.isInfinite(a[i]) ? 0 : a[i];
        }
        near("gelu", x -> x.getNDArrayInternal().gelu(), a, 3, 0x1p-21, found);
        assertEquals(List.of(), found);
    }

    @Test
    void gelu_is_as_exact_as_floats_can_be() {
        float[] a = floats();
        float[] c = new float[a.length];
        PLAIN.gelu(a, 0, c, 0, a.length);
        for (int i = 0; i < a.length; i++) {
            double exact = 0.5 * a[i] * (1 + ErrorFunction.of(a[i] * Math.sqrt(0.5)));
            double bound = 3 * Math.ulp((float) exact) + 0x1p-24 * Math.abs(a[i]);
            if (!(Math.abs(exact - c[i]) <= bound) && Float.compare((float) exact, c[i]) != 0) {
                assertEquals(exact, c[i], "gelu of " + a[i]);
            }
        }
    }

    /** {@code relative}: what may be lost of the element itself, where 1 + erf of it is nearly 0. */
    private static void near(
            String name,
            Function<NDArray, NDArray> function,
            float[] a,
            double ulps,
            double relative,
            List<String> found) {
        try (NDManager torch = Engine.getEngine("PyTorch").newBaseManager();
                NDManager heap = HeapEngine.instance().newBaseManager()) {
            float[] expected = function.apply(torch.create(a)).toFloatArray();
            float[] actual = function.apply(heap.create(a)).toFloatArray();
            for (int i = 0; i < a.length; i++) {
                if (Float.compare(expected[i], actual[i]) == 0) {
                    continue;
                }
                double bound = ulps * Math.ulp(expected[i]) + relative * Math.abs(a[i]);
                double off = Math.abs((double) expected[i] - actual[i]);
                if (!(off <= bound) && found.size() < 20) {
                    found.add(name + " of " + a[i] + ": libtorch " + expected[i] + ", ours " + actual[i]);
                }
            }
        }
    }

    @Test
    void sums_are_as_accurate_as_libtorch_s() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        try (NDManager torch = Engine.getEngine("PyTorch").newBaseManager();
                NDManager heap = HeapEngine.instance().newBaseManager()) {
            for (int count : new int[] {100, 1000, 4096, 30_000}) {
                for (boolean isPositive : new boolean[] {true, false}) {
                    double theirs = 0;
                    double ours = 0;
                    for (int round = 0; round < 600; round++) {
                        float[] a = new float[count];
                        double exact = 0;
                        for (int i = 0; i < count; i++) {
                            a[i] = isPositive ? random.nextFloat() : (float) random.nextGaussian();
                            exact += a[i];
                        }
                        try (NDArray x = torch.create(a);
                                NDArray y = heap.create(a);
                                NDArray sum = x.sum();
                                NDArray sum2 = y.sum()) {
                            theirs += Math.pow(sum.toFloatArray()[0] - exact, 2);
                            ours += Math.pow(sum2.toFloatArray()[0] - exact, 2);
                        }
                    }
                    double ratio = Math.sqrt(ours / theirs);
                    assertTrue(
                            ratio < 1.2, "of " + count + " numbers " + ratio + " times libtorch's error, seed " + seed);
                }
            }
        }
    }
}
