package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** In which Java numbers dtypes are computed. */
final class Promotion {

    private Promotion() {}

    /** The dtype in whose Java numbers elements are computed. */
    static Dtype wide(Dtype dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT16, BFLOAT16 -> Dtype.FLOAT32;
            case INT8, UINT8, INT16, INT32, BOOL -> Dtype.INT32;
            case FLOAT64, INT64, COMPLEX64 -> dtype;
        };
    }
}
