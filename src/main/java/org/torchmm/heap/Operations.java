package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.Operation;

/** Which loops compute an operation on arrays in Java's memory; a file for each family. */
final class Operations {

    private final KernelProducts products;
    private final AddedProducts sums;
    private final VectorProducts vectors;

    Operations(KernelProducts products) {
        this.products = products;
        sums = new AddedProducts(products);
        vectors = new VectorProducts(products);
    }

    /** The results; {@link IllegalArgumentException} for what is not computed here. */
    Operand[] run(Operation operation, Object[] arguments, Recycler recycler) {
        Object[] values = elements(arguments);
        Operand result = sum(operation, values, null, recycler);
        if (result == null) {
            result = ElementwiseWords.answer(operation, recycler, arguments);
        }
        if (result == null) {
            result = new Contractions(products, recycler).run(operation, arguments);
        }
        if (result != null) {
            return new Operand[] {result};
        }
        Inputs inputs = new Inputs(values);
        Operand[] results = new ReductionWords(recycler, inputs).run(operation);
        if (results == null) {
            results = new JoiningWords(recycler, inputs).run(operation);
        }
        if (results == null) {
            throw new IllegalArgumentException(operation
                    + "() is not computed on arrays in Java's memory: ask a Torch.open(), which has libtorch's");
        }
        return results;
    }

    /** Writes the result into an array that is given, the first operand where the operation is one in place. */
    void runInto(Operation operation, Object[] arguments, Operand out, Recycler recycler) {
        if (sum(operation, elements(arguments), out, recycler) == null) {
            throw new IllegalArgumentException(operation + "() has no out");
        }
    }

    /** Null where it is no product of vectors and none that is added to an input. */
    private Operand sum(Operation operation, Object[] values, Operand out, Recycler recycler) {
        return switch (operation) {
            case VDOT -> vectors.vdot((Operand) values[0], (Operand) values[1], out, recycler);
            case INNER -> vectors.inner((Operand) values[0], (Operand) values[1], out, recycler);
            case OUTER -> vectors.outer((Operand) values[0], (Operand) values[1], out, recycler);
            case LINEAR -> sums.linear((Operand) values[0], (Operand) values[1], (Operand) values[2], out, recycler);
            case BADDBMM, ADDBMM, ADDMM, ADDMV, ADDR, BADDBMM_, ADDBMM_, ADDMM_, ADDMV_, ADDR_ -> {
                Operand[] operands = {(Operand) values[0], (Operand) values[1], (Operand) values[2]};
                yield sums.run(operation, operands, (Number) values[3], (Number) values[4], out, recycler);
            }
            default -> null;
        };
    }

    /** The arguments, with what arrays have in their place. */
    private static Object[] elements(Object... arguments) {
        Object[] elements = arguments.clone();
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] instanceof NDArray array) {
                elements[i] = Operand.of(HeapArray.of(array));
            } else if (elements[i] instanceof List<?> arrays) {
                elements[i] = arrays.stream()
                        .map(array -> Operand.of((HeapArray) array))
                        .toList();
            }
        }
        return elements;
    }
}
