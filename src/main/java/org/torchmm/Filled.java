package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.function.Function;
import org.torchmm.engine.Creation;

/** A new array of a size that is filled in some way; no lambda, as programs begin with one, and the JVM's first lambda takes it 10 ms. */
record Filled(With with, DataType dtype, long[] size) implements Function<Creation, NDArray> {

    enum With {
        RANDN,
        RAND,
        ZEROS,
        ONES
    }

    @Override
    public NDArray apply(Creation creation) {
        return switch (with) {
            case RANDN -> creation.randn(dtype, size);
            case RAND -> creation.rand(dtype, size);
            case ZEROS -> creation.zeros(dtype, size);
            case ONES -> creation.ones(dtype, size);
        };
    }
}
