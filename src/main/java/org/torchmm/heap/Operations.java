package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.Operation;

/** Which loops compute an operation on arrays in Java's memory; a file for each family. */
final class Operations {

    private final KernelProducts products;
    private final ProductWords words;

    Operations(KernelProducts products) {
        this.products = products;
        words = new ProductWords(products);
    }

    /** The results; {@link IllegalArgumentException} for what is not computed here. */
    Operand[] run(Operation operation, Object[] arguments, Recycler recycler) {
        Inputs inputs = new Inputs(elements(arguments));
        Operand result = words.run(operation, inputs, null, recycler);
        if (result == null) {
            result = ElementwiseWords.answer(operation, recycler, inputs.values());
        }
        if (result == null) {
            result = new Contractions(products, recycler).run(operation, inputs);
        }
        if (result != null) {
            return new Operand[] {result};
        }
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
        Inputs inputs = new Inputs(elements(arguments));
        if (words.run(operation, inputs, out, recycler) != null) {
            return;
        }
        Operand result = new Contractions(products, recycler).run(operation, inputs);
        if (result == null) {
            throw new IllegalArgumentException(operation + "() has no out");
        }
        Assignment.of(out, result);
        result.storage().letGo();
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
