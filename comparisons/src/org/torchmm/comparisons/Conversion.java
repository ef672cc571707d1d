package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.engine.DataTypes;
import org.torchmm.heap.HeapBackend;
import org.torchmm.libtorch.AtenCalls;

/** Dtypes that DJL's PyTorch engine has no name for: int16 and bfloat16, which libtorch is asked for itself. */
final class Conversion {

    private Conversion() {}

    /** The array itself, if it is of that dtype. */
    static NDArray of(NDArray array, DataType dtype) {
        if (array.getDataType() == dtype) {
            return array;
        }
        return HeapBackend.has(array) ? array.toType(dtype, false) : AtenCalls.to(array, DataTypes.dtype(dtype));
    }

    /** The dtype of an array of either kind. */
    static DataType dtype(NDArray array) {
        DataType dtype = array.getDataType();
        return dtype == DataType.UNKNOWN ? DataTypes.dataType(AtenCalls.dtype(array)) : dtype;
    }
}
