package org.torchmm.rules;

/**
 * The words that are no plain product of two operands, a row each: the schema by which libtorch is asked, with the names that
 * Python's documentation and refusals have. {@link Word} has the others.
 *
 * <p>Facade, backends and comparisons read it. A new word is a row here, its rule in {@link #check}, a method with its Javadoc, its
 * loops for arrays in Java's memory, and its cases.
 */
public enum Operation {
    BADDBMM("baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta, Scalar alpha) -> Tensor"),

    // element by element
    ADD("add.Tensor(Tensor input, Tensor other, *, Scalar alpha) -> Tensor"),
    ADD_NUMBER("add.Scalar(Tensor input, Scalar other, *, Scalar alpha) -> Tensor"),
    SUB("sub.Tensor(Tensor input, Tensor other, *, Scalar alpha) -> Tensor"),
    SUB_NUMBER("sub.Scalar(Tensor input, Scalar other, *, Scalar alpha) -> Tensor"),
    MUL("mul.Tensor(Tensor input, Tensor other) -> Tensor"),
    MUL_NUMBER("mul.Scalar(Tensor input, Scalar other) -> Tensor"),
    DIV("div.Tensor_mode(Tensor input, Tensor other, *, str? rounding_mode) -> Tensor"),
    DIV_NUMBER("div.Scalar_mode(Tensor input, Scalar other, *, str? rounding_mode) -> Tensor"),
    POW("pow.Tensor_Tensor(Tensor input, Tensor exponent) -> Tensor"),
    POW_NUMBER("pow.Tensor_Scalar(Tensor input, Scalar exponent) -> Tensor"),
    POW_OF_NUMBER("pow.Scalar(Scalar input, Tensor exponent) -> Tensor"),
    MAXIMUM("maximum(Tensor input, Tensor other) -> Tensor"),
    MINIMUM("minimum(Tensor input, Tensor other) -> Tensor"),
    NEG("neg(Tensor input) -> Tensor"),
    ABS("abs(Tensor input) -> Tensor"),
    EXP("exp(Tensor input) -> Tensor"),
    LOG("log(Tensor input) -> Tensor"),
    SQRT("sqrt(Tensor input) -> Tensor"),
    TANH("tanh(Tensor input) -> Tensor"),
    SIGMOID("sigmoid(Tensor input) -> Tensor"),
    RELU("relu(Tensor input) -> Tensor"),
    GELU("gelu(Tensor input, *, str approximate) -> Tensor"),
    CLAMP("clamp(Tensor input, Scalar? min, Scalar? max) -> Tensor"),
    CLAMP_ARRAYS("clamp.Tensor(Tensor input, Tensor? min, Tensor? max) -> Tensor"),
    EQ("eq.Tensor(Tensor input, Tensor other) -> Tensor"),
    EQ_NUMBER("eq.Scalar(Tensor input, Scalar other) -> Tensor"),
    NE("ne.Tensor(Tensor input, Tensor other) -> Tensor"),
    NE_NUMBER("ne.Scalar(Tensor input, Scalar other) -> Tensor"),
    LT("lt.Tensor(Tensor input, Tensor other) -> Tensor"),
    LT_NUMBER("lt.Scalar(Tensor input, Scalar other) -> Tensor"),
    LE("le.Tensor(Tensor input, Tensor other) -> Tensor"),
    LE_NUMBER("le.Scalar(Tensor input, Scalar other) -> Tensor"),
    GT("gt.Tensor(Tensor input, Tensor other) -> Tensor"),
    GT_NUMBER("gt.Scalar(Tensor input, Scalar other) -> Tensor"),
    GE("ge.Tensor(Tensor input, Tensor other) -> Tensor"),
    GE_NUMBER("ge.Scalar(Tensor input, Scalar other) -> Tensor"),
    WHERE("where.self(Tensor condition, Tensor input, Tensor other) -> Tensor"),
    WHERE_NUMBER_ARRAY("where.ScalarSelf(Tensor condition, Scalar input, Tensor other) -> Tensor"),
    WHERE_ARRAY_NUMBER("where.ScalarOther(Tensor condition, Tensor input, Scalar other) -> Tensor"),
    WHERE_NUMBERS("where.Scalar(Tensor condition, Scalar input, Scalar other) -> Tensor"),
    MASKED_FILL("masked_fill.Scalar(Tensor input, Tensor mask, Scalar value) -> Tensor"),
    MASKED_FILL_ARRAY("masked_fill.Tensor(Tensor input, Tensor mask, Tensor value) -> Tensor"),
    TRIL("tril(Tensor input, int diagonal) -> Tensor"),
    TRIU("triu(Tensor input, int diagonal) -> Tensor"),
    ZEROS_LIKE("zeros_like(Tensor input, *, ScalarType? dtype) -> Tensor"),
    ONES_LIKE("ones_like(Tensor input, *, ScalarType? dtype) -> Tensor"),
    FULL_LIKE("full_like(Tensor input, Scalar fill_value, *, ScalarType? dtype) -> Tensor");

    private final String signature;
    private final String name;
    private volatile Schema schema;

    Operation(String signature) {
        this.signature = signature;
        int open = signature.indexOf('(');
        int dot = signature.lastIndexOf('.', open);
        name = signature.substring(0, dot < 0 ? open : dot);
    }

    /** What libtorch is asked by; read at its first use, as most programs use few. */
    public Schema schema() {
        Schema read = schema;
        if (read == null) {
            read = Schema.parse(signature);
            schema = read;
        }
        return read;
    }

    /**
     * Refuses, in torch's order and words, what libtorch refuses, as far as a rule here does; the rest is left to who computes it.
     * One switch, as a method reference a row would be a class to load a row, before the first product.
     */
    public void check(Inputs inputs) {
        switch (this) {
            default -> {}
        }
    }

    /** Python's name, without that of the overload; the facade has {@code maskedFill} for {@code masked_fill}. */
    @Override
    public String toString() {
        return name;
    }
}
