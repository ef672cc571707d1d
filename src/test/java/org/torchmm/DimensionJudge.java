package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.function.Supplier;
import org.torchmm.engine.DataTypes;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.libtorch.RawOperators;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;

/**
 * What is wrong with an answer, which the operator of libtorch's gives too.
 *
 * @param largest the largest size of an element, on which bounds hang
 * @param elements how many there are
 */
record DimensionJudge(Operation operation, Object[] arguments, Torch java, int rank, double largest, long elements) {

    /** The results of a call, or what was said against it. */
    record Outcome(NDList results, RuntimeException refusal) {

        static Outcome of(Supplier<NDList> call) {
            try {
                return new Outcome(call.get(), null);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return new Outcome(null, e);
            }
        }

        @Override
        public String toString() {
            return refusal != null ? refusal.toString() : results.size() + " arrays";
        }
    }

    /** Between what torchmm and the operator answer; null if there is none. Exact: of one kind of arrays. */
    String difference(Outcome actual, Outcome expected, boolean isExact) {
        if (actual.refusal != null && actual.refusal.getMessage().contains("there are no arrays in Java's memory")) {
            return null; // of complex128
        }
        if (expected.refusal != null || actual.refusal != null) {
            boolean isSame = expected.refusal != null
                    && actual.refusal != null
                    && expected.refusal.getMessage().equals(actual.refusal.getMessage())
                    && expected.refusal instanceof IndexOutOfBoundsException
                            == actual.refusal instanceof IndexOutOfBoundsException;
            return isSame ? null : "the operator: " + expected + ", ours: " + actual;
        }
        if (expected.results.size() != actual.results.size()) {
            return "the operator: " + expected + ", ours: " + actual;
        }
        boolean isUnstable = operation == Operation.TOPK
                || operation == Operation.ARGSORT && !(Boolean) arguments[1]
                || operation == Operation.SORT && !(Boolean) arguments[1];
        int indices = operation == Operation.ARGSORT ? 0 : 1;
        for (int i = 0; i < expected.results.size(); i++) {
            String difference = difference(
                    actual.results.get(i), expected.results.get(i), isExact, isUnstable && !isExact && i == indices);
            if (difference != null) {
                return "[" + i + "] " + difference;
            }
        }
        return isUnstable && !isExact ? misplaced(actual.results) : null;
    }

    /** Whether the places that are found hold the values that are found, each once. */
    private String misplaced(NDList results) {
        NDArray input = (NDArray) arguments[0];
        NDArray places = results.get(results.size() - 1);
        if (input.getShape().dimension() == 0
                || input.getShape().size() == 0
                || places.getShape().size() == 0) {
            return null;
        }
        int dim = (int) (long) (Long) arguments[2];
        int d = dim < 0 ? dim + rank : dim;
        NDArray numbers = input.toType(DataType.FLOAT64, false);
        if (results.size() == 2
                && !equal(
                        elements(numbers.gather(places, d)),
                        elements(results.get(0).toType(DataType.FLOAT64, false)))) {
            return "places " + Arrays.toString(places.toLongArray()) + " of other elements";
        }
        long[] sorted = java.sort(java.transpose(places, d, -1), -1).get(0).toLongArray();
        long length = places.getShape().get(d);
        for (int i = 1; i < sorted.length; i++) {
            if (i % length != 0 && sorted[i] == sorted[i - 1]) {
                return "a place twice: " + Arrays.toString(places.toLongArray());
            }
        }
        return null;
    }

    private static boolean equal(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i] && !(Double.isNaN(a[i]) && Double.isNaN(b[i]))) {
                return false;
            }
        }
        return a.length == b.length;
    }

    private String difference(NDArray actual, NDArray expected, boolean isExact, boolean isIndices) {
        Dtype dtype = AtenCalls.dtype(expected);
        Dtype own = isExact ? AtenCalls.dtype(actual) : DataTypes.dtype(actual.getDataType());
        if (own != dtype) {
            return "the operator's is of " + dtype + ", ours of " + own;
        }
        if (!expected.getShape().equals(actual.getShape())) {
            return "the operator's is of size " + expected.getShape() + ", ours of " + actual.getShape();
        }
        long[] strides = RawOperators.strides(expected);
        long[] ownStrides = isExact
                ? RawOperators.strides(actual)
                : java.backend.facts(actual).strides();
        boolean isElementwise = operation == Operation.MAX_OTHER || operation == Operation.MIN_OTHER;
        if (!Arrays.equals(strides, ownStrides) && !isElementwise) {
            return "the operator's has strides " + Arrays.toString(strides) + ", ours " + Arrays.toString(ownStrides)
                    + " of size " + expected.getShape();
        }
        if (dtype == null || isIndices) {
            return null;
        }
        double[] a = elements(expected);
        double[] b = elements(actual);
        for (int i = 0; i < a.length; i++) {
            boolean isComparable = dtype != Dtype.COMPLEX64 || Double.isFinite(a[i]) && Double.isFinite(a[i ^ 1]);
            double size = Math.abs(dtype == Dtype.COMPLEX64 ? Math.hypot(a[i], a[i ^ 1]) : a[i]);
            if (isComparable && !isNear(a[i], b[i], size, dtype, isExact)) {
                return "element " + i + ": the operator " + a[i] + ", ours " + b[i];
            }
        }
        return null;
    }

    private double[] elements(NDArray array) {
        if (array.getDataType() == DataType.COMPLEX64) {
            return elements(array.real());
        }
        return java.backend.isOwn(array)
                ? array.toType(DataType.FLOAT64, false).toDoubleArray()
                : AtenCalls.to(array, Dtype.FLOAT64).toDoubleArray();
    }

    /** Within the bound that a sum has in every order, and the last bit of the dtype. */
    private boolean isNear(double expected, double actual, double size, Dtype dtype, boolean isExact) {
        if (expected == actual || Double.isNaN(expected) && Double.isNaN(actual)) {
            return true;
        }
        if (isExact || dtype.isWhole()) {
            return false;
        }
        double wide = dtype == Dtype.FLOAT64 ? 0x1p-52 : 0x1p-23;
        double unit = dtype == Dtype.FLOAT16 ? 0x1p-10 : dtype == Dtype.BFLOAT16 ? 0x1p-7 : wide;
        double sum = 2 * wide * elements * largest;
        double bound = switch (operation) {
            case SUM, MEAN, CUMSUM -> sum + unit * size;
            case PROD, PROD_DIM -> unit * elements * size; // of halves, too, each product is rounded
            case NORM, NORM_OF_MATRIX -> (2 * wide * elements + 2 * unit) * size;
            case VAR -> sum * largest + 2 * unit * size;
            case STD -> Math.sqrt(sum * largest) * 1e-3 + 2 * unit * size;
            case SOFTMAX -> 8 * wide * largest * size + unit * size + (dtype == Dtype.FLOAT16 ? 0x1p-24 : 0);
            case LOG_SOFTMAX -> 8 * wide * largest + unit * (size + (unit > wide ? largest + 4 : 0));
            default -> 0;
        };
        return Math.abs(expected - actual) <= bound;
    }
}
