package org.torchmm.comparisons.calls;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * How far a floating-point result may be from libtorch's.
 *
 * @param relative of libtorch's number
 * @param isLoose whether sums may have passed the largest number, or lost themselves in an infinity, in one order and not in another
 */
record Allowance(double relative, double absolute, boolean isLoose) {

    static final Allowance NOTHING = new Allowance(0, 0, false);

    /** Where everything hangs on the order in which it is computed. */
    private static final Allowance ANYTHING = new Allowance(0, Double.POSITIVE_INFINITY, true);

    static Allowance of(Call call, Supplier<List<Content>> operands, Elements expected) {
        double unit = 2 * expected.roundoff();
        return switch (call.closeness()) {
            case BITS -> NOTHING;
            case BITS_OF_REAL -> ofOneProduct(expected, unit);
            case NORMALS -> new Allowance(2 * unit, 0, false);
            case FUNCTION -> {
                double own = call.body() instanceof OutForm ? computed(unit, operands.get()) : unit;
                yield expected.isComplex() ? ofComplex(call, expected, own) : new Allowance(4 * own, 16 * own, false);
            }
            default -> ofSum(call, operands.get(), expected, unit);
        };
    }

    /** That of the dtype in which a function is computed of operands before it goes into another, which may be finer. */
    private static double computed(double unit, List<Content> operands) {
        double coarsest = unit;
        for (Content operand : operands) {
            boolean isOfWhole = operand.roundoff() == 0;
            coarsest = Math.max(coarsest, isOfWhole ? 0x1p-23 : 2 * operand.roundoff());
        }
        return coarsest;
    }

    /** Nothing is added up but the parts of complex numbers. */
    private static Allowance ofOneProduct(Elements expected, double unit) {
        return expected.isComplex() ? new Allowance(0, 4 * unit * expected.largest(), !expected.isFinite()) : NOTHING;
    }

    /** Of a number's greater part; libtorch's powers lose digits with the exponent, which ComplexFunctionsTest counts. */
    private static Allowance ofComplex(Call call, Elements expected, double unit) {
        return call.name().endsWith("pow") || !expected.isFinite()
                ? ANYTHING
                : new Allowance(4 * unit, 8 * unit * Math.max(2, expected.largest()), false);
    }

    private static Allowance ofSum(Call call, List<Content> operands, Elements expected, double unit) {
        double size = 1;
        double count = 1;
        double coarsest = unit;
        boolean isFinite = true;
        boolean areWhole = call.factor() == Math.rint(call.factor());
        List<Content> read = call.closeness() == Closeness.SCALED ? operands.subList(1, operands.size()) : operands;
        for (Content operand : read) {
            areWhole &= operand.areWhole();
            size *= operand.largest();
            count = Math.max(count, operand.count());
            coarsest = Math.max(coarsest, 2 * operand.roundoff()); // what is summed before dtypes meet
            isFinite &= operand.isFinite();
        }
        if (call.name().equals("tensordot") && operands.stream().anyMatch(Allowance::hasSizeOne)) {
            count = operands.stream().mapToDouble(Content::count).reduce(1, (a, b) -> a * b);
        }
        boolean isExact = areWhole && isFinite && unit < 0x1p-22 && isExactOfWhole(call.closeness());
        if (isExact && call.factor() * size * count * count < 1 / unit) {
            return NOTHING;
        }
        // halves are summed in float32, their products rounded by dot
        double sums = Math.min(unit, 0x1p-23);
        return switch (call.closeness()) {
            case PRODUCT ->
                operands.stream().limit(2).anyMatch(operand -> operand.sizes().length == 0)
                        ? ofOneProduct(expected, unit)
                        : sum(operands.get(0).last(), size, sums, 1, unit, expected, isFinite);
            case ADDED, SCALED -> {
                Content a = operands.get(1);
                double batch = a.sizes().length == 3 ? a.sizes()[0] : 1;
                double most = operands.get(0).largest()
                        + a.last() * batch * a.largest() * operands.get(2).largest();
                yield sum(1, call.factor() * most, (a.last() * batch + 8) * sums, batch + 4, unit, expected, isFinite);
            }
            case POWER -> {
                double rows = Math.max(1, operands.get(0).last());
                double n = Math.max(1, call.factor());
                double most = Math.pow(rows * operands.get(0).largest(), n);
                yield sum(n * rows, most, unit, n, unit, expected, isFinite);
            }
            case VARIANCE -> variance(operands.get(0), unit, sums, call.factor(), isFinite);
            case SIZE_OF_PRODUCT -> {
                double reach = unit == 0x1p-52 ? 900 : unit == 0x1p-10 ? 10 : 100;
                boolean isInReach = operands.get(0).doublings() < reach;
                yield isInReach && isFinite
                        ? new Allowance(
                                2 * unit * count,
                                expected.isComplex() ? 2 * unit * count * expected.largest() : 0,
                                false)
                        : ANYTHING;
            }
            case POWERS -> {
                boolean isInReach = Math.pow(operands.get(0).largest(), 3) * count < expected.overflow();
                yield isInReach && isFinite ? new Allowance((count + 8) * unit, 8 * unit, false) : ANYTHING;
            }
            case SUM -> sum(count, size, Math.max(sums, coarsest > unit ? coarsest : 0), 0, unit, expected, isFinite);
            default -> sum(count, size, coarsest, 0, unit, expected, isFinite);
        };
    }

    /** What meets a dimension of size 1 is summed before: the products of all with all. */
    private static boolean hasSizeOne(Content operand) {
        return LongStream.of(operand.sizes()).anyMatch(size -> size == 1);
    }

    private static boolean isExactOfWhole(Closeness closeness) {
        return switch (closeness) {
            case PRODUCT, ADDED, SCALED, CONTRACTION -> true;
            default -> false;
        };
    }

    /** Of so many products or addends, each up to {@code size}, and {@code roundings} of all of them on the way. */
    private static Allowance sum(
            double count,
            double size,
            double sums,
            double roundings,
            double unit,
            Elements expected,
            boolean isFinite) {
        boolean isLoose = !isFinite || !(size * count <= expected.overflow());
        return new Allowance(2 * unit, ((count + 8) * sums + roundings * unit) * size * count, isLoose);
    }

    /** Of n numbers and a root of it; where more than one is taken off their count, little may be left to divide by. */
    private static Allowance variance(Content input, double unit, double sums, double correction, boolean isFinite) {
        double squares = 4 * (input.count() + 8) * sums * input.largest() * input.largest() * input.count();
        return new Allowance(2 * unit, squares + Math.sqrt(squares), !isFinite || correction > 1);
    }

    boolean covers(double expected, double actual) {
        if (isLoose && !(Double.isFinite(expected) && Double.isFinite(actual))) {
            return true;
        }
        return expected == actual || Math.abs(expected - actual) <= relative * Math.abs(expected) + absolute;
    }
}
