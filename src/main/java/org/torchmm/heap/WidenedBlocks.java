package org.torchmm.heap;

import org.torchmm.kernel.Element;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Summation;
import org.torchmm.rules.BatchedProduct;
import org.torchmm.rules.BatchedProduct.Call;
import org.torchmm.rules.Dtype;

/**
 * Products of a few rows by large matrices of halves or small integers, or of those by a few columns: each element is multiplied a few
 * times only, and to write all of them in the kernel's dtype and read them again would take longer than the product. They are widened
 * block by block, along memory, and multiplied while they are in the cache. The bits are those of the whole product: its chains of sums
 * hang on no number of columns, and a block is as deep as all of k or as one of them.
 */
// (1, 4096) x (4096, 4096), one thread, Zen 5, time over float32's: bfloat16 1.0 to 1.3 and whole 2; int8 0.8 to
// 1.0 and 2.
// Eight rows: bfloat16 0.9 to 1.0 and 1.5, int8 0.7 to 0.9 and 1.4.
final class WidenedBlocks {

    /** Rows: with more of them the products themselves take longer than to widen what they multiply. */
    private static final int FEW = 16;

    /** Elements of a block: 4 MB, which an L3 holds. */
    // Tried: 1 MB, for an L2: rows of b cut to 1400 columns; they lie pages apart, and (1, 4096) x (4096, 4096) takes
    // 2.1 times as long as float32.
    private static final int ELEMENTS = 1 << 20;

    /** A few columns would be another kind of product for the kernel, with other chains. */
    private static final int LEAST_COLUMNS = 128;

    private final MatrixKernel kernel;
    private final Element element;
    private final Dtype wide;
    private final Recycler recycler;

    WidenedBlocks(MatrixKernel kernel, Element element, Dtype wide, Recycler recycler) {
        this.kernel = kernel;
        this.element = element;
        this.wide = wide;
        this.recycler = recycler;
    }

    /** Whether a product is such a one, or several. */
    static boolean suit(BatchedProduct product) {
        Call first = product.iterator().next(); // they differ in their offsets only
        return isOfFewRows(first) || isOfFewRows(transposed(first));
    }

    private static boolean isOfFewRows(Call call) {
        BatchedProduct.Layout b = call.b();
        return call.a().rows() <= FEW
                && b.columns() >= LEAST_COLUMNS
                && (long) b.batch() * b.rows() * b.columns() >= 2 * ELEMENTS
                && (b.batch() == 1 || b.batchStride() != 0);
    }

    /** The same numbers in the other order: transpose(c) = transpose(b) x transpose(a). */
    private static Call transposed(Call call) {
        return new Call(call.b().transposed(), call.a().transposed(), call.c().transposed());
    }

    /** c = a x b, a and b narrow, c wide and contiguous. */
    void multiply(BatchedProduct product, Operand a, Operand b, Storage c) {
        for (Call offsets : product) {
            Call call = new Call(
                    offsets.a().moved(a.layout().offset()),
                    offsets.b().moved(b.layout().offset()),
                    offsets.c());
            if (isOfFewRows(call)) {
                rows(call, a.storage(), b.storage(), c);
            } else {
                rows(transposed(call), b.storage(), a.storage(), c);
            }
        }
    }

    private void rows(Call call, Storage a, Storage b, Storage c) {
        BatchedProduct.Layout large = call.b();
        int k = large.rows();
        int n = large.columns();
        Split chains = isAlongK(large) ? Split.of(k, k) : Summation.chains(k);
        Split columns = Split.of(n, Math.max(LEAST_COLUMNS, ELEMENTS / chains.most()));
        Split batches = Split.of(large.batch(), Math.max(1, ELEMENTS / ((long) chains.most() * n)));
        Storage few = Storage.allocate(recycler, wide, elements(call.a()));
        Storage block = Storage.allocate(recycler, wide, (long) batches.most() * chains.most() * columns.most());
        Storage sums = Storage.allocate(
                recycler, wide, (long) batches.most() * call.a().rows() * columns.most());
        BatchedProduct.Layout x = widen(a, call.a(), few);
        for (int q = 0; q < batches.chunks(); q++) {
            BatchedProduct.Layout rows = matrices(x, batches, q);
            BatchedProduct.Layout columnsOfB = matrices(large, batches, q);
            BatchedProduct.Layout columnsOfC = matrices(call.c(), batches, q);
            for (int j = 0; j < columns.chunks(); j++) {
                BatchedProduct.Layout target = columns(columnsOfC, columns, j);
                for (int chain = 0; chain < chains.chunks(); chain++) {
                    BatchedProduct.Layout y = widen(b, rows(columns(columnsOfB, columns, j), chains, chain), block);
                    Matrices<?> factors = matrices(few, columns(rows, chains, chain));
                    if (chain == 0) {
                        kernel.bmm(factors, matrices(block, y), matrices(c, target));
                    } else {
                        BatchedProduct.Layout dense = dense(target);
                        kernel.bmm(factors, matrices(block, y), matrices(sums, dense));
                        add(sums, dense, c, target);
                    }
                }
            }
        }
        few.letGo();
        block.letGo();
        sums.letGo();
    }

