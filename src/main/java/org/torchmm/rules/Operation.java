package org.torchmm.rules;

import java.util.Locale;

/**
 * The words that are no plain product of two operands, a row each: the schema by which libtorch is asked, with the names that
 * Python's documentation and refusals have. {@link Word} has the others.
 *
 * <p>Facade, backends and comparisons read it. A new word is a row here, its rule in {@link #check}, a method with its Javadoc, its
 * loops for arrays in Java's memory, and its cases.
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
    ADDR_("addr_(Tensor(a!) input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)");

    private final String signature;
    private final String name = name().toLowerCase(Locale.ROOT);
    private volatile Schema schema;
    private volatile Schema schemaInto;

    Operation(String signature) {
        this.signature = signature;
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

    /** The facade's method; torch's names of what is written in place end in {@code _}. */
    public String method() {
        return isInPlace() ? name.substring(0, name.length() - 1) + "i" : name;
    }

    /** Whether it adds to its first operand, reading each element of that once. */
    public boolean isAdded() {
        return switch (this) {
            case BADDBMM, ADDBMM, ADDMM, ADDMV, ADDR -> true;
            default -> false;
        };
    }

    /** Whether the first operand is written, and is the result. */
    public boolean isInPlace() {
        return name.endsWith("_");
    }

    /**
     * Refuses, in torch's order and words, what libtorch refuses, as far as a rule here does; the rest is left to who computes it.
     * One switch, as a method reference a row would be a class to load a row, before the first product.
     *
     * @return what it comes to; null where there is no rule
     */
    public Result check(Inputs inputs) {
        return check(inputs, isInPlace() ? Output.inPlace(inputs.tensor(0)) : Output.NEW);
    }

    /** The same where the result is to go into an array that is given. */
    public Result check(Inputs inputs, Output output) {
        return switch (this) {
            case VDOT -> VectorRules.vdot(inputs.tensor(0), inputs.tensor(1), output);
            case INNER -> VectorRules.inner(inputs.tensor(0), inputs.tensor(1), output);
            case OUTER -> VectorRules.outer(inputs.tensor(0), inputs.tensor(1), output);
            case LINEAR -> LinearRules.linear(inputs, output);
            case BADDBMM, BADDBMM_ -> AddRules.baddbmm(inputs, output);
            case ADDBMM, ADDBMM_ -> AddRules.addbmm(inputs, output);
            case ADDMM, ADDMM_ -> AddRules.addmm(inputs, output);
            case ADDMV, ADDMV_ -> AddRules.addmv(inputs, output);
            case ADDR, ADDR_ -> AddRules.addr(inputs, output);
        };
    }

    /** The schema with an array at its end, by name, that the result goes into. */
    public Schema schemaInto() {
        Schema read = schemaInto;
        if (read == null) {
            read = schema().into();
            schemaInto = read;
        }
        return read;
    }

    /** Python's name. */
    @Override
    public String toString() {
        return name;
    }
}
