package org.torchmm.engine;

import ai.djl.ndarray.types.DataType;
import org.torchmm.rules.Dtype;

/** Between DJL's names of dtypes and torch's. */
public final class DataTypes {

    private static final DataType[] DATA_TYPES = new DataType[Dtype.values().length];

    private static final Dtype[] DTYPES = new Dtype[DataType.values().length];

    static {
        put(Dtype.FLOAT32, DataType.FLOAT32);
        put(Dtype.FLOAT64, DataType.FLOAT64);
        put(Dtype.FLOAT16, DataType.FLOAT16);
        put(Dtype.UINT8, DataType.UINT8);
        put(Dtype.INT32, DataType.INT32);
        put(Dtype.INT8, DataType.INT8);
        put(Dtype.INT64, DataType.INT64);
        put(Dtype.BOOL, DataType.BOOLEAN);
        put(Dtype.INT16, DataType.INT16);
        put(Dtype.BFLOAT16, DataType.BFLOAT16);
        put(Dtype.COMPLEX64, DataType.COMPLEX64);
    }

    private static void put(Dtype dtype, DataType dataType) {
        DATA_TYPES[dtype.ordinal()] = dataType;
        DTYPES[dataType.ordinal()] = dtype;
    }

    private DataTypes() {}

    /** torch's name; null for what DJL cannot tell apart (int16, bfloat16 and others made by TorchScript are UNKNOWN). */
    public static Dtype dtype(DataType dataType) {
        return DTYPES[dataType.ordinal()];
    }

    /** DJL's name. */
    public static DataType dataType(Dtype dtype) {
        return DATA_TYPES[dtype.ordinal()];
    }
}