    private static boolean isAlongK(BatchedProduct.Layout x) {
        return x.rowStride() == 1 && x.columnStride() != 1;
    }

    private static void add(Storage sums, BatchedProduct.Layout s, Storage c, BatchedProduct.Layout x) {
        for (int q = 0; q < x.batch(); q++) {
            for (int i = 0; i < x.rows(); i++) {
                int from = q * s.batchStride() + i * s.rowStride();
                int to = x.offset() + q * x.batchStride() + i * x.rowStride();
                if (c.data instanceof float[] wide) {
                    float[] more = (float[]) sums.data;
                    for (int j = 0; j < x.columns(); j++) {
                        wide[to + j * x.columnStride()] += more[from + j];
                    }
                } else {
                    int[] wide = (int[]) c.data;
                    int[] more = (int[]) sums.data;
                    for (int j = 0; j < x.columns(); j++) {
                        wide[to + j * x.columnStride()] += more[from + j];
                    }
                }
            }
        }
    }

    /** From the target's first element on, along that dimension which is along the source's memory. */
    private static BatchedProduct.Layout widen(Storage source, BatchedProduct.Layout x, Storage target) {
        boolean isByColumns = isAlongK(x);
        int count = isByColumns ? x.columns() : x.rows();
        int length = isByColumns ? x.rows() : x.columns();
        long step = isByColumns ? x.columnStride() : x.rowStride();
        long stride = isByColumns ? x.rowStride() : x.columnStride();
        for (int q = 0; q < x.batch(); q++) {
            int offset = x.offset() + q * x.batchStride();
            int to = q * count * length;
            Parallel.run(count, length, 1, (from, end) -> {
                Layout lines = new Layout(
                        new long[] {end - from, length}, new long[] {step, stride}, (int) (offset + from * step));
                Copies.copy(source, lines, target, to + from * length);
            });
        }
        return new BatchedProduct.Layout(
                0,
                x.batch(),
                x.rows(),
                x.columns(),
                count * length,
                isByColumns ? 1 : length,
                isByColumns ? length : 1);
    }

    private static int elements(BatchedProduct.Layout x) {
        return x.batch() * x.rows() * x.columns();
    }

    private static BatchedProduct.Layout matrices(BatchedProduct.Layout x, Split batches, int q) {
        int from = batches.from(q);
        return part(x, from * x.batchStride(), batches.to(q) - from, x.rows(), x.columns());
    }

    private static BatchedProduct.Layout rows(BatchedProduct.Layout x, Split rows, int i) {
        int from = rows.from(i);
        return part(x, from * x.rowStride(), x.batch(), rows.to(i) - from, x.columns());
    }

    private static BatchedProduct.Layout columns(BatchedProduct.Layout x, Split columns, int j) {
        int from = columns.from(j);
        return part(x, from * x.columnStride(), x.batch(), x.rows(), columns.to(j) - from);
    }

    private static BatchedProduct.Layout part(BatchedProduct.Layout x, int after, int batch, int rows, int columns) {
        return new BatchedProduct.Layout(
                x.offset() + after, batch, rows, columns, x.batchStride(), x.rowStride(), x.columnStride());
    }

    private static BatchedProduct.Layout dense(BatchedProduct.Layout x) {
        return new BatchedProduct.Layout(0, x.batch(), x.rows(), x.columns(), x.rows() * x.columns(), x.columns(), 1);
    }

    private Matrices<?> matrices(Storage storage, BatchedProduct.Layout x) {
        return KernelProducts.matrices(element, storage, 0, x);
    }
}
