package org.torchmm.heap;

import java.util.Set;
import java.util.stream.Collectors;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.ShortPairs;
import org.torchmm.rules.BatchedProduct;
import org.torchmm.rules.BatchedProduct.Call;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Word;

/**
 * The products of arrays in Java's memory: a {@link MatrixKernel} reads the operands where they are, through their own strides,
 * and writes the result where it stays. Operands have passed their rule, and are held.
 *
 * <p>float16 and bfloat16 are multiplied as float32 and the sums rounded once; int8, uint8 and int16 as int32, of whose sums the
 * low bits stay, or, where the kernel can and there is much of them, as int16; complex64 as four products of real and imaginary parts.
 */
final class KernelProducts {

    private final MatrixKernel kernel;

    KernelProducts(MatrixKernel kernel) {
        this.kernel = kernel;
    }

    /** How operands are multiplied; asked again where they are copied to be. */
    @FunctionalInterface
    interface Plan {
        BatchedProduct of(Operand a, Operand b);
    }

    /** No method reference to {@link Word#plan}, for which a JVM that starts has to make a class. */
    record OfWord(Word word) implements Plan {

        @Override
        public BatchedProduct of(Operand a, Operand b) {
            return word.plan(a, b);
        }
    }

    HeapArray run(Word word, HeapArray input, HeapArray other, HeapManager manager) {
        Operand c = product(new OfWord(word), Operand.of(input), Operand.of(other), manager.recycler());
        return new HeapArray(manager, c.storage(), c.layout());
    }

    /** A new contiguous array of the operands' dtype. */
    Operand product(Plan plan, Operand a, Operand b, Recycler recycler) {
        Operand wide = wide(plan, a, b, recycler);
        if (wide.dtype() == a.dtype() || plan.of(a, b).isEmpty()) {
            return wide;
        }
        Storage narrowed = Copies.dense(recycler, wide.storage(), wide.layout(), a.dtype());
        wide.storage().letGo();
        return new Operand(narrowed, wide.layout());
    }

    /** The same, of a dtype of its own where nothing is multiplied. */
    Operand product(Plan plan, Operand a, Operand b, Dtype dtypeOfNothing, Recycler recycler) {
        BatchedProduct product = plan.of(a, b);
        if (!product.isEmpty()) {
            return product(plan, a, b, recycler);
        }
        Layout layout = Layout.contiguous(product.resultSize());
        return new Operand(Storage.zeros(recycler, dtypeOfNothing, Creation.count(layout.sizes())), layout);
    }

    /** The same in the dtype in which it is computed, before halves are rounded and small integers cut, whose upper bits may be anything; of nothing, zeros of its own. */
    Operand wide(Plan plan, Operand a, Operand b, Recycler recycler) {
        BatchedProduct product = plan.of(a, b);
        Layout layout = Layout.contiguous(product.resultSize());
        long count = Creation.count(layout.sizes());
        if (product.isEmpty()) {
            return new Operand(Storage.zeros(recycler, BatchedProduct.dtypeOfNothing(a, b), count), layout);
        }
        checkSupported(a.dtype());
        Storage c = switch (a.dtype()) {
            case FLOAT32, FLOAT64, INT32, INT64 -> multiplied(product, a, b, recycler, count);
            case FLOAT16, BFLOAT16 -> widened(product, plan, Dtype.FLOAT32, a, b, recycler, count);
            case INT8, UINT8, INT16 -> whole(product, plan, a, b, recycler, count);
            case COMPLEX64 -> complex(plan, a, b, recycler, (int) count);
            case BOOL -> throw new AssertionError(a.dtype()); // which every rule refuses
        };
        return new Operand(c, layout);
    }

    /**
     * Into an array of the product's size and dtype, whatever its layout: where the kernel can, it writes there; not where an operand
     * lies in the same Java array, though no element is shared.
     */
    void into(Plan plan, Operand a, Operand b, Operand out, Recycler recycler) {
        BatchedProduct product = plan.of(a, b);
        boolean isApart = out.storage().data != a.storage().data && out.storage().data != b.storage().data;
        if (!product.isEmpty() && isApart && Promotion.wide(a.dtype()) == a.dtype() && a.dtype() != Dtype.COMPLEX64) {
            Layout matrices = out.layout().viewed(product.matrices());
            if (matrices != null) {
                checkSupported(a.dtype());
                multiply(product, a, b, new Operand(out.storage(), matrices));
                return;
            }
        }
        Operand c = product(plan, a, b, recycler);
        Copies.assign(c.storage(), out.storage(), out.layout());
        c.storage().letGo();
    }

