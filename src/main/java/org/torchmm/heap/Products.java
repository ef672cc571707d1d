package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Word;

/** DJL's products, by {@code MatrixKernels.best()}; {@code Torch} has them by any kernel. */
interface Products extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    private HeapArray by(Word word, NDArray other) {
        HeapArray a = self();
        HeapArray b = Computed.own(other);
        return Computed.held(a, b, (x, y) -> {
            word.check(x, y);
            HeapManager manager = a.getManager() instanceof HeapManager own ? own : HeapManager.system();
            return IndexReader.owned(HeapArray.of(HeapBackend.best().run(word, a, b, manager)), a.getManager());
        });
    }

    @Override
    default HeapArray dot(NDArray other) {
        int rank = getShape().dimension();
        if (rank != other.getShape().dimension() || rank > 2) {
            throw new UnsupportedOperationException("Dimension mismatch or dimension is greater than 2.  Dot product is"
                    + " only applied on two 1D vectors. For high dimensions, please use .matMul instead.");
        }
        return by(rank == 1 ? Word.DOT : Word.MATMUL, other);
    }

    @Override
    default HeapArray matMul(NDArray other) {
        if (isScalar() || other.isScalar()) {
            throw new IllegalArgumentException("scalar is not allowed for matMul()");
        }
        return by(Word.MATMUL, other);
    }

    @Override
    default HeapArray batchMatMul(NDArray other) {
        if (isScalar() || other.isScalar()) {
            throw new IllegalArgumentException("scalar is not allowed for batchMatMul()");
        }
        return by(Word.BMM, other);
    }
}
