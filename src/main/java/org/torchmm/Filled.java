package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.function.Function;
import org.torchmm.engine.Creation;

/** How programs begin: new arrays of a size. No lambdas, as the first lambda takes a JVM's start 10 ms. */
final class Filled {

    private Filled() {}

    record Randn(DataType dtype, long[] size) implements Function<Creation, NDArray> {

        @Override
        public NDArray apply(Creation creation) {
            return creation.randn(dtype, size);
        }
    }

    record Rand(DataType dtype, long[] size) implements Function<Creation, NDArray> {

        @Override
        public NDArray apply(Creation creation) {
            return creation.rand(dtype, size);
        }
    }

    record Zeros(DataType dtype, long[] size) implements Function<Creation, NDArray> {

        @Override
        public NDArray apply(Creation creation) {
            return creation.zeros(dtype, size);
        }
    }

    record Ones(DataType dtype, long[] size) implements Function<Creation, NDArray> {

        @Override
        public NDArray apply(Creation creation) {
            return creation.ones(dtype, size);
        }
    }

    /** A float[], double[], int[], long[] or boolean[]. */
    record Data(Object data, long[] size) implements Function<Creation, NDArray> {

        @Override
        public NDArray apply(Creation creation) {
            return creation.tensor(data, size);
        }
    }
}
