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
    BADDBMM("baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta, Scalar alpha) -> Tensor");

    private final String signature;
    private final String name = name().toLowerCase(Locale.ROOT);
    private volatile Schema schema;

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

    /**
     * Refuses, in torch's order and words, what libtorch refuses, as far as a rule here does; the rest is left to who computes it.
     * One switch, as a method reference a row would be a class to load a row, before the first product.
     */
    public void check(Inputs inputs) {
        switch (this) {
            default -> {}
        }
    }

    /** The facade's and Python's name. */
    @Override
    public String toString() {
        return name;
    }
}
