package org.torchmm.rules;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words that are no plain product of two operands, a row each: the schema by which libtorch is asked, with the names that
 * Python's documentation and refusals have. {@link Word} has the others.
 *
 * <p>Facade, backends and comparisons read it. A new word is a row here, its rule in {@link OperationRules}, a method with its Javadoc,
 * its loops for arrays in Java's memory, and its cases.
 */
public enum Operation {
    // products of vectors, and products added to an input
    VDOT("vdot(Tensor input, Tensor other) -> Tensor"),
    INNER("inner(Tensor input, Tensor other) -> Tensor"),
    OUTER("outer(Tensor input, Tensor vec2) -> Tensor"),
    LINEAR("linear(Tensor input, Tensor weight, Tensor? bias) -> Tensor"),
    BADDBMM("baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor"),
    ADDBMM("addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor"),
    ADDMM("addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor"),
    ADDMV("addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor"),
    ADDR("addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor"),
    BADDBMM_(
            "baddbmm_(Tensor(a!) input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)"),
    ADDBMM_("addbmm_(Tensor(a!) input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)"),
    ADDMM_("addmm_(Tensor(a!) input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)"),
    ADDMV_("addmv_(Tensor(a!) input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)"),
    ADDR_("addr_(Tensor(a!) input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)"),

    // contractions
    EINSUM("einsum(str equation, Tensor[] operands) -> Tensor"),
    TENSORDOT("tensordot(Tensor a, Tensor b, int[] dimsA, int[] dimsB) -> Tensor"),
    MULTI_DOT("multi_dot", "linalg_multi_dot(Tensor[] tensors) -> Tensor"),
    /** Not libtorch's own chain_matmul, which writes a warning to the error stream. */
    CHAIN_MATMUL("chain_matmul", "linalg_multi_dot(Tensor[] matrices) -> Tensor"),
    CHAIN_MATMUL_OF_ONE("chain_matmul", "clone(Tensor matrices) -> Tensor"),
    VECDOT("vecdot", "linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor"),
    KRON("kron(Tensor input, Tensor other) -> Tensor"),
    MATRIX_POWER("matrix_power", "linalg_matrix_power(Tensor input, int n) -> Tensor"),

    // element by element
    ADD("add.Tensor(Tensor input, Tensor other, *, Scalar alpha=1) -> Tensor"),
    ADD_NUMBER("add.Scalar(Tensor input, Scalar other, *, Scalar alpha=1) -> Tensor"),
    SUB("sub.Tensor(Tensor input, Tensor other, *, Scalar alpha=1) -> Tensor"),
    SUB_NUMBER("sub.Scalar(Tensor input, Scalar other, *, Scalar alpha=1) -> Tensor"),
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
    GELU("gelu(Tensor input, *, str approximate=none) -> Tensor"),
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
    TRIL("tril(Tensor input, int diagonal=0) -> Tensor"),
    TRIU("triu(Tensor input, int diagonal=0) -> Tensor"),
    ZEROS_LIKE("zeros_like(Tensor input, *, ScalarType? dtype) -> Tensor"),
    ONES_LIKE("ones_like(Tensor input, *, ScalarType? dtype) -> Tensor"),
    FULL_LIKE("full_like(Tensor input, Scalar fillValue, *, ScalarType? dtype) -> Tensor"),

    // along dimensions
    SUM("sum(Tensor input, int[]? dim, bool keepdim=False, *, ScalarType? dtype) -> Tensor"),
    MEAN("mean(Tensor input, int[]? dim, bool keepdim=False, *, ScalarType? dtype) -> Tensor"),
    PROD("prod(Tensor input, *, ScalarType? dtype) -> Tensor"),
    PROD_DIM("prod.dim_int(Tensor input, int dim, bool keepdim=False, *, ScalarType? dtype) -> Tensor"),
    MAX("max(Tensor input) -> Tensor"),
    MAX_DIM("max.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)"),
    MAX_OTHER("max.other(Tensor input, Tensor other) -> Tensor"),
    MIN("min(Tensor input) -> Tensor"),
    MIN_DIM("min.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)"),
    MIN_OTHER("min.other(Tensor input, Tensor other) -> Tensor"),
    AMAX("amax(Tensor input, int[] dim=[], bool keepdim=False) -> Tensor"),
    AMIN("amin(Tensor input, int[] dim=[], bool keepdim=False) -> Tensor"),
    ARGMAX("argmax(Tensor input, int? dim, bool keepdim=False) -> Tensor"),
    ARGMIN("argmin(Tensor input, int? dim, bool keepdim=False) -> Tensor"),
    NORM(
            "norm",
            "linalg_vector_norm(Tensor input, Scalar p, int[]? dim, bool keepdim=False, *, ScalarType? dtype) -> Tensor"),
    NORM_OF_MATRIX(
            "norm",
            "linalg_matrix_norm.str_ord(Tensor input, str p, int[] dim, bool keepdim=False, *, ScalarType? dtype) -> Tensor"),
    VAR("var.correction(Tensor input, int[]? dim, *, Scalar correction=1, bool keepdim=False) -> Tensor"),
    STD("std.correction(Tensor input, int[]? dim, *, Scalar correction=1, bool keepdim=False) -> Tensor"),
    ALL("all.dims(Tensor input, int[]? dim, bool keepdim=False) -> Tensor"),
    ANY("any.dims(Tensor input, int[]? dim, bool keepdim=False) -> Tensor"),
    SOFTMAX("softmax.int(Tensor input, int dim, ScalarType? dtype) -> Tensor"),
    LOG_SOFTMAX("log_softmax.int(Tensor input, int dim, ScalarType? dtype) -> Tensor"),
    CUMSUM("cumsum(Tensor input, int dim, *, ScalarType? dtype) -> Tensor"),

