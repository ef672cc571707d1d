package org.torchmm.heap;

import org.torchmm.rules.BatchedProduct;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Operation;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Scalars;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.Word;

/**
 * Products that are scaled and added to an input, beta * input + alpha * (a x b): the product by the kernel, then one pass that reads the
 * input through strides of 0 where it is expanded, and rounds halves once. Operands have passed their rule, and are held.
 */
final class AddedProducts {

    /** Below this many multiplications libtorch's baddbmm runs its own loop, which reads the matrices though alpha is 0. */
    private static final long OWN_LOOP = 400;

    private final KernelProducts products;

    AddedProducts(KernelProducts products) {
        this.products = products;
    }

    /** What a call adds to, and by how much; and where the result goes, null for a new array. */
    private record Sum(Operand input, Number beta, Number alpha, Operand out, Recycler recycler) {

        Sum with(Operand nextInput, Number nextBeta, Operand nextOut) {
            return new Sum(nextInput, nextBeta, alpha, nextOut, recycler);
        }
    }

    /** The result: {@code out} where that is given. */
    Operand run(Operation operation, Operand[] operands, Number beta, Number alpha, Operand out, Recycler recycler) {
        Operand a = operands[1];
        Operand b = operands[2];
        Sum sum = new Sum(operands[0], beta, alpha, out, recycler);
        return switch (operation) {
            case BADDBMM, BADDBMM_ -> added(sum, Word.BMM::plan, a, b, work(a, b) < OWN_LOOP);
            case ADDMM, ADDMM_ -> added(sum, Word.MM::plan, a, b, readsHalves(a));
            case ADDMV, ADDMV_ -> addmv(sum, a, b);
            case ADDBMM, ADDBMM_ -> addbmm(sum, a, b);
            case ADDR, ADDR_ -> addr(sum, a, b);
            default -> throw new AssertionError(operation);
        };
    }

    /** libtorch multiplies float16 though alpha is 0, which NaN and infinities show. */
    private static boolean readsHalves(Operand a) {
        return a.dtype() == Dtype.FLOAT16;
    }

    private static long work(Facts a, Facts b) {
        return a.sizes()[1] * a.sizes()[2] * b.sizes()[2];
    }

    /** input x weight^T + bias; {@code bias} may be null. */
    Operand linear(Operand input, Operand weight, Operand bias, Operand out, Recycler recycler) {
        Operand transposed = weight.rank() == 1
                ? weight
                : new Operand(weight.storage(), weight.layout().swapped(0, 1));
        if (bias != null && bias.dtype() == input.dtype()) {
            return added(new Sum(bias, 1, 1, out, recycler), Word.MATMUL::plan, input, transposed, true);
        }
        Operand product = products.product(Word.MATMUL::plan, input, transposed, recycler);
        if (bias != null) {
            Pairs.into(BinaryOp.ADD, product, bias);
        }
        return placed(product, out);
    }

    private Operand added(Sum sum, KernelProducts.Plan plan, Operand a, Operand b, boolean readsForNothing) {
        BatchedProduct product = plan.of(a, b);
        long[] sizes = product.resultSize();
        Dtype dtype = sum.out() == null ? b.dtype() : sum.out().dtype();
        if (product.isEmpty() || Scalars.isZero(sum.alpha()) && !readsForNothing) {
            return scaled(sum, sizes, dtype);
        }
        Operand c = products.wide(plan, a, b, sum.recycler());
        Operand result = sum.out() != null
                ? sum.out()
                : c.dtype() == dtype
                        ? c
                        : new Operand(
                                Storage.allocate(
                                        sum.recycler(), dtype, c.layout().count()),
                                c.layout());
        add(sum, c, result);
        if (result != c) {
            c.storage().letGo();
        }
        return result;
    }

    /** Where a matrix is empty the result has the input's own size, and is multiplied in its dtype, as libtorch's is. */
    private Operand addmv(Sum sum, Operand mat, Operand vec) {
        if (Sizes.elements(mat.sizes()) == 0 && !Scalars.isZero(sum.beta())) {
            Operand input = sum.input();
            Operand product = multiple(input, input.sizes(), sum.beta(), input.dtype(), sum.recycler());
            Operand result = product.as(vec.dtype());
            if (result != product) {
                product.storage().letGo();
            }
            return placed(result, sum.out());
        }
        return added(sum, Word.MV::plan, mat, vec, readsHalves(mat));
    }

    /** Batch by batch, each sum rounded to the dtype. */
    private Operand addbmm(Sum sum, Operand batch1, Operand batch2) {
        int batch = (int) batch1.sizes()[0];
        if (batch == 0) {
            long[] sizes = {batch1.sizes()[1], batch2.sizes()[2]};
            return scaled(sum, sizes, sum.input().dtype());
        }
        Operand result = sum.out();
        for (int i = 0; i < batch; i++) {
            Sum next = i == 0 ? sum : sum.with(result, 1, result);
            result = added(next, Word.MM::plan, matrix(batch1, i), matrix(batch2, i), readsHalves(batch1));
        }
        return result;
    }

    private static Operand matrix(Operand batch, int i) {
        return new Operand(batch.storage(), batch.layout().selected(0, i));
    }

