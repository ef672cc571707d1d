package org.torchmm.heap;

import java.util.Iterator;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.ShortPairs;
import org.torchmm.rules.BatchedProduct;
import org.torchmm.rules.BatchedProduct.Call;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sizes;

/**
 * Products of int8, uint8 and int16 by {@link ShortPairs}: operands are written as its pairs, uint8 as if it were int8, as the bits that
 * stay are the same.
 */
final class PairedProducts {

    /** Steps of k at least: with fewer it takes longer to write the pairs, and to begin and end tiles, than they save. */
    // Emerald Rapids, one thread, int8 and int16, time over int32's on 17 and 25: 64x128x64 0.55 to 0.74 and 0.46 to
    // 0.65, 96x96x96 0.62 to 0.67 and 0.69 to 0.76, 200x96x1000 0.44 to 0.5; of k = 64, 8 times 128x64x128, 1.1 to 1.2
    // and 0.62 to 0.72; of fewer rows and columns, 48x96x48, 0.92 to 1.2 and 0.8 to 1.3.
    private static final int LEAST_DEPTH = 96;

    private final ShortPairs kernel;
    private final Recycler recycler;

    PairedProducts(ShortPairs kernel, Recycler recycler) {
        this.kernel = kernel;
        this.recycler = recycler;
    }

    /** Whether a product is one call, of matrices that are large enough and lie so that pairs are written in one pass. */
    static boolean suit(BatchedProduct product) {
        Iterator<Call> calls = product.iterator();
        Call call = calls.next();
        return !calls.hasNext()
                && call.a().rows() >= ShortPairs.LEAST
                && call.a().columns() >= LEAST_DEPTH
                && call.b().columns() >= ShortPairs.LEAST
                && isWrittenOnce(call.a())
                && isWrittenOnce(call.b());
    }

    /** Along rows or columns, of which none is another one again: those would be written again and again, and be more than an array holds. */
    private static boolean isWrittenOnce(BatchedProduct.Layout x) {
        boolean isAlongOne = x.columnStride() == 1 || x.rowStride() == 1;
        boolean isRepeated = x.columnStride() == 0 || x.rowStride() == 0;
        return isAlongOne && !isRepeated && (long) x.batch() * x.rows() * x.columns() <= Sizes.LONGEST;
    }

    /** Into new memory of int32, of which the lower 16 bits are the product's; null, and nothing done, until the kernel can. */
    Storage multiply(BatchedProduct product, Operand input, Operand other, long count) {
        Call call = product.iterator().next();
        PairedSteps a = PairedSteps.of(input, call.a(), recycler);
        PairedSteps b = PairedSteps.of(other, call.b().transposed(), recycler);
        Storage sums = Storage.allocate(recycler, Dtype.INT32, count);
        IntMatrices c = (IntMatrices) KernelProducts.matrices(Element.INT32, sums, 0, call.c());
        Runnable multiplication = kernel.product(a.matrices(), b.matrices().transposed(), c);
        if (multiplication != null) {
            a.write();
            b.write();
            multiplication.run();
        }
        a.pairs().letGo();
        b.pairs().letGo();
        if (multiplication != null) {
            return sums;
        }
        sums.letGo();
        return null;
    }
}
