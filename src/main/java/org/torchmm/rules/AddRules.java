package org.torchmm.rules;

import static org.torchmm.rules.Sentences.indexError;
import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/**
 * What libtorch 2.7.1 refuses in the products that are added to an input, {@code beta * input + alpha * (a x b)}, in its order and in its
 * words (LinearAlgebra.cpp and Blas.cpp). Each takes the input, two operands, beta and alpha.
 */
final class AddRules {

    private AddRules() {}

    static Result addmm(Inputs inputs, Output output) {
        Facts input = inputs.tensor(0);
        Facts mat1 = inputs.tensor(1);
        Facts mat2 = inputs.tensor(2);
        checkAddmmDtypes(input, mat1, mat2);
        long[] a = mat1.sizes();
        long[] b = mat2.sizes();
        if (a.length != 2) {
            throw runtimeError("mat1 must be a matrix, got " + a.length + "-D tensor");
        }
        if (b.length != 2) {
            throw runtimeError("mat2 must be a matrix, got " + b.length + "-D tensor");
        }
        if (a[1] != b[0]) {
            throw shapes(a, b);
        }
        long[] sizes = {a[0], b[1]};
        Result result = output.check(sizes, mat1.dtype());
        ViewRules.expand(input, sizes);
        if (!isUnknown(input, mat1, mat2)) {
            checkAddmmNumbers(inputs, sizes, a[1], mat1.dtype());
        }
        return result;
    }

    private static void checkAddmmDtypes(Facts input, Facts mat1, Facts mat2) {
        if (isUnknown(input, mat1, mat2)) {
            return;
        }
        if (input.dtype() != mat2.dtype()) {
            throw runtimeError("self and mat2 must have the same dtype, but got " + input.dtype().scalarType + " and "
                    + mat2.dtype().scalarType);
        }
        if (mat1.dtype() != mat2.dtype()) {
            throw runtimeError("mat1 and mat2 must have the same dtype, but got " + mat1.dtype().scalarType + " and "
                    + mat2.dtype().scalarType);
        }
    }

    private static IllegalArgumentException shapes(long[] a, long[] b) {
        return runtimeError(
                "mat1 and mat2 shapes cannot be multiplied (" + a[0] + "x" + a[1] + " and " + b[0] + "x" + b[1] + ")");
    }

    /** What addmm finds out as it computes. */
    private static void checkAddmmNumbers(Inputs inputs, long[] sizes, long inner, Dtype dtype) {
        if (Sizes.elements(sizes) == 0) {
            return;
        }
        if (inner == 0) {
            checkMul(inputs.number(3), dtype);
            return;
        }
        if (dtype == Dtype.BOOL) {
            throw notImplemented("addmm_impl_cpu_", dtype);
        }
        checkNumbers(inputs, dtype);
    }

    /** Where nothing is multiplied the input is, in place, by a number. */
    private static void checkMul(Number beta, Dtype dtype) {
        if (Scalars.isZero(beta) || !dtype.isWhole()) {
            return;
        }
        if (Scalars.isFloat(beta)) {
            throw runtimeError("result type Float can't be cast to the desired output type " + dtype.scalarType);
        }
        if (dtype == Dtype.BOOL) {
            throw runtimeError("result type Long can't be cast to the desired output type Bool");
        }
    }

    private static void checkNumbers(Inputs inputs, Dtype dtype) {
        Scalars.check(inputs.number(3), dtype);
        Scalars.check(inputs.number(4), dtype);
    }

    static Result baddbmm(Inputs inputs, Output output) {
        Facts input = inputs.tensor(0);
        Facts batch1 = inputs.tensor(1);
        Facts batch2 = inputs.tensor(2);
        long[] a = batch1.sizes();
        long[] b = batch2.sizes();
        long[] sizes = {size(a, 0), size(a, 1), size(b, 2)};
        ViewRules.expand(input, sizes);
        Dtype dtype = input.dtype();
        if (dtype != batch1.dtype() && !isUnknown(input, batch1, batch2)) {
            throw runtimeError("Input dtypes must be the same, got: input " + dtype.cpp + ", batch1: "
                    + batch1.dtype().cpp + ", batch2: " + batch2.dtype().cpp);
        }
        checkBatches(a, b);
        ProductRules.checkBmmSizes(a[0], a[2], b[0], b[1]);
        Result result = output.check(sizes, batch2.dtype());
        if (isUnknown(input, batch1, batch2) || Sizes.elements(sizes) == 0) {
            return result;
        }
        if (a[2] == 0) {
            checkMul(inputs.number(3), batch2.dtype());
        } else {
            checkBaddbmmNumbers(inputs, output, batch1, batch2);
        }
        return result;
    }