    private Operand addr(Sum sum, Operand vec1, Operand vec2) {
        Dtype dtype = ResultType.common(ResultType.common(sum.input().dtype(), vec1.dtype()), vec2.dtype());
        Operand out = sum.out();
        if (out != null) {
            ResultType.checkCast(dtype, out.dtype());
        }
        Recycler recycler = sum.recycler();
        long[] sizes = {vec1.sizes()[0], vec2.sizes()[0]};
        Operand expanded =
                new Operand(sum.input().storage(), sum.input().layout().expanded(sizes));
        Sweep sweep = Sweep.of(sizes, dtype, expanded, column(vec1), vec2);
        Operand scaled = multiple(vec1, vec1.sizes(), sum.alpha(), dtype, recycler);
        Operand result = Pairs.of(recycler, BinaryOp.MUL, column(scaled), vec2.as(dtype), dtype, sweep);
        scaled.storage().letGo();
        if (!Scaling.isZero(sum.beta(), dtype)) {
            Operand input = multiple(sum.input(), result.sizes(), sum.beta(), dtype, recycler);
            Pairs.into(BinaryOp.ADD, result, input);
            input.storage().letGo();
        }
        return placed(result, out);
    }

    private static Operand column(Operand vector) {
        return new Operand(vector.storage(), vector.layout().viewed(vector.sizes()[0], 1));
    }

    /** The numbers and each product are of the dtype, halves too. */
    private static Operand multiple(Operand a, long[] sizes, Number factor, Dtype dtype, Recycler recycler) {
        boolean isHalf = dtype.isHalf();
        Number rounded = isHalf ? (Number) HalfFormat.of(dtype).rounded(factor.floatValue()) : factor;
        Operand result = placeFor(sizes, dtype, recycler);
        Dtype wide = Promotion.wide(dtype);
        Reader x = new Reader(new Operand(a.storage(), a.layout().expanded(sizes)), dtype);
        Writer z = new Writer(result.storage(), result.layout(), wide);
        int count = (int) result.layout().count();
        for (int from = 0; from < count; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, count - from);
            x.read(from, n);
            z.begin(from, n);
            Scaling.scaled(wide, x.array, x.at, rounded, dtype, z.array, z.at, n);
            z.end(from, n);
        }
        return result;
    }

    /** To where it is to be, if that is given. */
    static Operand placed(Operand result, Operand out) {
        if (out == null) {
            return result;
        }
        Assignment.of(out, result);
        result.storage().letGo();
        return out;
    }

    private static Operand placeFor(long[] sizes, Dtype dtype, Recycler recycler) {
        return new Operand(Storage.allocate(recycler, dtype, Creation.count(sizes)), Layout.contiguous(sizes));
    }

    /** beta * input, which is not read where beta is 0. */
    private static Operand scaled(Sum sum, long[] sizes, Dtype dtype) {
        Operand result = sum.out() == null ? placeFor(sizes, dtype, sum.recycler()) : sum.out();
        Operand input = new Operand(sum.input().storage(), sum.input().layout().expanded(sizes));
        scale(input, sum.beta(), dtype, result);
        return result;
    }

    /** result = factor * a, converted to a dtype. */
    private static void scale(Operand a, Number factor, Dtype dtype, Operand result) {
        Dtype wide = Promotion.wide(dtype);
        int parts = Storage.parts(wide);
        int count = (int) result.layout().count();
        boolean isZero = Scalars.isZero(factor);
        Reader x = isZero ? null : new Reader(a, dtype);
        Writer z = new Writer(result.storage(), result.layout(), wide);
        Object zeros = isZero ? Storage.newArray(wide, Math.min(count, Reader.PIECE)) : null;
        for (int from = 0; from < count; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, count - from);
            z.begin(from, n);
            if (isZero) {
                System.arraycopy(zeros, 0, z.array, parts * z.at, parts * n);
            } else {
                x.read(from, n);
                Scaling.scaled(wide, x.array, x.at, factor, dtype, z.array, z.at, n);
            }
            z.end(from, n);
        }
    }

    /** result = beta * input + alpha * c. */
    private static void add(Sum sum, Operand c, Operand result) {
        Dtype dtype = result.dtype();
        Dtype wide = Promotion.wide(c.dtype());
        boolean readsInput = !Scaling.isZero(sum.beta(), dtype);
        Layout expanded = sum.input().layout().expanded(result.sizes());
        Reader x = readsInput ? new Reader(new Operand(sum.input().storage(), expanded), dtype) : null;
        Reader y = new Reader(c, c.dtype());
        Writer z = new Writer(result.storage(), result.layout(), wide);
        int count = (int) result.layout().count();
        for (int from = 0; from < count; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, count - from);
            y.read(from, n);
            z.begin(from, n);
            if (readsInput) {
                x.read(from, n);
                Scaling.sum(wide, x.array, x.at, sum.beta(), y.array, y.at, sum.alpha(), dtype, z.array, z.at, n);
            } else {
                Scaling.scaled(wide, y.array, y.at, sum.alpha(), dtype, z.array, z.at, n);
            }
            z.end(from, n);
        }
    }
}
