package org.torchmm.rules;

import static org.torchmm.rules.ElementwiseRules.order;
import static org.torchmm.rules.ElementwiseRules.quotient;

/**
 * Which of the dtypes that words are asked element by element are refused before libtorch is asked: its own refusal takes 30 us.
 *
 * <p>Only of arrays on the CPU that are not sparse. A dtype that costs a call to know is left to libtorch, so that what is computed
 * costs no more.
 */
final class DtypeRules {

    private DtypeRules() {}

    /** What libtorch says before it looks at sizes, and at the array that the result is to go into. */
    static void checkFirst(Operation operation, Inputs inputs) {
        refuse(first(operation, inputs), inputs);
    }

    private static String first(Operation operation, Inputs inputs) {
        return switch (operation) {
            case NEG -> ElementwiseRules.negation(dtype(inputs, 0));
            case RELU -> ElementwiseRules.relu(dtype(inputs, 0));
            case SUB -> ElementwiseRules.difference(dtype(inputs, 0), dtype(inputs, 1));
            case SUB_NUMBER -> ElementwiseRules.difference(dtype(inputs, 0), null);
            case MAXIMUM, MAX_OTHER -> ElementwiseRules.extreme(true, dtype(inputs, 0), dtype(inputs, 1));
            case MINIMUM, MIN_OTHER -> ElementwiseRules.extreme(false, dtype(inputs, 0), dtype(inputs, 1));
            case CLAMP, CLAMP_ARRAYS -> {
                boolean isBounded = !inputs.isNone(1) || !inputs.isNone(2);
                yield ElementwiseRules.clamp(isBounded, dtype(inputs, 0));
            }
            case DIV, DIV_NUMBER -> ElementwiseRules.rounding(inputs.text(2));
            case TRIL, TRIU -> ElementwiseRules.triangle(operation.toString(), inputs.tensor(0));
            case POW_NUMBER -> {
                Dtype own = dtype(inputs, 0);
                yield own != null && inputs.values()[1] instanceof Number exponent
                        ? ElementwiseRules.power(own, exponent)
                        : null;
            }
            default -> null;
        };
    }

    /** What libtorch says last, where it is about to compute a new array. */
    static void checkLast(Operation operation, Inputs inputs) {
        String sentence = last(operation, inputs);
        if (sentence != null && BroadcastRules.areMet(operation, inputs)) {
            refuse(sentence, inputs);
        }
    }

    private static String last(Operation operation, Inputs inputs) {
        return switch (operation) {
            case ABS -> ElementwiseRules.magnitude(dtype(inputs, 0));
            case GELU -> {
                Dtype dtype = dtype(inputs, 0);
                String approximation = ElementwiseRules.approximation(inputs.text(1));
                yield approximation != null || dtype == null ? approximation : ElementwiseRules.gelu(dtype);
            }
            case ADD, SUB, ADD_NUMBER, SUB_NUMBER -> factor(inputs);
            case DIV -> rounded(inputs);
            case DIV_NUMBER -> {
                String sentence = rounded(inputs);
                yield sentence == null && isByNothing(inputs) ? "ZeroDivisionError" : sentence;
            }
            case POW -> isOfKind(inputs, true) ? ElementwiseRules.power(result(inputs)) : null;
            case CLAMP_ARRAYS -> {
                boolean isComplex = isOf(inputs, 1, Dtype.COMPLEX64) || isOf(inputs, 2, Dtype.COMPLEX64);
                yield isComplex || isOf(inputs, 0, Dtype.BOOL) ? bounded(inputs) : null;
            }
            case WHERE, WHERE_NUMBER_ARRAY, WHERE_ARRAY_NUMBER, WHERE_NUMBERS -> {
                Dtype condition = dtype(inputs, 0);
                String sentence = condition == null ? null : ElementwiseRules.condition(condition);
                String number = notStored(inputs);
                yield number != null ? number : sentence != null && areStored(inputs) ? sentence : null;
            }
            case MASKED_FILL -> {
                String mask = ElementwiseRules.mask(dtype(inputs, 1));
                Dtype own = dtype(inputs, 0);
                boolean isFilled = mask == null && own != null && !isEmpty(inputs, 0) && !isEmpty(inputs, 1);
                yield isFilled ? Scalars.stored(inputs.number(2), own) : mask;
            }
            case MASKED_FILL_ARRAY -> {
                String value = ElementwiseRules.filling(inputs.tensor(2));
                yield value == null ? ElementwiseRules.mask(dtype(inputs, 1)) : value;
            }
            case LT, LT_NUMBER, LE, LE_NUMBER, GT, GT_NUMBER, GE, GE_NUMBER -> {
                if (!isOfKind(inputs, false)) {
                    yield null;
                }
                String wide = wideComplex(inputs);
                yield wide == null
                        ? order(operation.toString(), result(inputs))
                        : '"' + operation.toString() + "_cpu\" not implemented for '" + wide + "'";
            }
            default -> null;
        };
    }

    private static String factor(Inputs inputs) {
        if (isFraction(inputs, 2)) {
            return ElementwiseRules.factor(result(inputs), false);
        }
        long alpha = inputs.number(2).longValue();
        if (alpha >= Byte.MIN_VALUE && alpha <= Byte.MAX_VALUE) {
            return null;
        }
        Dtype dtype = result(inputs);
        return dtype == null ? null : Scalars.held(inputs.number(2), dtype);
    }

