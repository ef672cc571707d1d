package org.torchmm.comparisons.calls;

import static org.torchmm.comparisons.calls.Closeness.BITS;
import static org.torchmm.comparisons.calls.Closeness.BITS_OF_REAL;
import static org.torchmm.comparisons.calls.Closeness.FUNCTION;
import static org.torchmm.comparisons.calls.Closeness.SUM;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Draws what people call on an array itself: DJL's arithmetic, comparisons, functions, sums, conversions and indices. */
final class ArrayCalls {

    private static final List<Call> ONE = new ArrayList<>();
    private static final List<Call> TWO = new ArrayList<>();

    static {
        one("neg", BITS, NDArray::neg);
        one("abs", BITS, NDArray::abs);
        one("sign", BITS, NDArray::sign);
        one("square", BITS_OF_REAL, NDArray::square);
        one("sqrt", FUNCTION, NDArray::sqrt);
        one("floor", BITS, NDArray::floor);
        one("ceil", BITS, NDArray::ceil);
        one("round", BITS, NDArray::round);
        one("trunc", BITS, NDArray::trunc);
        one("exp", FUNCTION, NDArray::exp);
        one("log", FUNCTION, NDArray::log);
        one("log2", FUNCTION, NDArray::log2);
        one("log10", FUNCTION, NDArray::log10);
        one("sin", FUNCTION, NDArray::sin);
        one("cos", FUNCTION, NDArray::cos);
        one("tanh", FUNCTION, NDArray::tanh);
        one("isNaN", BITS, NDArray::isNaN);
        one("isInfinite", BITS, NDArray::isInfinite);
        one("logicalNot", BITS, NDArray::logicalNot);
        one("duplicate", BITS, NDArray::duplicate);
        one("flatten", BITS, NDArray::flatten);
        one("negi", BITS, NDArray::negi);
        one("sum", SUM, NDArray::sum);
        one("mean", SUM, NDArray::mean);
        one("max", BITS, NDArray::max);
        one("min", BITS, NDArray::min);
        one("argMax", BITS, NDArray::argMax);
        one("argMin", BITS, NDArray::argMin);
        two("add", BITS_OF_REAL, NDArray::add);
        two("sub", BITS_OF_REAL, NDArray::sub);
        two("mul", BITS_OF_REAL, NDArray::mul);
        two("div", BITS_OF_REAL, NDArray::div);
        two("pow", FUNCTION, NDArray::pow);
        two("maximum", BITS, NDArray::maximum);
        two("minimum", BITS, NDArray::minimum);
        two("eq", BITS, NDArray::eq);
        two("neq", BITS, NDArray::neq);
        two("gt", BITS, NDArray::gt);
        two("gte", BITS, NDArray::gte);
        two("lt", BITS, NDArray::lt);
        two("lte", BITS, NDArray::lte);
        two("logicalAnd", BITS, NDArray::logicalAnd);
        two("logicalOr", BITS, NDArray::logicalOr);
        two("logicalXor", BITS, NDArray::logicalXor);
        two("contentEquals", BITS, NDArray::contentEquals);
        two("allClose", BITS, (a, b) -> isComplex(a, b) ? "not read by DJL" : a.allClose(b));
    }

    private static boolean isComplex(NDArray... arrays) {
        return Stream.of(arrays).anyMatch(array -> array.getDataType() == DataType.COMPLEX64);
    }

    /** Written into the first. */
    private static final List<Call> INTO = List.of(
            Call.of(".addi", "", BITS_OF_REAL, (torch, x) -> x[0].addi(x[1])),
            Call.of(".subi", "", BITS_OF_REAL, (torch, x) -> x[0].subi(x[1])),
            Call.of(".muli", "", BITS_OF_REAL, (torch, x) -> x[0].muli(x[1])));

    private static final Number[] NUMBERS = {0, 1, 2, -3, 7L, 0.5f, 1.5, -2.25, 0.1, 1e6, (byte) 3};

    private final Random random;

    ArrayCalls(Random random) {
        this.random = random;
    }

    private static void one(String name, Closeness closeness, Function<NDArray, Object> method) {
        ONE.add(Call.of("." + name, "", closeness, (torch, x) -> method.apply(x[0])));
    }

    private static void two(String name, Closeness closeness, BiFunction<NDArray, NDArray, Object> method) {
        TWO.add(Call.of("." + name, "", closeness, (torch, x) -> method.apply(x[0], x[1])));
    }

    /** A call of two arrays. */
    Call ofTwo(int rank) {
        if (random.nextInt(8) == 0) {
            int axis = axis(rank);
            return random.nextBoolean()
                    ? Call.of(".concat", "" + axis, BITS, (torch, x) -> NDArrays.concat(new NDList(x[0], x[1]), axis))
                    : Call.of(".stack", "" + axis, BITS, (torch, x) -> NDArrays.stack(new NDList(x[0], x[1]), axis));
        }
        return TWO.get(random.nextInt(TWO.size()));
    }

