package org.torchmm.rules;

import java.util.List;
import java.util.Locale;

/**
 * The products, a row each: libtorch's operator and its operands' names; what libtorch refuses; how a kernel computes it.
 *
 * <p>Facade, backends and comparisons read it. A new word of two operands is a row here, a line in {@link #check} and {@link #plan}, its
 * rule, a method with its Javadoc in {@code MatrixProducts}, and its cases.
 */
public enum Word {
    BMM("bmm", "input", "mat2"),
    MM("mm", "input", "mat2"),
    MATMUL("matmul", "input", "other"),
    MV("mv", "input", "vec"),
    DOT("dot", "input", "tensor");

    private final String operator;
    private final List<String> operands;
    private final String name = name().toLowerCase(Locale.ROOT);
    private volatile Schema schemaInto;

    Word(String operator, String... operands) {
        this.operator = operator;
        this.operands = List.of(operands);
    }

    /** The word of that name; {@link IllegalArgumentException} if there is none. */
    public static Word of(String name) {
        for (Word word : values()) {
            if (word.name.equals(name)) {
                return word;
            }
        }
        throw new IllegalArgumentException("no product is called " + name + "; there are " + List.of(values()));
    }

    /** ATen's name for it. */
    public String operator() {
        return operator;
    }

    /** The names of its operands, as torch's documentation and refusals have them. */
    public List<String> operands() {
        return operands;
    }

    /** Refuses, in torch's order and words, what libtorch refuses. */
    // Tried: rules and plans as method references in the rows: ten classes that the JVM makes at its start.
    public void check(Facts input, Facts other) {
        switch (this) {
            case BMM -> ProductRules.bmm(input, other);
            case MM -> ProductRules.mm(input, other);
            case MATMUL -> MatmulRules.matmul(input, other);
            case MV -> ProductRules.mv(input, other);
            case DOT -> ProductRules.dot(input, other);
        }
    }

    /** The same where the result is to go into an array that is given. */
    public Result check(Facts input, Facts other, Output output) {
        check(input, other);
        Dtype dtype = BatchedProduct.dtypeOfNothing(input, other);
        return input.rank() == 1 && other.rank() == 1
                ? output.checkDot(dtype)
                : output.check(plan(input, other).resultSize(), dtype);
    }

    /** The schema of the operator with an array at its end that the result goes into. */
    public Schema schemaInto() {
        Schema read = schemaInto;
        if (read == null) {
            read = Schema.parse(operator + "(Tensor " + operands.get(0) + ", Tensor " + operands.get(1) + ") -> Tensor")
                    .into("out");
            schemaInto = read;
        }
        return read;
    }

    /** How a kernel computes it from operands that are not refused. */
    public BatchedProduct plan(Facts input, Facts other) {
        return switch (this) {
            case BMM, MM, MATMUL, MV, DOT -> BatchedProduct.matmul(input, other);
        };
    }

    /** The facade's and Python's name. */
    @Override
    public String toString() {
        return name;
    }
}
