package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/** Complex numbers as pairs of float32, and pairs as complex numbers, over the same memory. */
interface ComplexViews extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    /** (...) as (..., 2). */
    @Override
    default HeapArray real() {
        return self().whileHeld(a -> {
            if (a.dtype() != Dtype.COMPLEX64) {
                throw Sentences.runtimeError("view_as_real is only supported for complex tensors");
            }
            Layout parts = a.layout().ofParts(2, 0);
            long[] sizes = Arrays.copyOf(parts.sizes(), parts.rank() + 1);
            long[] strides = Arrays.copyOf(parts.strides(), parts.rank() + 1);
            sizes[parts.rank()] = 2;
            strides[parts.rank()] = 1;
            return new HeapArray(
                    a.getManager(), a.storage().share().as(Dtype.FLOAT32), new Layout(sizes, strides, parts.offset()));
        });
    }

    /** (..., 2) as (...). */
    @Override
    default HeapArray complex() {
        return self().whileHeld(a -> {
            checkPairs(a);
            Layout layout = a.layout();
            int last = layout.rank() - 1;
            long[] strides = Arrays.copyOf(layout.strides(), last);
            for (int d = 0; d < last; d++) {
                if (strides[d] % 2 != 0) {
                    throw Sentences.runtimeError("Tensor must have a stride divisible by 2 for all but last dimension");
                }
                strides[d] /= 2;
            }
            if (layout.offset() % 2 != 0) {
                throw Sentences.runtimeError("Tensor must have a storage_offset divisible by 2");
            }
            Layout numbers = new Layout(Arrays.copyOf(layout.sizes(), last), strides, layout.offset() / 2);
            return new HeapArray(a.getManager(), a.storage().share().as(Dtype.COMPLEX64), numbers);
        });
    }

    private static void checkPairs(HeapArray a) {
        Dtype dtype = a.dtype();
        if (!dtype.isFloatingPoint() || dtype == Dtype.BFLOAT16) {
            throw Sentences.runtimeError("view_as_complex is only supported for half, float and double tensors, but got"
                    + " a tensor of scalar type: " + dtype.scalarType);
        }
        if (a.layout().rank() == 0) {
            throw Sentences.runtimeError("Input tensor must have one or more dimensions");
        }
        if (a.layout().sizes()[a.layout().rank() - 1] != 2) {
            throw Sentences.runtimeError("Tensor must have a last dimension of size 2");
        }
        if (a.layout().strides()[a.layout().rank() - 1] != 1) {
            throw Sentences.runtimeError("Tensor must have a last dimension with stride 1");
        }
        if (dtype != Dtype.FLOAT32) {
            throw Uncomputed.refusal("complex", dtype);
        }
    }
}
