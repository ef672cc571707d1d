package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Operation;

/**
 * What arrays come to element by element, by torch's names.
 *
 * <p>For all of them:
 *
 * <ul>
 *   <li><b>Sizes.</b> Those of the operands, broadcast: right-aligned, sizes of 1 being stretched; empty ones too.
 *   <li><b>dtypes.</b> Operands meet in the dtype that {@code torch.result_type} gives. A number counts for its kind alone, an array
 *       without dimensions for its kind beside those that have some: an int32 array and {@code 2.5} meet in float32, a float16
 *       array and {@code 2.5} in float16. {@code Integer}, {@code Long}, {@code Short} and {@code Byte} are Python's {@code int}, {@code Double}
 *       and {@code Float} its {@code float}; other numbers are refused. Functions of whole numbers that need fractions are float32.
 *   <li><b>Ownership.</b> The result is a new array, which belongs to the {@link Torch} that was asked. Its strides are those that libtorch
 *       gives it: a transposed operand has a transposed result. Operands are not modified, and a refused call leaves nothing
 *       behind.
 *   <li><b>Refusals.</b> {@link IllegalArgumentException} with libtorch's own sentence where Python raises a {@code RuntimeError}, that
 *       sizes do not broadcast for one: {@code The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension
 *       0}; {@link NullPointerException} for null, {@link IllegalStateException} for a closed {@link Torch} or operand.
 * </ul>
 *
 * <p>On arrays in Java's memory results of complex128 are refused with a sentence that says so. Functions of floating-point numbers are
 * within 4 units in the last place of libtorch's; of complex numbers within 8 of the greater part's, but powers, which lose digits with
 * the exponent as libtorch's do.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Elementwise {

    /** {@code input + other}. Of bools, whether one is true. */
    default NDArray add(NDArray input, NDArray other) {
        return add(input, other, 1);
    }

    /**
     * {@code input + alpha * other}.
     *
     * @throws IllegalArgumentException if the result is of whole numbers and {@code alpha} is not: {@code For integral input tensors,
     *     argument alpha must not be a floating point number.}
     */
    default NDArray add(NDArray input, NDArray other, Number alpha) {
        return Calls.of(this).answer(Operation.ADD, input, other, alpha);
    }

    /** {@code input + other}, as {@link #add(NDArray, NDArray)}. */
    default NDArray add(NDArray input, Number other) {
        return add(input, other, 1);
    }

    /** {@code input + alpha * other}, as {@link #add(NDArray, NDArray, Number)}. */
    default NDArray add(NDArray input, Number other, Number alpha) {
        return Calls.of(this).answer(Operation.ADD_NUMBER, input, other, alpha);
    }

    /**
     * {@code input - other}.
     *
     * @throws IllegalArgumentException of bool: {@code Subtraction, the `-` operator, with two bool tensors is not supported. [...]}
     */
    default NDArray sub(NDArray input, NDArray other) {
        return sub(input, other, 1);
    }

    /**
     * {@code input - alpha * other}.
     *
     * @throws IllegalArgumentException if the result is of whole numbers and {@code alpha} is not: {@code For integral input tensors,
     *     argument alpha must not be a floating point number.}
     */
    default NDArray sub(NDArray input, NDArray other, Number alpha) {
        return Calls.of(this).answer(Operation.SUB, input, other, alpha);
    }

    /** {@code input - other}, as {@link #sub(NDArray, NDArray)}. */
    default NDArray sub(NDArray input, Number other) {
        return sub(input, other, 1);
    }

    /** {@code input - alpha * other}, as {@link #sub(NDArray, NDArray, Number)}. */
    default NDArray sub(NDArray input, Number other, Number alpha) {
        return Calls.of(this).answer(Operation.SUB_NUMBER, input, other, alpha);
    }

    /** {@code input * other}. Of bools, whether both are true. */
    default NDArray mul(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.MUL, input, other);
    }

    /** {@code input * other}. */
    default NDArray mul(NDArray input, Number other) {
        return Calls.of(this).answer(Operation.MUL_NUMBER, input, other);
    }

    /** {@code input / other}; whole numbers are divided in float32. */
    default NDArray div(NDArray input, NDArray other) {
        return div(input, other, null);
    }

    /**
     * {@code input / other}, rounded.
     *
     * @param roundingMode {@code trunc}: towards 0, as Java divides; {@code floor}: down, as Python's {@code //} does; null: not at all. Rounded
     *     quotients of whole numbers are whole numbers
     * @throws IllegalArgumentException if whole numbers are divided by 0 ({@code ZeroDivisionError}), or there is no such mode
     */
    default NDArray div(NDArray input, NDArray other, String roundingMode) {
        return Calls.of(this).answer(Operation.DIV, input, other, roundingMode);
    }

    /** {@code input / other}, as {@link #div(NDArray, NDArray)}. */
    default NDArray div(NDArray input, Number other) {
        return div(input, other, null);
    }

    /** {@code input / other}, rounded as by {@link #div(NDArray, NDArray, String)}. */
    default NDArray div(NDArray input, Number other, String roundingMode) {
        return Calls.of(this).answer(Operation.DIV_NUMBER, input, other, roundingMode);
    }

    /**
     * {@code input} to the power of {@code exponent}. Of whole numbers to negative ones the whole part.
     *
     * @throws IllegalArgumentException of bools
     */
    default NDArray pow(NDArray input, NDArray exponent) {
        return Calls.of(this).answer(Operation.POW, input, exponent);
    }

    /**
     * {@code input} to the power of {@code exponent}.
     *
     * @throws IllegalArgumentException of whole numbers to a negative one: {@code Integers to negative integer powers are not allowed.}
     */
    default NDArray pow(NDArray input, Number exponent) {
        return Calls.of(this).answer(Operation.POW_NUMBER, input, exponent);
    }

    /** {@code input} to the power of each {@code exponent}. */
    default NDArray pow(Number input, NDArray exponent) {
        return Calls.of(this).answer(Operation.POW_OF_NUMBER, input, exponent);
    }

    /**
     * The greater of two; NaN if one is.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray maximum(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.MAXIMUM, input, other);
    }

    /**
     * The lesser of two; NaN if one is.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray minimum(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.MINIMUM, input, other);
    }

    /**
     * {@code -input}.
     *
     * @throws IllegalArgumentException of bool: {@code Negation, the `-` operator, on a bool tensor is not supported. [...]}
     */
    default NDArray neg(NDArray input) {
        return Calls.of(this).answer(Operation.NEG, input);
    }

    /**
     * The absolute value; of complex64 it is float32.
     *
     * @throws IllegalArgumentException of bool
     */
    default NDArray abs(NDArray input) {
        return Calls.of(this).answer(Operation.ABS, input);
    }

    /** {@code e} to the power of each element. */
    default NDArray exp(NDArray input) {
        return Calls.of(this).answer(Operation.EXP, input);
    }

    /** The natural logarithm: of 0 minus infinity, below that NaN. */
    default NDArray log(NDArray input) {
        return Calls.of(this).answer(Operation.LOG, input);
    }

    /** The square root: NaN of what is below 0. */
    default NDArray sqrt(NDArray input) {
        return Calls.of(this).answer(Operation.SQRT, input);
    }

    /** The hyperbolic tangent. */
    default NDArray tanh(NDArray input) {
        return Calls.of(this).answer(Operation.TANH, input);
    }

    /** {@code 1 / (1 + exp(-input))}. */
    default NDArray sigmoid(NDArray input) {
        return Calls.of(this).answer(Operation.SIGMOID, input);
    }

    /**
     * {@code max(input, 0)}; NaN stays.
     *
     * @throws IllegalArgumentException of bool ({@code Boolean inputs not supported for relu}) or complex numbers
     */
    default NDArray relu(NDArray input) {
        return Calls.of(this).answer(Operation.RELU, input);
    }

    /**
     * The Gaussian error linear unit, {@code input * (1 + erf(input / sqrt(2))) / 2}.
     *
     * @throws IllegalArgumentException of whole numbers: {@code "GeluKernelImpl" not implemented for 'Int'}
     */
    default NDArray gelu(NDArray input) {
        return gelu(input, "none");
    }

    /**
     * {@link #gelu(NDArray)}, or for {@code tanh} its approximation by {@code tanh(sqrt(2 / pi) * (input + 0.044715 * input^3))}.
     *
     * @param approximate {@code none} or {@code tanh}
     */
    default NDArray gelu(NDArray input, String approximate) {
        return Calls.of(this).answer(Operation.GELU, input, approximate);
    }

    /**
     * {@code min(max(input, min), max)}; NaN stays.
     *
     * @param min null for none
     * @param max null for none
     * @throws IllegalArgumentException of complex numbers, or without a bound: {@code torch.clamp: At least one of 'min' or 'max' must not be
     *     None}
     */
    default NDArray clamp(NDArray input, Number min, Number max) {
        return Calls.of(this).answer(Operation.CLAMP, input, min, max);
    }

    /**
     * {@link #clamp(NDArray, Number, Number)} with a bound for each element; all three broadcast and meet in one dtype.
     *
     * @param min null for none
     * @param max null for none
     */
    default NDArray clamp(NDArray input, NDArray min, NDArray max) {
        return Calls.of(this).answer(Operation.CLAMP_ARRAYS, input, min, max);
    }
}
