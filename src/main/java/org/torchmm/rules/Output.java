package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/** Where a result goes, as far as rules look at it: a new array, the input itself ({@code addmm_}), or one that is given ({@code out=}). */
public final class Output {

    /** A new array, about which nothing is refused. */
    public static final Output NEW = new Output(null, null, false);

    private final Facts array;
    private final Facts indices;
    private final boolean isInPlace;

    private Output(Facts array, Facts indices, boolean isInPlace) {
        this.array = array;
        this.indices = indices;
        this.isInPlace = isInPlace;
    }

    /** Into the input itself. */
    public static Output inPlace(Facts input) {
        return new Output(input, null, true);
    }

    /** Into arguments, so many from one on: the first of all in place, the last as they are given, values and then indices. */
    public static Output of(Inputs inputs, int first, int count) {
        Facts array = inputs.tensor(first);
        return first == 0 ? inPlace(array) : new Output(array, count > 1 ? inputs.tensor(first + 1) : null, false);
    }

    boolean isNew() {
        return array == null;
    }

    /** That of the array that is given; null is not known. */
    Dtype dtype() {
        return array.dtype();
    }

    /** Whether the elements will follow each other. */
    boolean isContiguous() {
        return array == null || Strides.isContiguous(array.sizes(), array.strides());
    }

    boolean isInPlace() {
        return isInPlace;
    }

    /**
     * Refuses another size or dtype than the result's ({@code check_inplace} and {@code resize_out} of the generated code); of a given
     * array of another size torch says that it is deprecated, and resizes it.
     */
    Result check(long[] sizes, Dtype dtype) {
        if (array != null) {
            checkDtype(dtype);
            if (sizes != null && !Arrays.equals(array.sizes(), sizes)) {
                throw runtimeError(
                        isInPlace
                                ? "Bad in-place call: input tensor size " + Arrays.toString(array.sizes())
                                        + " and output tensor size " + Arrays.toString(sizes) + " should match"
                                : "out has shape " + Arrays.toString(array.sizes())
                                        + ", which does not match the required output shape " + Arrays.toString(sizes));
            }
        }
        return new Result(sizes, dtype);
    }

    /** Refuses other sizes or dtypes than those of values and of where they were, which are of int64. */
    Result checkBoth(long[] sizes, Dtype dtype) {
        Output places = new Output(indices, null, false);
        checkDtype(dtype);
        places.checkDtype(dtype == null ? null : Dtype.INT64);
        places.check(sizes, null);
        return check(sizes, null);
    }

    private void checkDtype(Dtype dtype) {
        Dtype own = array.dtype();
        if (own != dtype && own != null && dtype != null) {
            throw runtimeError(
                    isInPlace
                            ? "Bad in-place call: input tensor dtype " + own.cpp + " and output tensor dtype "
                                    + dtype.cpp + " should match"
                            : "Expected out tensor to have dtype " + dtype.cpp + ", but got " + own.cpp + " instead");
        }
    }

    /** The same in the words of what goes element by element with no dtypes to meet. */
    Result checkFound(long[] sizes, Dtype dtype) {
        Dtype own = array == null ? null : array.dtype();
        if (own != dtype && own != null && dtype != null) {
            throw runtimeError("Found dtype " + own.scalarType + " but expected " + dtype.scalarType);
        }
        return check(sizes, null);
    }

    /** The same in the words of dot, which looks at its out by itself. */
    Result checkDot(Dtype dtype) {
        if (array != null && array.dtype() != dtype && array.dtype() != null && dtype != null) {
            throw runtimeError(
                    "result dtype " + array.dtype().scalarType + " does not match input dtype " + dtype.scalarType);
        }
        return check(new long[0], dtype);
    }

    /** Refuses an array that could hold in part only what is computed element by element, and cast to its dtype; null is not known. */
    Result checkCast(long[] sizes, Dtype computed) {
        if (array != null && computed != null && array.dtype() != null) {
            ResultType.checkCast(computed, array.dtype());
        }
        check(sizes, null);
        return new Result(sizes, computed);
    }
}
