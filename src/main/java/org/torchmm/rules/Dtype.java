package org.torchmm.rules;

/** The dtypes that torch and DJL share, with the names torch has for each. */
public enum Dtype {
    FLOAT32("float32", "Float", "float", "float", 4),
    FLOAT64("float64", "Double", "double", "double", 8),
    FLOAT16("float16", "Half", "c10::Half", "at::Half", 2),
    UINT8("uint8", "Byte", "unsigned char", "uint8_t", 1),
    INT32("int32", "Int", "int", "int", 4),
    INT8("int8", "Char", "signed char", "int8_t", 1),
    INT64("int64", "Long", "long int", "int64_t", 8),
    BOOL("bool", "Bool", "bool", "bool", 1),
    INT16("int16", "Short", "short int", "int16_t", 2),
    BFLOAT16("bfloat16", "BFloat16", "c10::BFloat16", "at::BFloat16", 2),
    COMPLEX64("complex64", "ComplexFloat", "c10::complex<float>", "c10::complex<float>", 8);

    /** Python's name, as in {@code torch.float32}. */
    public final String python;
    /** ATen's ScalarType name, as in {@code expected scalar type Float}. */
    public final String scalarType;
    /** The compiler's name, as in {@code expected m1 and m2 to have the same dtype, but got: float != double}. */
    public final String cpp;
    /** The name in ATen's source, as in {@code value cannot be converted to type int8_t without overflow}. */
    public final String source;
    /** Bytes of one element; DJL's own {@code getNumOfBytes} says 4 for complex64. */
    public final int bytes;

    Dtype(String python, String scalarType, String cpp, String source, int bytes) {
        this.python = python;
        this.scalarType = scalarType;
        this.cpp = cpp;
        this.source = source;
        this.bytes = bytes;
    }

    public boolean isFloatingPoint() {
        return this == FLOAT32 || this == FLOAT64 || isHalf();
    }

    /** float16 and bfloat16. */
    public boolean isHalf() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    /** Whole numbers, bool among them. */
    public boolean isWhole() {
        return !isFloatingPoint() && this != COMPLEX64;
    }
}
