package org.torchmm.heap;

import org.torchmm.rules.Inputs;
import org.torchmm.rules.Operation;

/** The products beside the five: which loops compute each on arrays in Java's memory. */
final class ProductWords {

    private final AddedProducts sums;
    private final VectorProducts vectors;

    ProductWords(KernelProducts products) {
        sums = new AddedProducts(products);
        vectors = new VectorProducts(products);
    }

    /** The result, new and one array's own: {@code out} where that is given; null of what is none of these words. */
    Operand run(Operation operation, Inputs inputs, Operand out, Recycler recycler) {
        return switch (operation) {
            case VDOT -> vectors.vdot(operand(inputs, 0), operand(inputs, 1), out, recycler);
            case INNER -> vectors.inner(operand(inputs, 0), operand(inputs, 1), out, recycler);
            case OUTER -> vectors.outer(operand(inputs, 0), operand(inputs, 1), out, recycler);
            case LINEAR -> sums.linear(operand(inputs, 0), operand(inputs, 1), operand(inputs, 2), out, recycler);
            case BADDBMM, ADDBMM, ADDMM, ADDMV, ADDR, BADDBMM_, ADDBMM_, ADDMM_, ADDMV_, ADDR_ -> {
                Operand[] operands = {operand(inputs, 0), operand(inputs, 1), operand(inputs, 2)};
                yield sums.run(operation, operands, inputs.number(3), inputs.number(4), out, recycler);
            }
            default -> null;
        };
    }

    private static Operand operand(Inputs inputs, int index) {
        return (Operand) inputs.tensor(index);
    }
}
