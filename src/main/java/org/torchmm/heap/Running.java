package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Running sums and products along a dimension: of floats in doubles, of whole numbers in int64. */
final class Running {

    private Running() {}

    static Operand of(Recycler recycler, BinaryOp op, Operand a, int dim, Dtype dtype) {
        Dtype wide = switch (dtype) {
            case FLOAT32, FLOAT16, BFLOAT16, FLOAT64 -> Dtype.FLOAT64;
            case COMPLEX64 -> Dtype.COMPLEX64;
            default -> Dtype.INT64;
        };
        Operand input = a.as(dtype); // as libtorch converts it first
        Lines lines = Lines.of(recycler, input, dim, wide);
        Object x = lines.storage.data;
        for (int i = 0; i < lines.count; i++) {
            for (int j = 1; j < lines.length; j++) {
                int at = i * lines.length + j;
                next(op, wide, x, at);
            }
        }
        return lines.array(recycler, lines.storage, lines.length, dtype);
    }

    private static void next(BinaryOp op, Dtype wide, Object x, int at) {
        if (x instanceof double[] doubles) {
            doubles[at] = op == BinaryOp.ADD ? doubles[at - 1] + doubles[at] : doubles[at - 1] * doubles[at];
        } else if (x instanceof long[] longs) {
            longs[at] = op == BinaryOp.ADD ? longs[at - 1] + longs[at] : longs[at - 1] * longs[at];
        } else {
            Pairs.apply(op, wide, x, at, x, at - 1, x, at, 1);
        }
    }
}