    /** A call that writes the first of two arrays. */
    Call into() {
        return INTO.get(random.nextInt(INTO.size()));
    }

    /** A call of one array of those sizes. */
    Call ofOne(long[] sizes) {
        return switch (random.nextInt(6)) {
            case 0 -> withNumber(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 1 -> alongAxis(axis(sizes.length));
            case 2 -> random.nextBoolean() || sizes.length == 0 ? converted() : indexed(sizes);
            default -> ONE.get(random.nextInt(ONE.size()));
        };
    }

    private int axis(int rank) {
        int axis = rank == 0 ? 0 : random.nextInt(rank);
        axis += random.nextInt(20) == 0 ? 1 : 0;
        return random.nextInt(3) == 0 ? axis - rank : axis;
    }

    private Call converted() {
        DataType drawn = Creations.DTYPES.get(random.nextInt(Creations.DTYPES.size()));
        DataType dtype = Creations.UNNAMED.contains(drawn) ? DataType.FLOAT32 : drawn; // its engine aborts the JVM
        // toType(dtype, true) of the same dtype is no copy in DJL's PyTorch engine, whatever its name
        return Call.of(
                ".toType",
                dtype + ", false",
                BITS,
                (torch, x) -> isComplex(x[0]) ? "with a warning" : x[0].toType(dtype, false));
    }

    private Call withNumber(Number n) {
        String text = Call.text(n);
        return switch (random.nextInt(11)) {
            // of whole numbers: libtorch's vectors make NaN where a fraction is very much smaller or larger than the
            // other
            case 9 -> {
                int whole = n.intValue();
                yield Call.of(
                        ".toType(INT64, false).mod",
                        "" + whole,
                        BITS,
                        (torch, x) -> isComplex(x[0])
                                ? "with a warning"
                                : x[0].toType(DataType.INT64, false).mod(whole));
            }
            case 0 -> Call.of(".add", text, BITS_OF_REAL, (torch, x) -> x[0].add(n));
            case 1 -> Call.of(".sub", text, BITS_OF_REAL, (torch, x) -> x[0].sub(n));
            case 2 -> Call.of(".mul", text, BITS_OF_REAL, (torch, x) -> x[0].mul(n));
            case 3 -> Call.of(".div", text, BITS_OF_REAL, (torch, x) -> x[0].div(n));
            case 4 -> Call.of(".pow", text, FUNCTION, (torch, x) -> x[0].pow(n));
            case 5 -> Call.of(".gt", text, BITS, (torch, x) -> x[0].gt(n));
            case 6 -> Call.of(".eq", text, BITS, (torch, x) -> x[0].eq(n));
            case 7 -> Call.of(".maximum", text, BITS, (torch, x) -> x[0].maximum(n));
            case 8 -> Call.of(".clip", text + ", 9", BITS, (torch, x) -> x[0].clip(n, 9));
            default -> Call.of(".addi", text, BITS_OF_REAL, (torch, x) -> x[0].addi(n));
        };
    }

    private Call alongAxis(int axis) {
        int[] axes = {axis};
        boolean keeps = random.nextBoolean();
        String text = "new int[] {" + axis + "}, " + keeps;
        return switch (random.nextInt(9)) {
            case 0, 1 -> Call.of(".sum", text, SUM, (torch, x) -> x[0].sum(axes, keeps));
            case 2 -> Call.of(".mean", text, SUM, (torch, x) -> x[0].mean(axes, keeps));
            case 3 -> Call.of(".max", text, BITS, (torch, x) -> x[0].max(axes, keeps));
            case 4 -> Call.of(".min", text, BITS, (torch, x) -> x[0].min(axes, keeps));
            case 5 -> Call.of(".argMax", "" + axis, BITS, (torch, x) -> x[0].argMax(axis));
            case 6 -> Call.of(".argMin", "" + axis, BITS, (torch, x) -> x[0].argMin(axis));
            case 7 -> Call.of(".logSoftmax", "" + axis, Closeness.HALVES, (torch, x) -> x[0].logSoftmax(axis));
            default -> Call.of(".softmax", "" + axis, SUM, (torch, x) -> x[0].softmax(axis));
        };
    }

    private Call indexed(long[] sizes) {
        List<String> parts = new ArrayList<>();
        for (long size : sizes) {
            int n = (int) Math.max(1, size);
            switch (random.nextInt(5)) {
                case 0 -> parts.add("" + (random.nextInt(n) - (random.nextInt(4) == 0 ? n : 0)));
                case 1 -> parts.add(random.nextInt(n) + ":" + (random.nextInt(n) + 1));
                case 2 -> parts.add("::2");
                case 3 -> parts.add(random.nextInt(n) + ":");
                default -> parts.add(":");
            }
            if (random.nextInt(4) == 0) {
                break;
            }
        }
        String index = parts.isEmpty() ? ":" : String.join(", ", parts);
        return Call.of(".get", "\"" + index + "\"", BITS, (torch, x) -> x[0].get(new NDIndex(index)));
    }
}
