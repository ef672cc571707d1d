package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;
import org.torchmm.rules.Dtype;

/** Functions of complex numbers against libtorch's: branch cuts, signed zeros, infinities and NaN, part by part, and random numbers. */
class ComplexFunctionsTest {

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -2,
        3,
        1e-30,
        -1e-20,
        1e15,
        -1e30,
        12,
        -20,
        80,
        -88,
        100,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private static final Map<String, Function<NDArray, NDArray>> FUNCTIONS = new LinkedHashMap<>();

    static {
        FUNCTIONS.put("exp", NDArray::exp);
        FUNCTIONS.put("log", NDArray::log);
        FUNCTIONS.put("log2", NDArray::log2);
        FUNCTIONS.put("log10", NDArray::log10);
        FUNCTIONS.put("sqrt", NDArray::sqrt);
        FUNCTIONS.put("sin", NDArray::sin);
        FUNCTIONS.put("cos", NDArray::cos);
        FUNCTIONS.put("tan", NDArray::tan);
        FUNCTIONS.put("asin", NDArray::asin);
        FUNCTIONS.put("acos", NDArray::acos);
        FUNCTIONS.put("atan", NDArray::atan);
        FUNCTIONS.put("sinh", NDArray::sinh);
        FUNCTIONS.put("cosh", NDArray::cosh);
        FUNCTIONS.put("tanh", NDArray::tanh);
        FUNCTIONS.put("sigmoid", x -> Torch.over(x.getManager()).sigmoid(x));
        FUNCTIONS.put("abs", NDArray::abs);
    }

    @Test
    void functions() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        List<String> found = new ArrayList<>();
        FUNCTIONS.forEach((name, function) -> {
            compare(name, (x, y) -> function.apply(x), special(), special(), found);
            double[] numbers = random.doubles(4000, -9, 9).toArray();
            compare(name, (x, y) -> function.apply(x), numbers, numbers, found);
        });
        assertEquals(List.of(), found, () -> found.size() + " differences, seed " + seed);
    }

    @Test
    void powers() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        List<String> found = new ArrayList<>();
        double[] bases = random.doubles(4000, -3, 3).toArray();
        double[] exponents = random.doubles(4000, -3, 3).toArray();
        compare("pow", NDArray::pow, bases, exponents, found);
        for (double[] numbers : List.of(special(), bases)) {
            for (double power : new double[] {0, 1, 2, 3, -1, -2, 0.5, -0.5, 2.5, -3, 4}) {
                double[] exponent = pairs(power, numbers.length);
                compare(
                        "pow by " + power,
                        (x, y) -> Torch.over(x.getManager()).pow(x, power),
                        numbers,
                        exponent,
                        found);
            }
            for (double base : new double[] {2, -1.5, 1, 0}) {
                double[] same = pairs(base, numbers.length);
                compare("pow of " + base, (x, y) -> Torch.over(x.getManager()).pow(base, y), same, numbers, found);
            }
        }
        compare("div", NDArray::div, bases, exponents, found);
        int n = SPECIAL.length * SPECIAL.length;
        double[] pairs = special();
        double[] a = new double[2 * n * n];
        double[] b = new double[2 * n * n];
        for (int i = 0; i < n * n; i++) {
            System.arraycopy(pairs, 2 * (i / n), a, 2 * i, 2);
            System.arraycopy(pairs, 2 * (i % n), b, 2 * i, 2);
        }
        compare("pow of specials", NDArray::pow, a, b, found);
        compare("div of specials", NDArray::div, a, b, found);
        assertEquals(List.of(), found, () -> found.size() + " differences, seed " + seed);
    }

    private static double[] pairs(double real, int parts) {
        double[] pairs = new double[parts];
        for (int i = 0; i < parts; i += 2) {
            pairs[i] = real;
        }
        return pairs;
    }

    private static double[] special() {
        double[] pairs = new double[2 * SPECIAL.length * SPECIAL.length];
        for (int i = 0; i < pairs.length / 2; i++) {
            pairs[2 * i] = SPECIAL[i / SPECIAL.length];
            pairs[2 * i + 1] = SPECIAL[i % SPECIAL.length];
        }
        return pairs;
    }

    private static void compare(
            String name, BiFunction<NDArray, NDArray, NDArray> function, double[] a, double[] b, List<String> found) {
        try (NDManager torch = Engine.getEngine("PyTorch").newBaseManager();
                HeapManager heap = (HeapManager) HeapEngine.instance().newBaseManager()) {
            Twin x = Twin.of(torch, heap, Dtype.COMPLEX64, a, a.length / 2);
            Twin y = Twin.of(torch, heap, Dtype.COMPLEX64, b, b.length / 2);
            float[] expected = floats(function.apply(x.torch(), y.torch()));
            float[] actual = floats(function.apply(x.heap(), y.heap()));
            int parts = expected.length / (a.length / 2);
            for (int i = 0; i < expected.length; i += parts) {
                int at = 2 * (i / parts);
                double units = name.startsWith("pow") ? units(a[at], a[at + 1], b[at], b[at + 1]) : 8;
                if (!isSame(expected, actual, i, parts, units)) {
                    found.add(name + "(" + a[at] + ", " + a[at + 1] + "; " + b[at] + ", " + b[at + 1] + "): libtorch "
                            + text(expected, i, parts) + ", ours " + text(actual, i, parts));
                }
            }
        }
    }

    private static float[] floats(NDArray array) {
        FloatBuffer buffer =
                array.toByteBuffer(false).order(ByteOrder.nativeOrder()).asFloatBuffer();
        float[] floats = new float[buffer.remaining()];
        buffer.get(floats);
        return floats;
    }

    private static String text(float[] array, int at, int parts) {
        return parts == 1 ? "" + array[at] : array[at] + ", " + array[at + 1];
    }

    /** Units in the last place by which a power may differ: libtorch rounds the product of exponent and logarithm to float32. */
    private static double units(double x, double y, double u, double v) {
        double log = Math.abs(Math.log(Math.hypot(x, y))) + Math.PI;
        double product = Math.hypot(u, v) * log;
        return Double.isFinite(product) ? 8 + 2 * product : 8;
    }

    /** Parts may differ by so many units in the last place of the number's size, but if that is all of it. */
    private static boolean isSame(float[] expected, float[] actual, int at, int parts, double units) {
        float size = 0;
        for (int i = at; i < at + parts; i++) {
            size = Float.isFinite(expected[i]) ? Math.max(size, Math.abs(expected[i])) : size;
        }
        for (int i = at; i < at + parts; i++) {
            boolean isNear = Float.compare(expected[i], actual[i]) == 0
                    || expected[i] != actual[i] && Math.abs(expected[i] - actual[i]) <= units * Math.ulp(size);
            boolean isTurned = units > 8 && Math.abs(expected[i]) == Math.abs(actual[i]); // a power on an axis, all but
            if (!isNear && !isTurned) {
                return false;
            }
        }
        return true;
    }
}
