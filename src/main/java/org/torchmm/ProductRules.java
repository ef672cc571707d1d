package org.torchmm;

import static org.torchmm.PythonErrors.indexError;
import static org.torchmm.PythonErrors.runtimeError;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What libtorch 2.7.1 refuses in each product, in its order and in its words, checked before any native call: there a
 * refusal costs 5 ms.
 *
 * <p>A dtype that DJL has no name for (made by TorchScript) is left to libtorch to judge.
 */
final class ProductRules {

    /** Below this many multiplications a matrix, libtorch's bmm runs its own loop instead of a BLAS ({@code
     * bmm_out_or_baddbmm_}), and says other sentences. */
    private static final long OWN_LOOP = 400;

    private ProductRules() {}

    static void bmm(NDArray input, NDArray mat2) {
        Shape a = input.getShape();
        Shape b = mat2.getShape();
        if (a.dimension() != 3) {
            throw runtimeError("batch1 must be a 3D tensor");
        }
        if (b.dimension() != 3) {
            throw runtimeError("batch2 must be a 3D tensor");
        }
        checkBmmSizes(a.get(0), a.get(2), b.get(0), b.get(1));
        if (differOrUnsupported(input, mat2)) {
            checkBmmDtypes(BmmOperand.of(input), BmmOperand.of(mat2));
        }
    }

    static void checkBmmSizes(long batch, long inner, long batch2, long inner2) {
        if (batch != batch2 || inner != inner2) {
            throw runtimeError("Expected size for first two dimensions of batch2 tensor to be: [" + batch + ", " + inner
                    + "] but got: [" + batch2 + ", " + inner2 + "].");
        }
    }

    /** The decision table of bmm: one mistake, and four sentences that depend on size, dtype and layout. */
    static void checkBmmDtypes(BmmOperand a, BmmOperand b) {
        long inner = a.columns();
        long work = inner * a.rows() * b.columns();
        if (a.batch() == 0 || work == 0) {
            return; // nothing is multiplied, and libtorch does not look
        }
        if (work < OWN_LOOP) {
            if (a.dtype() == Dtype.BOOL) {
                throw notImplemented("bmm", a.dtype());
            }
            checkSameScalarType(a.dtype(), b.dtype());
        } else if (Libtorch.hasMkl() && isMklType(b.dtype()) && a.fitsBlas() && b.fitsBlas()) {
            checkSameScalarType(b.dtype(), a.dtype());
        } else {
            checkAddmmDtypes(a.dtype(), b.dtype());
        }
    }

    static void mm(NDArray input, NDArray mat2) {
        Shape a = input.getShape();
        Shape b = mat2.getShape();
        if (a.dimension() != 2) {
            throw runtimeError("self must be a matrix");
        }
        if (b.dimension() != 2) {
            throw runtimeError("mat2 must be a matrix");
        }
        mm(a.get(0), a.get(1), input, b.get(0), b.get(1), mat2);
    }

    /** mm of operands that are seen as (n, m) and (m2, p). */
    static void mm(long n, long m, NDArray a, long m2, long p, NDArray b) {
        if (m != m2) {
            throw runtimeError(
                    "mat1 and mat2 shapes cannot be multiplied (" + n + "x" + m + " and " + m2 + "x" + p + ")");
        }
        if (a.getDataType() != b.getDataType()) {
            checkAddmmDtypes(Dtype.of(a.getDataType()), Dtype.of(b.getDataType()));
        } else if (a.getDataType() == DataType.BOOLEAN && n * m * p != 0) {
            throw notImplemented("addmm_impl_cpu_", Dtype.BOOL);
        }
    }

    static void mv(NDArray input, NDArray vec) {
        Shape a = input.getShape();
        Shape b = vec.getShape();
        if (a.dimension() == 0) {
            throw indexError("Dimension specified as 0 but tensor has no dimensions");
        }
        if (a.dimension() != 2 || b.dimension() != 1) {
            throw runtimeError("vector + matrix @ vector expected, got 1, " + a.dimension() + ", " + b.dimension());
        }
        mv(a.get(0), a.get(1), input, b.get(0), vec);
    }

    /** mv of operands that are seen as (n, m) and (m2). */
    static void mv(long n, long m, NDArray matrix, long m2, NDArray vec) {
        if (m != m2) {
            throw runtimeError("size mismatch, got input (" + n + "), mat (" + n + "x" + m + "), vec (" + m2 + ")");
        }
        if (n * m != 0 && differOrUnsupported(matrix, vec)) {
            if (matrix.getDataType() == DataType.BOOLEAN) {
                throw notImplemented("addmv_impl_cpu", Dtype.BOOL);
            }
            checkSameScalarType(Dtype.of(matrix.getDataType()), Dtype.of(vec.getDataType()));
        }
    }

    static void dot(NDArray input, NDArray tensor) {
        Shape a = input.getShape();
        Shape b = tensor.getShape();
        if (a.dimension() != 1 || b.dimension() != 1) {
            throw runtimeError(
                    "1D tensors expected, but got " + a.dimension() + "D and " + b.dimension() + "D tensors");
        }
        Dtype type = Dtype.of(input.getDataType());
        Dtype type2 = Dtype.of(tensor.getDataType());
        if (type != type2 && type != null && type2 != null) {
            throw runtimeError("dot : expected both vectors to have same dtype, but found " + type.scalarType + " and "
                    + type2.scalarType);
        }
        if (a.get(0) != b.get(0)) {
            throw runtimeError("inconsistent tensor size, expected tensor [" + a.get(0) + "] and src [" + b.get(0)
                    + "] to have the same number of elements, but got " + a.get(0) + " and " + b.get(0)
                    + " elements respectively");
        }
        if (type == Dtype.BOOL) {
            throw notImplemented("dot", type);
        }
    }

    private static boolean differOrUnsupported(NDArray a, NDArray b) {
        DataType type = a.getDataType();
        return type != b.getDataType() || type == DataType.BOOLEAN;
    }

    private static boolean isMklType(Dtype dtype) {
        return dtype == Dtype.FLOAT32 || dtype == Dtype.FLOAT64 || dtype == Dtype.COMPLEX64;
    }

    private static void checkSameScalarType(Dtype expected, Dtype found) {
        if (expected != found && expected != null && found != null) {
            throw runtimeError("expected scalar type " + expected.scalarType + " but found " + found.scalarType);
        }
    }

    private static void checkAddmmDtypes(Dtype a, Dtype b) {
        if (a == null || b == null) {
            return;
        }
        if (a != b) {
            throw runtimeError("expected m1 and m2 to have the same dtype, but got: " + a.cpp + " != " + b.cpp);
        }
        if (a == Dtype.BOOL) {
            throw notImplemented("addmm_impl_cpu_", a);
        }
    }

    private static IllegalArgumentException notImplemented(String kernel, Dtype dtype) {
        return runtimeError("\"" + kernel + "\" not implemented for '" + dtype.scalarType + "'");
    }
}