    private Storage multiplied(BatchedProduct product, Operand a, Operand b, Recycler recycler, long count) {
        Storage c = Storage.allocate(recycler, a.dtype(), count);
        multiply(product, a, b, new Operand(c, Layout.contiguous(product.matrices())));
        return c;
    }

    /** Into matrices of any strides, as many as the product has. */
    private void multiply(BatchedProduct product, Operand a, Operand b, Operand c) {
        Element element = element(a.dtype());
        int batchStride = (int) c.strides()[0];
        int offset = c.layout().offset();
        for (Call call : product) {
            BatchedProduct.Layout d = call.c();
            kernel.bmm(
                    matrices(element, a, call.a()),
                    matrices(element, b, call.b()),
                    element.matrices(
                            c.storage().data,
                            offset,
                            d.batch(),
                            d.rows(),
                            d.columns(),
                            batchStride,
                            (int) c.strides()[1],
                            (int) c.strides()[2]));
            offset += d.batch() * batchStride;
        }
    }

    private Storage whole(BatchedProduct product, Plan plan, Operand a, Operand b, Recycler recycler, long count) {
        if (kernel instanceof ShortPairs pairs && PairedProducts.suit(product)) {
            Storage c = new PairedProducts(pairs, recycler).multiply(product, a, b, count);
            if (c != null) {
                return c;
            }
        }
        return widened(product, plan, Dtype.INT32, a, b, recycler, count);
    }

    private Storage widened(
            BatchedProduct narrow, Plan plan, Dtype wide, Operand input, Operand other, Recycler recycler, long count) {
        if (WidenedBlocks.suit(narrow)) {
            Storage c = Storage.allocate(recycler, wide, count);
            new WidenedBlocks(kernel, element(wide), wide, recycler).multiply(narrow, input, other, c);
            return c;
        }
        Operand a = input.widened(recycler, wide);
        Operand b = other.widened(recycler, wide);
        Storage c = multiplied(plan.of(a, b), a, b, recycler, count);
        a.storage().letGo();
        b.storage().letGo();
        return c;
    }

    /** (a + bi)(c + di) = (ac - bd) + (ad + bc)i. */
    private Storage complex(Plan plan, Operand input, Operand other, Recycler recycler, int count) {
        Storage result = Storage.allocate(recycler, Dtype.COMPLEX64, count);
        float[] pairs = (float[]) result.data;
        for (int part = 0; part < 2; part++) {
            float[] sums = new float[count];
            for (int i = 0; i < 2; i++) {
                Operand a = input.part(i);
                Operand b = other.part(i ^ part);
                Storage c = multiplied(plan.of(a, b), a, b, recycler, count);
                float sign = i == 1 && part == 0 ? -1 : 1;
                float[] products = (float[]) c.data;
                for (int j = 0; j < count; j++) {
                    sums[j] = i == 0 ? products[j] : sums[j] + sign * products[j];
                }
                c.letGo();
            }
            for (int j = 0; j < count; j++) {
                pairs[2 * j + part] = sums[j];
            }
        }
        return result;
    }

    private static Element element(Dtype dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT16, BFLOAT16, COMPLEX64 -> Element.FLOAT32;
            case FLOAT64 -> Element.FLOAT64;
            case INT32, INT8, UINT8, INT16, BOOL -> Element.INT32;
            case INT64 -> Element.INT64;
        };
    }

    private void checkSupported(Dtype dtype) {
        if (!kernel.elements().contains(element(dtype))) {
            throw new IllegalArgumentException("the kernel \"" + kernel.name() + "\" multiplies "
                    + listed(kernel.elements()) + ", not " + dtype.python);
        }
    }

    /** As in "float32, float64, int32 and int64". */
    private static String listed(Set<Element> elements) {
        String names = elements.stream().sorted().map(Element::toString).collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return last < 0 ? names : names.substring(0, last) + " and " + names.substring(last + 2);
    }

    private static Matrices<?> matrices(Element element, Operand operand, BatchedProduct.Layout layout) {
        return matrices(element, operand.storage(), operand.layout().offset(), layout);
    }

    /** From an offset on. */
    static Matrices<?> matrices(Element element, Storage storage, int offset, BatchedProduct.Layout layout) {
        return element.matrices(
                storage.data,
                offset + layout.offset(),
                layout.batch(),
                layout.rows(),
                layout.columns(),
                layout.batchStride(),
                layout.rowStride(),
                layout.columnStride());
    }
}
