package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.Word;

/** vdot, inner and outer of arrays in Java's memory. Operands have passed their rule, and are held. */
final class VectorProducts {

    private final KernelProducts products;

    VectorProducts(KernelProducts products) {
        this.products = products;
    }

    /** Of complex numbers the first is conjugated. */
    Operand vdot(Operand input, Operand other, Operand out, Recycler recycler) {
        Operand a = input.dtype() == Dtype.COMPLEX64 ? conjugated(input) : input;
        return product(Word.DOT::plan, a, other, out, recycler);
    }

    private Operand product(KernelProducts.Plan plan, Operand a, Operand b, Operand out, Recycler recycler) {
        if (out == null) {
            return products.product(plan, a, b, recycler);
        }
        products.into(plan, a, b, out, recycler);
        return out;
    }

    private static Operand conjugated(Operand complex) {
        Storage copy = Copies.dense(Recycler.NONE, complex.storage(), complex.layout(), complex.dtype());
        float[] pairs = (float[]) copy.data;
        for (int i = 1; i < pairs.length; i += 2) {
            pairs[i] = -pairs[i];
        }
        return new Operand(copy, Layout.contiguous(complex.sizes()));
    }

    /** Both as matrices, whose rows meet. */
    Operand inner(Operand input, Operand other, Operand out, Recycler recycler) {
        if (input.rank() == 0 || other.rank() == 0) {
            return multiplied(input, other, out, recycler);
        }
        Operand a = rows(input);
        Operand b = rows(other);
        Operand transposed = new Operand(b.storage(), b.layout().swapped(0, 1));
        long[] matrix = {a.sizes()[0], b.sizes()[0]};
        Layout place = out == null ? null : out.layout().viewed(matrix);
        if (place != null) {
            products.into(Word.MM::plan, a, transposed, new Operand(out.storage(), place), recycler);
            return out;
        }
        long[] sizes = Arrays.copyOf(input.sizes(), input.rank() + other.rank() - 2);
        System.arraycopy(other.sizes(), 0, sizes, input.rank() - 1, other.rank() - 1);
        Operand product = products.product(Word.MM::plan, a, transposed, recycler);
        return AddedProducts.placed(new Operand(product.storage(), Layout.contiguous(sizes)), out);
    }

    /** All but the last dimension as one; a copy where no stride describes that. */
    private static Operand rows(Operand array) {
        long[] sizes = array.sizes();
        long columns = sizes[sizes.length - 1];
        long[] matrix = {Sizes.elements(Arrays.copyOf(sizes, sizes.length - 1)), columns};
        Layout viewed = array.layout().viewed(matrix);
        return viewed != null
                ? new Operand(array.storage(), viewed)
                : new Operand(
                        Copies.dense(Recycler.NONE, array.storage(), array.layout(), array.dtype()),
                        Layout.contiguous(matrix));
    }

    Operand outer(Operand input, Operand vec2, Operand out, Recycler recycler) {
        Layout column = input.layout().viewed(new long[] {input.sizes()[0], 1});
        return multiplied(new Operand(input.storage(), column), vec2, out, recycler);
    }

    /** Element by element, promoted. */
    private static Operand multiplied(Operand a, Operand b, Operand out, Recycler recycler) {
        Operand product = Pairs.of(recycler, BinaryOp.MUL, a, b);
        if (out != null) {
            ResultType.checkCast(product.dtype(), out.dtype());
        }
        return AddedProducts.placed(product, out);
    }
}
