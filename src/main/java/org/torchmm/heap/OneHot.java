package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/** torch.nn.functional.one_hot, with other values than 1 and 0 too. */
final class OneHot {

    private OneHot() {}

    static Operand of(Recycler recycler, Operand numbers, int depth, double on, double off, Dtype dtype) {
        int count = (int) numbers.layout().count();
        long[] places = (long[]) Copies.dense(Recycler.NONE, numbers.storage(), numbers.layout(), Dtype.INT64).data;
        long greatest = -1;
        for (int i = 0; i < count; i++) {
            if (places[i] < 0) {
                throw Sentences.runtimeError("Class values must be non-negative.");
            }
            greatest = Math.max(greatest, places[i]);
        }
        if (count == 0 && depth <= 0) {
            throw Sentences.runtimeError("Can not infer total number of classes from empty tensor.");
        }
        if (depth >= 0 && greatest >= depth) {
            throw Sentences.runtimeError("Class values must be smaller than num_classes.");
        }
        int width = depth >= 0 ? depth : (int) greatest + 1;
        long[] sizes = Arrays.copyOf(numbers.sizes(), numbers.rank() + 1);
        sizes[numbers.rank()] = width;
        Storage result = Creation.full(recycler, dtype, sizes, off);
        for (int i = 0; i < count; i++) {
            result.setDouble(i * width + (int) places[i], on);
        }
        return new Operand(result, Layout.contiguous(sizes));
    }
}
