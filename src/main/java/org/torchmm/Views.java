package org.torchmm;

import static org.torchmm.PythonErrors.indexError;
import static org.torchmm.PythonErrors.runtimeError;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/** The views, under torch's rules: other sizes and strides over the same memory. Each answers with a new array. */
final class Views {

    private Views() {}

    static NDArray unsqueeze(NDArray input, int dim) {
        return input.expandDims(ViewRules.dimension(dim, rank(input) + 1));
    }

    static NDArray squeeze(NDArray input) {
        return input.squeeze();
    }

    static NDArray squeeze(NDArray input, int dim) {
        return input.squeeze(ViewRules.dimension(dim, rank(input)));
    }

    static NDArray transpose(NDArray input, int dim0, int dim1) {
        int rank = rank(input);
        return input.swapAxes(ViewRules.dimension(dim0, rank), ViewRules.dimension(dim1, rank));
    }

    static NDArray t(NDArray input) {
        int rank = rank(input);
        if (rank > 2) {
            throw runtimeError("t() expects a tensor with <= 2 dimensions, but self is " + rank + "D");
        }
        return rank == 2 ? input.swapAxes(0, 1) : alias(input);
    }

    static NDArray mT(NDArray input) {
        int rank = rank(input);
        if (rank == 1) {
            throw runtimeError("tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor.");
        }
        return rank == 0 ? alias(input) : input.swapAxes(rank - 2, rank - 1);
    }

    static NDArray permute(NDArray input, long[] dims) {
        int[] order = ViewRules.permute(dims, rank(input));
        return order.length == 0 ? alias(input) : input.transpose(order);
    }

    static NDArray expand(NDArray input, long[] sizes) {
        return input.broadcast(new Shape(ViewRules.expand(input, sizes)));
    }

    static NDArray reshape(NDArray input, long[] sizes) {
        return input.reshape(new Shape(ViewRules.reshape(input.size(), sizes)));
    }

    /** libtorch's reshape is a view wherever one is possible, so behind the rule of view it never copies. */
    static NDArray view(NDArray input, long[] sizes) {
        return input.reshape(new Shape(ViewRules.view(input, sizes)));
    }

    static NDArray contiguous(NDArray input) {
        long[] sizes = input.getShape().getShape();
        if (Strides.isContiguous(sizes, TorchScript.stride(input))) {
            return alias(input);
        }
        return contiguousCopy(input);
    }

    /** DJL has no contiguous(), and its duplicate() keeps the strides; repeat() always writes a new contiguous array. */
    static NDArray contiguousCopy(NDArray input) {
        long[] once = new long[input.getShape().dimension()];
        Arrays.fill(once, 1);
        return once.length == 0 ? input.duplicate() : input.tile(once);
    }

    static NDArray select(NDArray input, int dim, long index) {
        long[] sizes = input.getShape().getShape();
        if (sizes.length == 0) {
            throw indexError("select() cannot be applied to a 0-dim tensor.");
        }
        int d = ViewRules.dimension(dim, sizes.length);
        long i = ViewRules.select(sizes, d, index);
        try (NDArray slice = slice(input, d, i, i + 1)) {
            return slice.squeeze(d);
        }
    }

    static NDArray narrow(NDArray input, int dim, long start, long length) {
        long[] sizes = input.getShape().getShape();
        if (sizes.length == 0) {
            throw runtimeError("narrow() cannot be applied to a 0-dim tensor.");
        }
        if (length < 0) {
            throw runtimeError("narrow(): length must be non-negative.");
        }
        int d = ViewRules.dimension(dim, sizes.length);
        long from = ViewRules.narrow(sizes[d], start, length);
        return slice(input, d, from, from + length);
    }

    private static NDArray slice(NDArray input, int dim, long from, long to) {
        return JniUtils.slice((PtNDArray) input, dim, from, to, 1);
    }

    /** What torch answers with itself: here another array over the same memory, so that both can be closed. */
    private static NDArray alias(NDArray input) {
        return input.reshape(input.getShape());
    }

    private static int rank(NDArray input) {
        return input.getShape().dimension();
    }
}
