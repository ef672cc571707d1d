package org.torchmm.rules;

import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/** What libtorch 2.7.1 refuses in vdot, inner and outer, in its order and in its words (Blas.cpp and LinearAlgebra.cpp). */
final class VectorRules {

    private VectorRules() {}

    static Result vdot(Facts input, Facts other, Output output) {
        ProductRules.dot(input, other);
        return output.checkDot(input.dtype());
    }

    static Result inner(Facts input, Facts other, Output output) {
        long[] a = input.sizes();
        long[] b = other.sizes();
        if (a.length == 0 || b.length == 0) {
            return output.check(a.length == 0 ? b : a, null);
        }
        if (a[a.length - 1] != b[b.length - 1]) {
            throw runtimeError("inner() the last dimension must match on both input tensors but got shapes "
                    + Arrays.toString(a) + " and " + Arrays.toString(b));
        }
        long[] sizes = Arrays.copyOf(a, a.length + b.length - 2);
        System.arraycopy(b, 0, sizes, a.length - 1, b.length - 1);
        Dtype dtype = input.dtype();
        if (dtype == null || other.dtype() == null || ProductRules.isLeftToCuda(input, other)) {
            return output.check(sizes, null);
        }
        if (dtype != other.dtype()) {
            throw runtimeError("both inputs should have same dtype");
        }
        if (dtype == Dtype.BOOL && Sizes.elements(sizes) != 0 && a[a.length - 1] != 0) {
            throw notImplemented("addmm_impl_cpu_", Dtype.BOOL);
        }
        return output.check(sizes, dtype);
    }

    static Result outer(Facts input, Facts vec2, Output output) {
        checkVector(input.sizes(), "self");
        checkVector(vec2.sizes(), "vec2");
        return output.check(new long[] {input.sizes()[0], vec2.sizes()[0]}, null);
    }

    private static void checkVector(long[] sizes, String name) {
        if (sizes.length != 1) {
            throw runtimeError("outer: Expected 1-D argument " + name + ", but got " + sizes.length + "-D");
        }
    }
}
