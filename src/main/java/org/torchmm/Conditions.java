package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Operation;

/**
 * Comparisons, and what is chosen by them, element by element: operands, dtypes, ownership and refusals as of {@link Elementwise}.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Conditions {

    /** Whether {@code input == other}, in bool; of NaN false. */
    default NDArray eq(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.EQ, input, other);
    }

    /** Whether {@code input == other}, in bool. */
    default NDArray eq(NDArray input, Number other) {
        return Calls.of(this).answer(Operation.EQ_NUMBER, input, other);
    }

    /** Whether {@code input != other}, in bool; of NaN true. */
    default NDArray ne(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.NE, input, other);
    }

    /** Whether {@code input != other}, in bool. */
    default NDArray ne(NDArray input, Number other) {
        return Calls.of(this).answer(Operation.NE_NUMBER, input, other);
    }

    /**
     * Whether {@code input < other}, in bool; of NaN false.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray lt(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.LT, input, other);
    }

    /**
     * Whether {@code input < other}, in bool.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray lt(NDArray input, Number other) {
        return Calls.of(this).answer(Operation.LT_NUMBER, input, other);
    }

    /**
     * Whether {@code input <= other}, in bool; of NaN false.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray le(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.LE, input, other);
    }

    /**
     * Whether {@code input <= other}, in bool.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray le(NDArray input, Number other) {
        return Calls.of(this).answer(Operation.LE_NUMBER, input, other);
    }

    /**
     * Whether {@code input > other}, in bool; of NaN false.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray gt(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.GT, input, other);
    }

    /**
     * Whether {@code input > other}, in bool.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray gt(NDArray input, Number other) {
        return Calls.of(this).answer(Operation.GT_NUMBER, input, other);
    }

    /**
     * Whether {@code input >= other}, in bool; of NaN false.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray ge(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.GE, input, other);
    }

    /**
     * Whether {@code input >= other}, in bool.
     *
     * @throws IllegalArgumentException of complex numbers
     */
    default NDArray ge(NDArray input, Number other) {
        return Calls.of(this).answer(Operation.GE_NUMBER, input, other);
    }

    /**
     * {@code input} where the condition holds, {@code other} elsewhere; all three broadcast.
     *
     * @param condition of bool, or uint8
     * @throws IllegalArgumentException {@code where expected condition to be a boolean tensor, but got a tensor with dtype Float}
     */
    default NDArray where(NDArray condition, NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.WHERE, condition, input, other);
    }

    /** {@link #where(NDArray, NDArray, NDArray)} with a number where the condition holds. */
    default NDArray where(NDArray condition, Number input, NDArray other) {
        return Calls.of(this).answer(Operation.WHERE_NUMBER_ARRAY, condition, input, other);
    }

    /** {@link #where(NDArray, NDArray, NDArray)} with a number where the condition does not hold. */
    default NDArray where(NDArray condition, NDArray input, Number other) {
        return Calls.of(this).answer(Operation.WHERE_ARRAY_NUMBER, condition, input, other);
    }

    /** {@link #where(NDArray, NDArray, NDArray)} with two numbers: int64 or float32. */
    default NDArray where(NDArray condition, Number input, Number other) {
        return Calls.of(this).answer(Operation.WHERE_NUMBERS, condition, input, other);
    }

    /**
     * {@code value} where the mask holds, {@code input} elsewhere; both broadcast. The dtype is that of {@code input}, and the result is contiguous.
     *
     * @param mask of bool
     * @throws IllegalArgumentException if the dtype cannot hold the value, or the mask is not of bool: {@code masked_fill_ only supports boolean masks,
     *     but got mask with dtype float}
     */
    default NDArray maskedFill(NDArray input, NDArray mask, Number value) {
        return Calls.of(this).answer(Operation.MASKED_FILL, input, mask, value);
    }

    /** {@link #maskedFill(NDArray, NDArray, Number)} with the element of an array without dimensions. */
    default NDArray maskedFill(NDArray input, NDArray mask, NDArray value) {
        return Calls.of(this).answer(Operation.MASKED_FILL_ARRAY, input, mask, value);
    }

    /**
     * {@code (..., N, M) -> (..., N, M)}: zeros above the main diagonal; contiguous.
     *
     * @throws IllegalArgumentException {@code tril: input tensor must have at least 2 dimensions}
     */
    default NDArray tril(NDArray input) {
        return tril(input, 0);
    }

    /**
     * {@link #tril(NDArray)}, zeros being above another diagonal.
     *
     * @param diagonal how far that is to the right of the main one
     */
    default NDArray tril(NDArray input, long diagonal) {
        return Calls.of(this).answer(Operation.TRIL, input, diagonal);
    }

    /**
     * {@code (..., N, M) -> (..., N, M)}: zeros below the main diagonal; contiguous.
     *
     * @throws IllegalArgumentException {@code triu: input tensor must have at least 2 dimensions}
     */
    default NDArray triu(NDArray input) {
        return triu(input, 0);
    }

    /**
     * {@link #triu(NDArray)}, zeros being below another diagonal.
     *
     * @param diagonal how far that is to the right of the main one
     */
    default NDArray triu(NDArray input, long diagonal) {
        return Calls.of(this).answer(Operation.TRIU, input, diagonal);
    }
}