    private static String rounded(Inputs inputs) {
        if (inputs.isNone(2) || !isOfKind(inputs, true)) {
            return null;
        }
        boolean isFloor = inputs.text(2).equals("floor");
        String wide = wideComplex(inputs);
        return wide == null
                ? quotient(isFloor, result(inputs))
                : '"' + (isFloor ? "div_floor" : "div_trunc") + "_cpu\" not implemented for '" + wide + "'";
    }

    /** Whether whole numbers are divided by the number 0; of arrays it hangs on their elements. */
    private static boolean isByNothing(Inputs inputs) {
        Number number = inputs.number(1);
        if (inputs.isNone(2) || Scalars.isFloat(number) || isEmpty(inputs, 0)) {
            return false;
        }
        Dtype own = dtype(inputs, 0);
        return own != null && own.isWhole() && Scalars.toLong(number, own == Dtype.BOOL ? Dtype.INT64 : own) == 0;
    }

    private static boolean isEmpty(Inputs inputs, int index) {
        return Sizes.elements(inputs.tensor(index).sizes()) == 0;
    }

    /** libtorch's name of a complex dtype in which two arrays meet, and that has no name here. */
    private static String wideComplex(Inputs inputs) {
        if (!(inputs.values()[1] instanceof Facts b)) {
            return null;
        }
        Facts a = inputs.tensor(0);
        boolean isKnown = a.dtype() != null && b.dtype() != null && ResultType.orNull(a, b) == null;
        if (!isKnown || a.dtype() != Dtype.COMPLEX64 && b.dtype() != Dtype.COMPLEX64) {
            return null;
        }
        return a.dtype() == Dtype.FLOAT64 || b.dtype() == Dtype.FLOAT64 ? "ComplexDouble" : "ComplexHalf";
    }

    /** What is said first of numbers that do not fit the dtype in which the second and the third operand meet. */
    private static String notStored(Inputs inputs) {
        Number x = inputs.values()[1] instanceof Number number ? number : null;
        Number y = inputs.values()[2] instanceof Number number ? number : null;
        Dtype dtype = null;
        if (x != null && y != null) {
            dtype = ResultType.of(x, y);
        } else if (x != null || y != null) {
            Facts array = inputs.tensor(x == null ? 1 : 2);
            dtype = array.dtypeAtOnce() == null ? null : ResultType.orNull(array, x == null ? y : x);
        }
        if (dtype == null) {
            return null;
        }
        String first = x == null ? null : Scalars.stored(x, dtype);
        return first != null || y == null ? first : Scalars.stored(y, dtype);
    }

    private static Dtype dtype(Inputs inputs, int index) {
        return inputs.tensor(index).dtypeAtOnce();
    }

    /** Whether one of two may be complex, or bool. */
    private static boolean isOfKind(Inputs inputs, boolean orBool) {
        for (int i = 0; i < 2; i++) {
            if (inputs.values()[i] instanceof Facts array) {
                Dtype dtype = array.dtypeAtOnce();
                if (dtype == Dtype.COMPLEX64 || orBool && dtype == Dtype.BOOL) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOf(Inputs inputs, int index, Dtype dtype) {
        return !inputs.isNone(index) && dtype(inputs, index) == dtype;
    }

    /** Of elements between those of others. */
    private static String bounded(Inputs inputs) {
        Facts a = inputs.tensor(0);
        Facts min = inputs.tensor(1);
        Facts max = inputs.tensor(2);
        if (min != null && max != null) {
            boolean isComplex = BroadcastRules.hasComplex(min, max);
            for (Facts array : new Facts[] {a, min, max}) {
                Dtype dtype = array.dtype();
                if (dtype == null || isComplex && (dtype == Dtype.FLOAT64 || dtype == Dtype.FLOAT16)) {
                    return null; // complex128 and complex32 have no name here
                }
            }
            return ElementwiseRules.clampBetween(
                    new ResultType().with(a).with(min).with(max).dtype());
        }
        Dtype dtype = ResultType.orNull(a, min == null ? max : min);
        return dtype == null ? null : ElementwiseRules.clampBy(min != null, dtype);
    }

    /** Whether the numbers among the second and the third operand fit the dtype in which both meet, which libtorch asks first. */
    static boolean areStored(Inputs inputs) {
        if (inputs.values()[1] instanceof Facts a && inputs.values()[2] instanceof Facts b) {
            return a.dtype() != null && b.dtype() != null;
        }
        ResultType type = new ResultType();
        for (int i = 1; i <= 2; i++) {
            Object value = inputs.values()[i];
            if (value instanceof Facts array && array.dtype() == null) {
                return false;
            }
            type = value instanceof Facts array ? type.with(array) : type.with((Number) value);
        }
        for (int i = 1; i <= 2; i++) {
            if (inputs.values()[i] instanceof Number number && !Scalars.isStored(number, type.dtype())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFraction(Inputs inputs, int index) {
        return inputs.values()[index] instanceof Double || inputs.values()[index] instanceof Float;
    }

    /** The dtype in which an array and another, or a number, meet; null if it is not known. */
    private static Dtype result(Inputs inputs) {
        Facts a = inputs.tensor(0);
        return inputs.values()[1] instanceof Facts b
                ? ResultType.orNull(a, b)
                : inputs.values()[1] instanceof Number number ? ResultType.orNull(a, number) : null;
    }

    private static void refuse(String sentence, Inputs inputs) {
        if (sentence == null) {
            return;
        }
        for (Object value : inputs.values()) {
            if (value instanceof Facts array && (array.build().isCuda() || !array.isStrided())) {
                return;
            }
        }
        Sentences.refuse(sentence);
    }
}
