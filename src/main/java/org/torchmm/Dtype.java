package org.torchmm;

import ai.djl.ndarray.types.DataType;

/**
 * The dtypes that torch and DJL share, with the three names torch has for each.
 *
 * <p>DJL's {@link DataType} lists more, but its PyTorch engine aborts the JVM on them (BFLOAT16, INT16, UINT16, UINT32,
 * UINT64, STRING, UNKNOWN) or answers float32 (COMPLEX64), so everything that creates or converts an array asks here
 * first.
 */
enum Dtype {
    FLOAT32(DataType.FLOAT32, "float32", "Float", "float", 4),
    FLOAT64(DataType.FLOAT64, "float64", "Double", "double", 8),
    FLOAT16(DataType.FLOAT16, "float16", "Half", "c10::Half", 2),
    UINT8(DataType.UINT8, "uint8", "Byte", "unsigned char", 1),
    INT32(DataType.INT32, "int32", "Int", "int", 4),
    INT8(DataType.INT8, "int8", "Char", "signed char", 1),
    INT64(DataType.INT64, "int64", "Long", "long int", 8),
    BOOL(DataType.BOOLEAN, "bool", "Bool", "bool", 1),
    COMPLEX64(DataType.COMPLEX64, "complex64", "ComplexFloat", "c10::complex<float>", 8);

    private static final Dtype[] OF_DATA_TYPE = new Dtype[DataType.values().length];

    static {
        for (Dtype dtype : values()) {
            OF_DATA_TYPE[dtype.dataType.ordinal()] = dtype;
        }
    }

    /** DJL's name. */
    final DataType dataType;
    /** Python's name, as in {@code torch.float32}. */
    final String python;
    /** ATen's ScalarType name, as in {@code expected scalar type Float}. */
    final String scalarType;
    /** The C++ name, as in {@code expected m1 and m2 to have the same dtype, but got: float != double}. */
    final String cpp;
    /** Bytes of one element; DJL's own {@code getNumOfBytes} says 4 for complex64. */
    final int bytes;

    Dtype(DataType dataType, String python, String scalarType, String cpp, int bytes) {
        this.dataType = dataType;
        this.python = python;
        this.scalarType = scalarType;
        this.cpp = cpp;
        this.bytes = bytes;
    }

    /** The dtype of an array, or null where DJL has no name for it (int16, bfloat16 and others made by TorchScript). */
    static Dtype of(DataType dataType) {
        return OF_DATA_TYPE[dataType.ordinal()];
    }

    /** The dtype to create an array of; {@link IllegalArgumentException} for those that DJL cannot create. */
    static Dtype creatable(DataType dataType) {
        Dtype dtype = of(dataType);
        if (dtype == null || dtype == COMPLEX64) {
            throw new IllegalArgumentException(
                    "torchmm cannot create tensors of dtype " + dataType
                            + ": DJL's PyTorch engine supports FLOAT32, FLOAT64, FLOAT16, UINT8, INT8, INT32, INT64 and BOOLEAN");
        }
        return dtype;
    }

    boolean isFloatingPoint() {
        return this == FLOAT32 || this == FLOAT64 || this == FLOAT16;
    }
}