    private static void checkBatches(long[] a, long[] b) {
        if (a.length != 3) {
            throw runtimeError("batch1 must be a 3D tensor");
        }
        if (b.length != 3) {
            throw runtimeError("batch2 must be a 3D tensor");
        }
    }

    /**
     * The decision table of baddbmm, which is bmm's with other sentences. Strides take libtorch two microseconds an array, and tell ways
     * apart only where dtypes differ.
     */
    private static void checkBaddbmmNumbers(Inputs inputs, Output output, Facts a, Facts b) {
        Dtype dtype = a.dtype();
        if (a.sizes()[2] * a.sizes()[1] * b.sizes()[2] < ProductRules.OWN_LOOP) {
            if (dtype == Dtype.BOOL) {
                throw notImplemented("baddbmm", dtype);
            }
            Scalars.check(inputs.number(4), dtype);
            Scalars.check(inputs.number(3), dtype);
            ProductRules.checkSameScalarType(dtype, b.dtype());
        } else if (dtype != b.dtype()
                && inputs.tensor(0).build().hasMkl()
                && ProductRules.isMklType(b.dtype())
                && BmmOperand.of(a).fitsBlas()
                && BmmOperand.of(b).fitsBlas()
                && output.isContiguous()) {
            checkNumbers(inputs, b.dtype());
            ProductRules.checkSameScalarType(b.dtype(), dtype);
        } else {
            if (dtype != b.dtype()) {
                throw runtimeError("mat1 and mat2 must have the same dtype, but got " + dtype.scalarType + " and "
                        + b.dtype().scalarType);
            }
            if (dtype == Dtype.BOOL) {
                throw notImplemented("addmm_impl_cpu_", dtype);
            }
            checkNumbers(inputs, dtype);
        }
    }

    static Result addbmm(Inputs inputs, Output output) {
        Facts input = inputs.tensor(0);
        Facts batch1 = inputs.tensor(1);
        Facts batch2 = inputs.tensor(2);
        long[] a = batch1.sizes();
        long[] b = batch2.sizes();
        long[] sizes = {size(a, 1), size(b, 2)};
        ViewRules.expand(input, sizes);
        checkBatches(a, b);
        if (a[0] != b[0]) {
            throw runtimeError("batch1 and batch2 must have same number of batches, got " + a[0] + " and " + b[0]);
        }
        if (a[2] != b[1]) {
            throw runtimeError(
                    "Incompatible matrix sizes for bmm (" + a[1] + "x" + a[2] + " and " + b[1] + "x" + b[2] + ")");
        }
        Result result = output.check(sizes, input.dtype());
        if (isUnknown(input, batch1, batch2)) {
            return result;
        }
        if (a[0] == 0) {
            checkMul(inputs.number(3), input.dtype());
            return result;
        }
        checkAddmmDtypes(input, batch1, batch2);
        checkAddmmNumbers(inputs, sizes, a[2], input.dtype());
        boolean isScaledAgain = a[0] > 1 && a[2] == 0 && Sizes.elements(sizes) > 0;
        if (isScaledAgain) {
            checkMul(1, input.dtype()); // each further matrix of the batch is added to what there is
        }
        return result;
    }

