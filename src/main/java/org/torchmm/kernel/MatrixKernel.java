package org.torchmm.kernel;

import java.util.Set;

/**
 * Multiplies batches of matrices held in Java arrays: {@code a} is (batch, m, k), {@code b} is (batch, k, n) and
 * {@code c}, which is overwritten, is (batch, m, n).
 *
 * <p>Each of the four methods computes {@code c[i] = a[i] x b[i]} for every matrix {@code i} of the batch, in its own
 * element type: int and long wrap around, float and double follow IEEE 754. {@code a} and {@code b} are not modified, and
 * of {@code c}'s array only the elements that belong to {@code c} are. A kernel keeps none of the arrays and may be called
 * from many threads at once.
 *
 * <p>Operands that do not fit together (different batches, different inner dimensions, a {@code c} of the wrong shape or one
 * whose elements share memory) are refused with an {@link IllegalArgumentException}; {@code c} must not overlap
 * {@code a} or {@code b}. A kernel that multiplies some of the element types says so by {@link #elements}. To write a kernel, implement this interface and name the class in
 * {@code META-INF/services/org.torchmm.kernel.MatrixKernel}; {@link MatrixKernels} finds it.
 */
public interface MatrixKernel {

    /** The word that {@link MatrixKernels#byName} and the property {@code torchmm.kernel} know this kernel by. */
    String name();

    /**
     * What this kernel multiplies: all four types, unless it says otherwise. {@code Torch.open(kernel)} refuses the others with an
     * {@link IllegalArgumentException} that names these, the comparisons do not ask them, and their methods here may throw an
     * {@link UnsupportedOperationException}. The same set at every call.
     */
    default Set<Element> elements() {
        return Element.ALL;
    }

    /** c = a x b in float32; see the class. */
    void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c);

    /** c = a x b in float64; see the class. */
    void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c);

    /** c = a x b in int32, modulo 2^32; see the class. */
    void bmm(IntMatrices a, IntMatrices b, IntMatrices c);

    /** c = a x b in int64, modulo 2^64; see the class. */
    void bmm(LongMatrices a, LongMatrices b, LongMatrices c);

    /** The one of the four that the element type asks for; {@link IllegalArgumentException} where the operands' types differ. */
    default void bmm(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        Product.checkNotNull(a, b, c);
        Element element = c.element();
        if (a.element() != element || b.element() != element) {
            throw new IllegalArgumentException(String.format(
                    "a is %s, b %s and c %s: expected one element type", a.element(), b.element(), element));
        }
        switch (element) {
            case FLOAT32 -> bmm((FloatMatrices) a, (FloatMatrices) b, (FloatMatrices) c);
            case FLOAT64 -> bmm((DoubleMatrices) a, (DoubleMatrices) b, (DoubleMatrices) c);
            case INT32 -> bmm((IntMatrices) a, (IntMatrices) b, (IntMatrices) c);
            case INT64 -> bmm((LongMatrices) a, (LongMatrices) b, (LongMatrices) c);
        }
    }
}
