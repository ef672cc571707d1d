package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import org.torchmm.MatrixProducts;

/** The products that are compared, by torch's names. */
public enum Operation {
    bmm,
    mm,
    matmul,
    mv,
    dot;

    public NDArray of(MatrixProducts products, NDArray a, NDArray b) {
        return switch (this) {
            case bmm -> products.bmm(a, b);
            case mm -> products.mm(a, b);
            case matmul -> products.matmul(a, b);
            case mv -> products.mv(a, b);
            case dot -> products.dot(a, b);
        };
    }
}
