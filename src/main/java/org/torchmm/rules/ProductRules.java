package org.torchmm.rules;

import static org.torchmm.rules.Sentences.indexError;
import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

/**
 * What libtorch 2.7.1 refuses in each product, in its order and in its words, checked before any native call: there a
 * refusal costs 5 ms.
 */
final class ProductRules {

    /** Below this many multiplications a matrix, libtorch's bmm runs its own loop instead of a BLAS ({@code
     * bmm_out_or_baddbmm_}), and says other sentences. */
    static final long OWN_LOOP = 400;

    private ProductRules() {}

    static void bmm(Facts input, Facts mat2) {
        long[] a = input.sizes();
        long[] b = mat2.sizes();
        if (a.length != 3) {
            throw runtimeError("batch1 must be a 3D tensor");
        }
        if (b.length != 3) {
            throw runtimeError("batch2 must be a 3D tensor");
        }
        if (isLeftToCuda(input, mat2)) {
            return;
        }
        checkBmmSizes(a[0], a[2], b[0], b[1]);
        if (differOrUnsupported(input, mat2)) {
            checkBmmDtypes(BmmOperand.of(input), BmmOperand.of(mat2), input.build());
        }
    }

    static void checkBmmSizes(long batch, long inner, long batch2, long inner2) {
        if (batch != batch2 || inner != inner2) {
            throw runtimeError("Expected size for first two dimensions of batch2 tensor to be: [" + batch + ", " + inner
                    + "] but got: [" + batch2 + ", " + inner2 + "].");
        }
    }

    /** The decision table of bmm: one mistake, and four sentences that depend on size, dtype and layout. */
    static void checkBmmDtypes(BmmOperand a, BmmOperand b, Build build) {
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
        } else if (build.hasMkl() && isMklType(b.dtype()) && a.fitsBlas() && b.fitsBlas()) {
            checkSameScalarType(b.dtype(), a.dtype());
        } else {
            checkAddmmDtypes(a.dtype(), b.dtype());
        }
    }

    static void mm(Facts input, Facts mat2) {
        long[] a = input.sizes();
        long[] b = mat2.sizes();
        if (a.length != 2) {
            throw runtimeError("self must be a matrix");
        }
        if (b.length != 2) {
            throw runtimeError("mat2 must be a matrix");
        }
        if (!isLeftToCuda(input, mat2)) {
            mm(a[0], a[1], input.dtype(), b[0], b[1], mat2.dtype());
        }
    }

    /** mm of operands that are seen as (n, m) and (m2, p). */
    static void mm(long n, long m, Dtype a, long m2, long p, Dtype b) {
        if (m != m2) {
            throw runtimeError(
                    "mat1 and mat2 shapes cannot be multiplied (" + n + "x" + m + " and " + m2 + "x" + p + ")");
        }
        if (a != b) {
            checkAddmmDtypes(a, b);
        } else if (a == Dtype.BOOL && n * m * p != 0) {
            throw notImplemented("addmm_impl_cpu_", Dtype.BOOL);
        }
    }

    static void mv(Facts input, Facts vec) {
        long[] a = input.sizes();
        long[] b = vec.sizes();
        if (a.length == 0) {
            throw indexError("Dimension specified as 0 but tensor has no dimensions");
        }
        if (a.length != 2 || b.length != 1) {
            throw runtimeError("vector + matrix @ vector expected, got 1, " + a.length + ", " + b.length);
        }
        if (!isLeftToCuda(input, vec)) {
            mv(a[0], a[1], input, b[0], vec);
        }
    }

    /** mv of operands that are seen as (n, m) and (m2). */
    static void mv(long n, long m, Facts matrix, long m2, Facts vec) {
        if (m != m2) {
            throw runtimeError("size mismatch, got input (" + n + "), mat (" + n + "x" + m + "), vec (" + m2 + ")");
        }
        if (n * m != 0 && differOrUnsupported(matrix, vec)) {
            if (matrix.dtype() == Dtype.BOOL) {
                throw notImplemented("addmv_impl_cpu", Dtype.BOOL);
            }
            checkSameScalarType(matrix.dtype(), vec.dtype());
        }
    }

    static void dot(Facts input, Facts tensor) {
        long[] a = input.sizes();
        long[] b = tensor.sizes();
        if (a.length != 1 || b.length != 1) {
            throw runtimeError("1D tensors expected, but got " + a.length + "D and " + b.length + "D tensors");
        }
        if (isLeftToCuda(input, tensor)) {
            return;
        }
        Dtype type = input.dtype();
        Dtype type2 = tensor.dtype();
        if (type != type2 && type != null && type2 != null) {
            throw runtimeError("dot : expected both vectors to have same dtype, but found " + type.scalarType + " and "
                    + type2.scalarType);
        }
        if (a[0] != b[0]) {
            throw runtimeError("inconsistent tensor size, expected tensor [" + a[0] + "] and src [" + b[0]
                    + "] to have the same number of elements, but got " + a[0] + " and " + b[0]
                    + " elements respectively");
        }
        if (type == Dtype.BOOL) {
            throw notImplemented("dot", type);
        }
    }

    /**
     * Whether a GPU's build answers, whose sentences for dtypes, and for operands on two devices, are its own: only ranks are checked
     * before it.
     */
    static boolean isLeftToCuda(Facts a, Facts b) {
        return a.build().isCuda() || b.build().isCuda();
    }

    static boolean differOrUnsupported(Facts a, Facts b) {
        Dtype type = a.dtype();
        return type != b.dtype() || type == Dtype.BOOL;
    }

    static boolean isMklType(Dtype dtype) {
        return dtype == Dtype.FLOAT32 || dtype == Dtype.FLOAT64 || dtype == Dtype.COMPLEX64;
    }

    static void checkSameScalarType(Dtype expected, Dtype found) {
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
}
