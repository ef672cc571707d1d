package org.torchmm.engine;

import ai.djl.ndarray.types.DataType;
import java.util.EnumMap;
import java.util.Map;
import org.torchmm.rules.Dtype;

/** Between DJL's names of dtypes and torch's. */
public final class DataTypes {

    private static final Map<Dtype, DataType> DATA_TYPES = new EnumMap<>(Map.ofEntries(
            Map.entry(Dtype.FLOAT32, DataType.FLOAT32),
            Map.entry(Dtype.FLOAT64, DataType.FLOAT64),
            Map.entry(Dtype.FLOAT16, DataType.FLOAT16),
            Map.entry(Dtype.UINT8, DataType.UINT8),
            Map.entry(Dtype.INT32, DataType.INT32),
            Map.entry(Dtype.INT8, DataType.INT8),
            Map.entry(Dtype.INT64, DataType.INT64),
            Map.entry(Dtype.BOOL, DataType.BOOLEAN),
            Map.entry(Dtype.INT16, DataType.INT16),
            Map.entry(Dtype.BFLOAT16, DataType.BFLOAT16),
            Map.entry(Dtype.COMPLEX64, DataType.COMPLEX64)));

    private static final Dtype[] DTYPES = new Dtype[DataType.values().length];

    static {
        DATA_TYPES.forEach((dtype, dataType) -> DTYPES[dataType.ordinal()] = dtype);
    }

    private DataTypes() {}

    /** torch's name; null for what DJL cannot tell apart (int16, bfloat16 and others made by TorchScript are UNKNOWN). */
    public static Dtype dtype(DataType dataType) {
        return DTYPES[dataType.ordinal()];
    }

    /** DJL's name. */
    public static DataType dataType(Dtype dtype) {
        return DATA_TYPES.get(dtype);
    }
}
