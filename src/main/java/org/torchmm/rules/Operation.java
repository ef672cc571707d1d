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

    // along dimensions
    SUM("sum(Tensor input, int[]? dim, bool keepdim, *, ScalarType? dtype) -> Tensor"),
    MEAN("mean(Tensor input, int[]? dim, bool keepdim, *, ScalarType? dtype) -> Tensor"),
    PROD("prod(Tensor input, *, ScalarType? dtype) -> Tensor"),
    PROD_DIM("prod.dim_int(Tensor input, int dim, bool keepdim, *, ScalarType? dtype) -> Tensor"),
    MAX("max(Tensor input) -> Tensor"),
    MAX_DIM("max.dim(Tensor input, int dim, bool keepdim) -> (Tensor values, Tensor indices)"),
    MAX_OTHER("max.other(Tensor input, Tensor other) -> Tensor"),
    MIN("min(Tensor input) -> Tensor"),
    MIN_DIM("min.dim(Tensor input, int dim, bool keepdim) -> (Tensor values, Tensor indices)"),
    MIN_OTHER("min.other(Tensor input, Tensor other) -> Tensor"),
    AMAX("amax(Tensor input, int[] dim, bool keepdim) -> Tensor"),
    AMIN("amin(Tensor input, int[] dim, bool keepdim) -> Tensor"),
    ARGMAX("argmax(Tensor input, int? dim, bool keepdim) -> Tensor"),
    ARGMIN("argmin(Tensor input, int? dim, bool keepdim) -> Tensor"),
    NORM(
            "norm",
            "linalg_vector_norm(Tensor input, Scalar p, int[]? dim, bool keepdim, *, ScalarType? dtype) -> Tensor"),
    NORM_OF_MATRIX(
            "norm",
            "linalg_matrix_norm.str_ord(Tensor input, str p, int[] dim, bool keepdim, *, ScalarType? dtype) -> Tensor"),
    VAR("var.correction(Tensor input, int[]? dim, *, Scalar correction, bool keepdim) -> Tensor"),
    STD("std.correction(Tensor input, int[]? dim, *, Scalar correction, bool keepdim) -> Tensor"),
    ALL("all.dims(Tensor input, int[]? dim, bool keepdim) -> Tensor"),
    ANY("any.dims(Tensor input, int[]? dim, bool keepdim) -> Tensor"),
    SOFTMAX("softmax.int(Tensor input, int dim, ScalarType? dtype) -> Tensor"),
    LOG_SOFTMAX("log_softmax.int(Tensor input, int dim, ScalarType? dtype) -> Tensor"),
    CUMSUM("cumsum(Tensor input, int dim, *, ScalarType? dtype) -> Tensor"),

    // joined, cut and in order
    CAT("cat(Tensor[] tensors, int dim) -> Tensor"),
    STACK("stack(Tensor[] tensors, int dim) -> Tensor"),
    SPLIT("split.Tensor(Tensor tensor, int splitSizeOrSections, int dim) -> Tensor[]"),
    SPLIT_SIZES("split.sizes(Tensor tensor, int[] splitSizeOrSections, int dim) -> Tensor[]"),
    CHUNK("chunk(Tensor input, int chunks, int dim) -> Tensor[]"),
    TOPK("topk(Tensor input, int k, int dim, bool largest, bool sorted) -> (Tensor values, Tensor indices)"),
    SORT("sort.stable(Tensor input, *, bool stable, int dim, bool descending) -> (Tensor values, Tensor indices)"),
    ARGSORT("argsort.stable(Tensor input, *, bool stable, int dim, bool descending) -> Tensor");

    private final String signature;
    private final String name;
    private volatile Schema schema;

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

    /**
     * Refuses, in torch's order and words, what libtorch refuses, as far as a rule here does; the rest is left to who computes it.
     * One switch, as a method reference a row would be a class to load a row, before the first product.
     */
    public void check(Inputs inputs) {
        switch (this) {
            case SUM -> ReductionRules.sum(inputs.tensor(0), inputs.integers(1));
            case MEAN -> ReductionRules.mean(inputs.tensor(0), inputs.integers(1), inputs.dtype(3));
            case PROD_DIM -> ReductionRules.along(inputs.tensor(0), inputs.integer(1));
            case MAX, MIN -> ReductionRules.greatest(name, inputs.tensor(0));
            case MAX_DIM, MIN_DIM -> ReductionRules.greatest(name, inputs.tensor(0), inputs.integer(1));
            case AMAX, AMIN -> ReductionRules.greatest(name, inputs.tensor(0), inputs.integers(1));
            case ARGMAX, ARGMIN -> ReductionRules.place(name, inputs.tensor(0), inputs.integerOrNone(1));
            case NORM -> NormRules.vector(inputs.tensor(0), inputs.number(1), inputs.integers(2), inputs.dtype(4));
            case NORM_OF_MATRIX ->
                NormRules.matrix(inputs.tensor(0), inputs.text(1), inputs.integers(2), inputs.dtype(4));
            case VAR, STD -> ReductionRules.variance(inputs.tensor(0), inputs.integers(1));
            case ALL, ANY -> ReductionRules.truths(inputs.tensor(0), inputs.integers(1));
            case SOFTMAX, LOG_SOFTMAX ->
                ReductionRules.softmax(inputs.tensor(0), inputs.integer(1), inputs.dtype(2), this == LOG_SOFTMAX);
            case CUMSUM -> ReductionRules.running(name, inputs.tensor(0), inputs.integer(1), inputs.dtype(2));
            case CAT -> JoiningRules.cat(inputs.tensors(0), inputs.integer(1));
            case STACK -> JoiningRules.stack(inputs.tensors(0), inputs.integer(1));
            case SPLIT -> JoiningRules.split(inputs.tensor(0), inputs.integer(1), inputs.integer(2));
            case SPLIT_SIZES -> JoiningRules.split(inputs.tensor(0), inputs.integers(1), inputs.integer(2));
            case CHUNK -> JoiningRules.chunk(inputs.tensor(0), inputs.integer(1), inputs.integer(2));
            case TOPK -> OrderingRules.topk(inputs.tensor(0), inputs.integer(1), inputs.integer(2));
            case SORT, ARGSORT -> OrderingRules.sort(inputs.tensor(0), inputs.integer(2));
            default -> {}
        }
    }

    /** Python's name, without that of the overload; the facade has {@code logSoftmax} for {@code log_softmax}. */
    @Override
    public String toString() {
        return name;
    }
}