    static Result addmv(Inputs inputs, Output output) {
        Facts input = inputs.tensor(0);
        Facts mat = inputs.tensor(1);
        Facts vec = inputs.tensor(2);
        long[] self = input.sizes();
        long[] a = mat.sizes();
        long[] b = vec.sizes();
        if (a.length != 2 || b.length != 1 || self.length > 1) {
            throw runtimeError(
                    "vector + matrix @ vector expected, got " + self.length + ", " + a.length + ", " + b.length);
        }
        if (a[1] != b[0] || Sizes.elements(self) != a[0] && Sizes.elements(self) != 1) {
            if (self.length == 0) {
                throw indexError("Dimension specified as 0 but tensor has no dimensions");
            }
            throw runtimeError(
                    "size mismatch, got input (" + self[0] + "), mat (" + a[0] + "x" + a[1] + "), vec (" + b[0] + ")");
        }
        boolean isEmpty = a[0] == 0 || a[1] == 0;
        boolean isOwnSize = isEmpty && !output.isInPlace() && !Scalars.isZero(inputs.number(3));
        long[] sizes = {a[0]};
        Result result = output.check(isOwnSize ? self : sizes, vec.dtype()); // the size that libtorch's mul_out leaves
        ViewRules.expand(input, sizes);
        if (isUnknown(input, mat, vec)) {
            return result;
        }
        if (isEmpty) {
            if (!Scalars.isZero(inputs.number(3))) {
                Scalars.checkStored(inputs.number(3), input.dtype());
                ResultType.checkCast(input.dtype(), vec.dtype());
            }
            return result;
        }
        if (mat.dtype() == Dtype.BOOL) {
            throw notImplemented("addmv_impl_cpu", Dtype.BOOL);
        }
        Scalars.checkStored(inputs.number(3), mat.dtype());
        Scalars.checkStored(inputs.number(4), mat.dtype());
        ProductRules.checkSameScalarType(mat.dtype(), vec.dtype());
        return result;
    }

    static Result addr(Inputs inputs, Output output) {
        Facts input = inputs.tensor(0);
        long[] self = input.sizes();
        long[] a = inputs.tensor(1).sizes();
        long[] b = inputs.tensor(2).sizes();
        checkVector(a, "vec1");
        checkVector(b, "vec2");
        long[] sizes = {a[0], b[0]};
        if (!output.isInPlace()) {
            ViewRules.expand(input, sizes);
        } else if (self.length != 2) {
            throw runtimeError("2D tensor expected, got " + self.length + "D tensor for input");
        } else if (!Arrays.equals(self, sizes)) {
            throw runtimeError("size mismatch, input: " + Arrays.toString(self) + ", v1: " + Arrays.toString(a)
                    + ", v2: " + Arrays.toString(b));
        }
        Dtype dtype = isUnknown(input, inputs.tensor(1), inputs.tensor(2)) ? null : promoted(inputs);
        Result result = output.checkCast(sizes, dtype);
        if (dtype != null) {
            checkAddr(inputs.number(3), "beta", dtype);
            checkAddr(inputs.number(4), "alpha", dtype);
            Scalars.checkStored(inputs.number(3), dtype);
            Scalars.checkStored(inputs.number(4), dtype);
        }
        return result;
    }

    private static void checkVector(long[] sizes, String name) {
        if (sizes.length != 1) {
            throw runtimeError("addr: Expected 1-D argument " + name + ", but got " + sizes.length + "-D");
        }
    }

    private static void checkAddr(Number number, String name, Dtype dtype) {
        if (dtype.isWhole() && Scalars.isFloat(number)) {
            throw runtimeError(
                    "For integral input tensors, argument " + name + " must not be a floating point number.");
        }
    }

    /** All three have dimensions once the input is expanded; null where it is not known. */
    private static Dtype promoted(Inputs inputs) {
        Dtype dtype =
                ResultType.promote(inputs.tensor(0).dtype(), inputs.tensor(1).dtype());
        return dtype == null ? null : ResultType.promote(dtype, inputs.tensor(2).dtype());
    }

    /** A size by an index that need not be there. */
    private static long size(long[] sizes, int dim) {
        if (sizes.length == 0) {
            throw indexError("Dimension specified as " + dim + " but tensor has no dimensions");
        }
        return sizes[ViewRules.dimension(dim, sizes.length)];
    }

    /** Whether sentences for dtypes are left to libtorch: to a GPU's build, or of what DJL has no name for. */
    private static boolean isUnknown(Facts... arrays) {
        for (Facts array : arrays) {
            if (array.dtype() == null || array.build().isCuda()) {
                return true;
            }
        }
        return false;
    }
}
