package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.torchmm.rules.Dtype;

/** Arithmetic, comparisons and functions, element by element, against libtorch. */
class ElementwiseTest {

    static final List<Dtype> DTYPES = List.of(
            Dtype.FLOAT32,
            Dtype.FLOAT64,
            Dtype.FLOAT16,
            Dtype.UINT8,
            Dtype.INT8,
            Dtype.INT32,
            Dtype.INT64,
            Dtype.BOOL,
            Dtype.COMPLEX64);

    private static final long[][][] SIZES = {
        {{2, 3}, {2, 3}},
        {{2, 3}, {3}},
        {{2, 1, 3}, {4, 1}},
        {{5}, {}},
        {{}, {4}},
        {{}, {}},
        {{0, 3}, {1}},
        {{2, 3}, {2, 2}}
    };

    private static final long[][] ONE = {{2, 5}, {3, 1, 4}, {}, {0, 2}, {1500}};

    private static final Map<String, BiFunction<NDArray, NDArray, Object>> BINARY = new LinkedHashMap<>();

    private static final Map<String, Function<NDArray, Object>> UNARY = new LinkedHashMap<>();

    static {
        BINARY.put("add", NDArray::add);
        BINARY.put("sub", NDArray::sub);
        BINARY.put("mul", NDArray::mul);
        BINARY.put("div", NDArray::div);
        BINARY.put("mod", NDArray::mod);
        BINARY.put("pow", NDArray::pow);
        BINARY.put("maximum", NDArray::maximum);
        BINARY.put("minimum", NDArray::minimum);
        BINARY.put("atan2", NDArray::atan2);
        BINARY.put("xlogy", NDArray::xlogy);
        BINARY.put("eq", NDArray::eq);
        BINARY.put("neq", NDArray::neq);
        BINARY.put("gt", NDArray::gt);
        BINARY.put("gte", NDArray::gte);
        BINARY.put("lt", NDArray::lt);
        BINARY.put("lte", NDArray::lte);
        BINARY.put("logicalAnd", NDArray::logicalAnd);
        BINARY.put("logicalOr", NDArray::logicalOr);
        BINARY.put("logicalXor", NDArray::logicalXor);
        BINARY.put("contentEquals", NDArray::contentEquals);
        BINARY.put("addi", (a, b) -> a.addi(b));
        BINARY.put("subi", (a, b) -> a.subi(b));
        BINARY.put("muli", (a, b) -> a.muli(b));
        BINARY.put("divi", (a, b) -> a.divi(b));
        BINARY.put("modi", (a, b) -> a.modi(b));
        BINARY.put("powi", (a, b) -> a.powi(b));
        UNARY.put("neg", NDArray::neg);
        UNARY.put("abs", NDArray::abs);
        UNARY.put("sign", NDArray::sign);
        UNARY.put("square", NDArray::square);
        UNARY.put("sqrt", NDArray::sqrt);
        UNARY.put("cbrt", NDArray::cbrt);
        UNARY.put("floor", NDArray::floor);
        UNARY.put("ceil", NDArray::ceil);
        UNARY.put("round", NDArray::round);
        UNARY.put("trunc", NDArray::trunc);
        UNARY.put("exp", NDArray::exp);
        UNARY.put("log", NDArray::log);
        UNARY.put("log2", NDArray::log2);
        UNARY.put("log10", NDArray::log10);
        UNARY.put("sin", NDArray::sin);
        UNARY.put("cos", NDArray::cos);
        UNARY.put("tan", NDArray::tan);
        UNARY.put("asin", NDArray::asin);
        UNARY.put("acos", NDArray::acos);
        UNARY.put("atan", NDArray::atan);
        UNARY.put("sinh", NDArray::sinh);
        UNARY.put("cosh", NDArray::cosh);
        UNARY.put("tanh", NDArray::tanh);
        UNARY.put("erf", NDArray::erf);
        UNARY.put("toDegrees", NDArray::toDegrees);
        UNARY.put("toRadians", NDArray::toRadians);
        UNARY.put("isNaN", NDArray::isNaN);
        UNARY.put("isInfinite", NDArray::isInfinite);
        UNARY.put("logicalNot", NDArray::logicalNot);
        UNARY.put("negi", NDArray::negi);
        UNARY.put("signi", NDArray::signi);
        UNARY.put("clip", a -> a.clip(-1, 2));
        UNARY.put("clip to fractions", a -> a.clip(-1.5f, 2.25));
        for (Number n : new Number[] {2, -3, 2L, 0.5f, 1.5, (byte) 3}) {
            String text = n.getClass().getSimpleName() + " " + n;
            UNARY.put("add " + text, a -> a.add(n));
            UNARY.put("sub " + text, a -> a.sub(n));
            UNARY.put("mul " + text, a -> a.mul(n));
            UNARY.put("div " + text, a -> a.div(n));
            UNARY.put("mod " + text, a -> a.mod(n));
            UNARY.put("pow " + text, a -> a.pow(n));
            UNARY.put("gt " + text, a -> a.gt(n));
            UNARY.put("eq " + text, a -> a.eq(n));
            UNARY.put("maximum " + text, a -> a.maximum(n));
            UNARY.put("addi " + text, a -> a.addi(n));
            UNARY.put("divi " + text, a -> a.divi(n));
        }
    }

    @Test
    void twoArrays() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        Judge judge = new Judge(4).withStrides();
        List<String> found = new ArrayList<>();
        for (var op : BINARY.entrySet()) {
            for (Dtype dtype : DTYPES) {
                one(random, judge, op.getKey(), op.getValue(), dtype, dtype, found);
                for (int i = 0; i < 3; i++) {
                    Dtype dtype2 = DTYPES.get(random.nextInt(DTYPES.size()));
                    one(random, judge, op.getKey(), op.getValue(), dtype, dtype2, found);
                }
            }
        }
        report(seed, found);
    }

    private static void one(
            Random random,
            Judge judge,
            String name,
            BiFunction<NDArray, NDArray, Object> op,
            Dtype dtype,
            Dtype dtype2,
            List<String> found) {
        long[][] sizes = SIZES[random.nextInt(SIZES.length)];
        Twin.Form[] forms = {form(random, name), form(random, "")};
        judge.ask(random, name, op, new Dtype[] {dtype, dtype2}, forms, sizes, found);
    }

    /** Not for what is written in place: libtorch too refuses expanded ones, and tests of its own say so. */
    private static Twin.Form form(Random random, String name) {
        return Twin.Form.values()[random.nextInt(name.endsWith("i") ? 3 : 4)];
    }

    @Test
    void oneArray() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        Judge judge = new Judge(4).withStrides();
        List<String> found = new ArrayList<>();
        for (var op : UNARY.entrySet()) {
            for (Dtype dtype : DTYPES) {
                for (int round = 0; round < 2; round++) {
                    long[] sizes = ONE[random.nextInt(ONE.length)];
                    judge.ask(random, op.getKey(), op.getValue(), dtype, form(random, "i"), sizes, found);
                }
            }
        }
        report(seed, found);
    }

    static void report(long seed, List<String> found) {
        assertEquals(List.of(), found, () -> found.size() + " differences, seed " + seed);
    }
}
