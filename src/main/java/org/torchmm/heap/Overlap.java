package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Sentences;

/** Arrays that share memory with one that is written (ATen/MemoryOverlap.cpp). */
final class Overlap {

    private Overlap() {}

    /** Refuses to write where elements lie on each other, or on a part of what is read. */
    static void check(Operand written, Operand read) {
        checkWritten(written);
        if (isPartial(written, read)) {
            throw Sentences.runtimeError("unsupported operation: some elements of the input tensor and the written-to"
                    + " tensor refer to a single memory location. Please clone() the tensor before performing the"
                    + " operation.");
        }
    }

    static void checkWritten(Operand written) {
        Layout layout = written.layout();
        if (layout.count() == 0) {
            return;
        }
        for (int d = 0; d < layout.rank(); d++) {
            if (layout.sizes()[d] > 1 && layout.strides()[d] == 0) {
                throw Sentences.runtimeError("unsupported operation: more than one element of the written-to tensor"
                        + " refers to a single memory location. Please clone() the tensor before performing the"
                        + " operation.");
            }
        }
    }

    private static boolean isPartial(Operand a, Operand b) {
        if (a.storage().data != b.storage().data
                || a.layout().count() == 0
                || b.layout().count() == 0) {
            return false;
        }
        if (!isDense(a.layout()) || !isDense(b.layout())) {
            return false; // which libtorch does not find out
        }
        long from = a.layout().offset();
        long to = from + a.layout().count();
        long from2 = b.layout().offset();
        long to2 = from2 + b.layout().count();
        if (from == from2 && to == to2) {
            return !Arrays.equals(a.strides(), b.strides());
        }
        return from < to2 && from2 < to;
    }

    /** Whether the elements fill a stretch of memory, in whatever order of dimensions. */
    private static boolean isDense(Layout layout) {
        int rank = layout.rank();
        boolean[] seen = new boolean[rank];
        long expected = 1;
        for (int i = 0; i < rank; i++) {
            for (int d = 0; d < rank; d++) {
                if (!seen[d] && (layout.sizes()[d] == 1 || layout.strides()[d] == expected)) {
                    seen[d] = true;
                    expected *= layout.sizes()[d];
                    break;
                }
            }
        }
        return expected == layout.count();
    }

    /** What is read, as it was before anything is written. */
    static Operand apart(Operand written, Operand read) {
        boolean isSame = written.storage().data != read.storage().data
                || written.layout().offset() == read.layout().offset()
                        && Arrays.equals(written.sizes(), read.sizes())
                        && Arrays.equals(written.strides(), read.strides());
        return isSame
                ? read
                : new Operand(
                        Copies.dense(Recycler.NONE, read.storage(), read.layout(), read.dtype()),
                        Layout.contiguous(read.sizes()));
    }
}
