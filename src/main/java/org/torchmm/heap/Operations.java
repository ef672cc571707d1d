package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Operation;

/** Which loops compute an operation on arrays in Java's memory; a file for each family. */
final class Operations {

    private final AddedProducts sums;
    private final VectorProducts vectors;

    Operations(KernelProducts products) {
        sums = new AddedProducts(products);
        vectors = new VectorProducts(products);
    }

    /** The result, new and one array's own: {@code out} where that is given. */
    Operand run(Operation operation, Object[] arguments, Operand out, Recycler recycler) {
        Operand[] operands = new Operand[arguments.length];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = arguments[i] instanceof NDArray array ? Operand.of(HeapArray.of(array)) : null;
        }
        return switch (operation) {
            case VDOT -> vectors.vdot(operands[0], operands[1], out, recycler);
            case INNER -> vectors.inner(operands[0], operands[1], out, recycler);
            case OUTER -> vectors.outer(operands[0], operands[1], out, recycler);
            case LINEAR -> sums.linear(operands[0], operands[1], operands[2], out, recycler);
            case BADDBMM, ADDBMM, ADDMM, ADDMV, ADDR, BADDBMM_, ADDBMM_, ADDMM_, ADDMV_, ADDR_ ->
                sums.run(operation, operands, (Number) arguments[3], (Number) arguments[4], out, recycler);
        };
    }
}
