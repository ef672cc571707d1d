package org.torchmm.rules;

import java.util.List;
import java.util.Locale;

/**
 * The words that are no plain product of two operands, a row each: the schema by which libtorch is asked, with the names that
 * Python's documentation and refusals have. {@link Word} has the others.
 *
 * <p>Facade, backends and comparisons read it. A new word is a row here, its rule in {@link #check}, a method with its Javadoc, its
 * loops for arrays in Java's memory, and its cases.
 */
public enum Operation {
    BADDBMM("baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta, Scalar alpha) -> Tensor"),
    // contractions
    EINSUM("einsum(str equation, Tensor[] operands) -> Tensor"),
    TENSORDOT("tensordot(Tensor a, Tensor b, int[] dimsA, int[] dimsB) -> Tensor"),
    MULTI_DOT("linalg_multi_dot(Tensor[] tensors) -> Tensor"),
    /** Not libtorch's own chain_matmul, which writes a warning to the error stream. */
    CHAIN_MATMUL("linalg_multi_dot(Tensor[] matrices) -> Tensor"),
    CHAIN_MATMUL_OF_ONE("chain_matmul", "clone(Tensor matrices) -> Tensor"),
    VECDOT("linalg_vecdot(Tensor x, Tensor y, *, int dim) -> Tensor"),
    KRON("kron(Tensor input, Tensor other) -> Tensor"),
    MATRIX_POWER("linalg_matrix_power(Tensor input, int n) -> Tensor");

    private final String signature;
    private final String name;
    private volatile Schema schema;

    Operation(String signature) {
        this(null, signature);
    }

    /** One of several rows of a word. */
    Operation(String name, String signature) {
        this.name = name == null ? name().toLowerCase(Locale.ROOT) : name;
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

    /**
     * Refuses, in torch's order and words, what libtorch refuses, as far as a rule here does; the rest is left to who computes it.
     * One switch, as a method reference a row would be a class to load a row, before the first product.
     */
    public void check(Inputs inputs) {
        switch (this) {
            case EINSUM -> Einsum.check(inputs);
            case TENSORDOT -> TensorDot.check(inputs);
            case MULTI_DOT -> ChainOrder.checkMultiDot(inputs.tensors(0));
            case CHAIN_MATMUL -> ChainOrder.checkChainMatmul(inputs.tensors(0));
            case CHAIN_MATMUL_OF_ONE -> ChainOrder.checkChainMatmul(List.of(inputs.tensor(0)));
            case VECDOT -> LinalgRules.vecdot(inputs);
            case KRON -> Kronecker.check(inputs);
            case MATRIX_POWER -> LinalgRules.matrixPower(inputs);
            default -> {}
        }
    }

    /** The facade's and Python's name. */
    @Override
    public String toString() {
        return name;
    }
}
