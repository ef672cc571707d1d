package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** The products as libtorch computes them, through DJL. Operands have passed {@link ProductRules}. */
final class LibtorchProducts implements MatrixProducts {

    static final LibtorchProducts INSTANCE = new LibtorchProducts();

    private LibtorchProducts() {}

    @Override
    public NDArray bmm(NDArray input, NDArray mat2) {
        return input.batchMatMul(mat2);
    }

    /** DJL reaches mm, mv and dot through matmul alone, which calls them for these ranks. */
    @Override
    public NDArray mm(NDArray input, NDArray mat2) {
        return input.matMul(mat2);
    }

    /** Two batches of one size are bmm; libtorch's matmul gets there too, after 2 us of expanding and reshaping views. */
    @Override
    public NDArray matmul(NDArray input, NDArray other) {
        Shape a = input.getShape();
        Shape b = other.getShape();
        if (a.dimension() == 3 && b.dimension() == 3 && a.get(0) == b.get(0)) {
            return input.batchMatMul(other);
        }
        return input.matMul(other);
    }

    @Override
    public NDArray mv(NDArray input, NDArray vec) {
        return input.matMul(vec);
    }

    @Override
    public NDArray dot(NDArray input, NDArray tensor) {
        return input.matMul(tensor);
    }
}
