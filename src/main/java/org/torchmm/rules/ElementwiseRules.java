package org.torchmm.rules;

/**
 * What libtorch 2.7.1 refuses of dtypes where words go element by element, in its words, as a sentence; null where it refuses nothing.
 *
 * <p>Source: {@code BinaryOps.cpp}, {@code UnaryOps.cpp}, {@code TensorCompare.cpp}, {@code Activation.cpp}, and the kernels of {@code
 * aten/src/ATen/native/cpu}.
 */
public final class ElementwiseRules {

    private ElementwiseRules() {}

    public static String negation(Dtype dtype) {
        return dtype != Dtype.BOOL
                ? null
                : "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask,"
                        + " use the `~` or `logical_not()` operator instead.";
    }

    public static String magnitude(Dtype dtype) {
        return dtype == Dtype.BOOL ? Sentences.ofKernel("abs_cpu", dtype) : null;
    }

    public static String relu(Dtype dtype) {
        return dtype == Dtype.BOOL ? "Boolean inputs not supported for relu" : clamp(dtype);
    }

    public static String gelu(Dtype dtype) {
        return dtype.isFloatingPoint() ? null : Sentences.ofKernel("GeluKernelImpl", dtype);
    }

    /** How gelu is computed. */
    public static String approximation(String approximate) {
        return approximate.equals("none") || approximate.equals("tanh")
                ? null
                : "approximate argument must be either none or tanh.";
    }

    public static String clamp(Dtype dtype) {
        return dtype == Dtype.COMPLEX64 ? "clamp is not supported for complex types" : null;
    }

    /** Between bounds, if there are any. */
    public static String clamp(boolean isBounded, Dtype dtype) {
        return isBounded ? clamp(dtype) : "torch.clamp: At least one of 'min' or 'max' must not be None";
    }

    /** The factor of a summand, where the sum is of a dtype. */
    public static String factor(Dtype dtype, boolean isWhole) {
        return dtype == null || !dtype.isWhole() || isWhole
                ? null
                : "For integral input tensors, argument alpha must not be a floating point number.";
    }

    /** {@code a - b}. */
    public static String difference(Dtype a, Dtype b) {
        if (a != Dtype.BOOL && b != Dtype.BOOL) {
            return null;
        }
        return a == b
                ? "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or"
                        + " `logical_xor()` operator instead."
                : "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a"
                        + " mask, use the `~` or `logical_not()` operator instead.";
    }

    /** The greater, or less, of two. */
    public static String extreme(boolean isGreatest, Dtype a, Dtype b) {
        return a == Dtype.COMPLEX64 || b == Dtype.COMPLEX64
                ? (isGreatest ? "maximum" : "minimum") + " not implemented for complex tensors."
                : null;
    }

    /** How a quotient is rounded; null for not at all. */
    static String rounding(String mode) {
        return mode == null || mode.equals("trunc") || mode.equals("floor")
                ? null
                : "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '" + mode + "'";
    }

    /** A quotient rounded by a mode, of numbers of a dtype. */
    public static String quotient(boolean isFloor, Dtype dtype) {
        return dtype == Dtype.BOOL || dtype == Dtype.COMPLEX64
                ? Sentences.ofKernel(isFloor ? "div_floor_cpu" : "div_trunc_cpu", dtype)
                : null;
    }

    public static String power(Dtype dtype) {
        return dtype == Dtype.BOOL ? Sentences.ofKernel("pow", dtype) : null;
    }

    /**
     * Which of two comes before the other.
     *
     * @param word libtorch's: lt, le, gt or ge
     */
    public static String order(String word, Dtype dtype) {
        return dtype == Dtype.COMPLEX64 ? Sentences.ofKernel(word + "_cpu", dtype) : null;
    }

    /** Elements between those of two arrays, in the dtype in which all meet. */
    public static String clampBetween(Dtype dtype) {
        return dtype == Dtype.BOOL || dtype == Dtype.COMPLEX64 ? Sentences.ofKernel("clamp_cpu", dtype) : null;
    }

    /** Elements above those of another array, or below. */
    public static String clampBy(boolean isLeast, Dtype dtype) {
        return dtype == Dtype.COMPLEX64 ? Sentences.ofKernel(isLeast ? "maximum_cpu" : "minimum_cpu", dtype) : null;
    }

    /** A power by a number. */
    public static String power(Dtype dtype, Number exponent) {
        return dtype.isWhole() && ResultType.isWhole(exponent) && exponent.longValue() < 0
                ? "Integers to negative integer powers are not allowed."
                : null;
    }

    /** By which one of two is chosen. */
    public static String condition(Dtype dtype) {
        return dtype == Dtype.BOOL || dtype == Dtype.UINT8
                ? null
                : "where expected condition to be a boolean tensor, but got a tensor with dtype " + dtype.scalarType;
    }

    /** Where something is filled in; of a dtype that is not known, nothing is said. */
    public static String mask(Dtype dtype) {
        return dtype == Dtype.BOOL || dtype == null
                ? null
                : "masked_fill_ only supports boolean masks, but got mask with dtype " + dtype.cpp;
    }

    /** What is filled in. */
    public static String filling(Facts value) {
        return value.rank() == 0
                ? null
                : "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with " + value.rank()
                        + " dimension(s).";
    }

    /** Of what there are triangles. */
    static String triangle(String word, Facts input) {
        return input.rank() < 2 ? word + ": input tensor must have at least 2 dimensions" : null;
    }
}