    // joined, cut and in order
    CAT("cat(Tensor[] tensors, int dim=0) -> Tensor"),
    STACK("stack(Tensor[] tensors, int dim=0) -> Tensor"),
    SPLIT("split.Tensor(Tensor tensor, int splitSizeOrSections, int dim=0) -> Tensor[]"),
    SPLIT_SIZES("split.sizes(Tensor tensor, int[] splitSizeOrSections, int dim=0) -> Tensor[]"),
    CHUNK("chunk(Tensor input, int chunks, int dim=0) -> Tensor[]"),
    TOPK(
            "topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)"),
    SORT(
            "sort.stable(Tensor input, *, bool stable=False, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)"),
    ARGSORT("argsort.stable(Tensor input, *, bool stable=False, int dim=-1, bool descending=False) -> Tensor"),

    // conversions
    TO("to(Tensor input, ScalarType dtype) -> Tensor"),
    CLONE("clone(Tensor input) -> Tensor");

    private final String signature;
    private final String name;
    private volatile Schema schema;
    private volatile Schema schemaInto;

    Operation(String signature) {
        this.signature = signature;
        int open = signature.indexOf('(');
        int dot = signature.lastIndexOf('.', open);
        name = signature.substring(0, dot < 0 ? open : dot);
    }

    /** Where Python's word is another than that of the operator behind it. */
    Operation(String name, String signature) {
        this.signature = signature;
        this.name = name;
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

    /** The schema with arrays at its end, by libtorch's names of them, that the results go into. */
    public Schema schemaInto() {
        Schema read = schemaInto;
        if (read == null) {
            read = schema().into(
                            switch (this) {
                                case MAX_DIM -> new String[] {"max", "max_values"};
                                case MIN_DIM -> new String[] {"min", "min_indices"};
                                case TOPK, SORT -> new String[] {"values", "indices"};
                                default -> new String[] {"out"};
                            });
            schemaInto = read;
        }
        return read;
    }

    /** The facade's method, {@code logSoftmax} for {@code log_softmax}; torch's names of what is written in place end in {@code _}. */
    public String method() {
        String base = isInPlace() ? name.substring(0, name.length() - 1) + "i" : name;
        return Pattern.compile("_(.)")
                .matcher(base)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    /** Whether it adds to its first operand, reading each element of that once. */
    public boolean isAdded() {
        return switch (this) {
            case BADDBMM, ADDBMM, ADDMM, ADDMV, ADDR -> true;
            default -> false;
        };
    }

    /** How many of the first operands may be the array that the result goes into, as each element is read once, before it is written. */
    public int mayBeOut() {
        return EverydayOutputs.isElementwise(this) ? 3 : isAdded() ? 1 : 0;
    }

    /** The arguments, where a sum without a dtype of its own has that of the array that it goes into. */
    public Object[] summedIn(Dtype out, Object... arguments) {
        int dtype = switch (this) {
            case SUM, MEAN, PROD_DIM -> 3;
            case CUMSUM -> 2;
            default -> -1;
        };
        if (dtype < 0 || arguments[dtype] != null) {
            return arguments;
        }
        Object[] all = arguments.clone();
        all[dtype] = out;
        return all;
    }

    /** Whether the first operand is written, and is the result. */
    public boolean isInPlace() {
        return name.endsWith("_");
    }

    /**
     * Refuses, in torch's order and words, what libtorch refuses, as far as a rule here does; the rest is left to who computes it.
     *
     * @return what it comes to; null where no rule says
     */
    public Result check(Inputs inputs) {
        return check(inputs, isInPlace() ? Output.inPlace(inputs.tensor(0)) : Output.NEW);
    }

    /** The same where the result is to go into an array that is given. */
    public Result check(Inputs inputs, Output output) {
        return OperationRules.check(this, inputs, output);
    }

    /** Python's name, without that of the overload. */
    @Override
    public String toString() {
        return name;
    }
}
