package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.Operation;

/** Which loops compute an operation on arrays in Java's memory: a file for each family, and here which operations it has. */
final class Operations {

    private final KernelProducts products;
    private final ProductWords words;

    Operations(KernelProducts products) {
        this.products = products;
        words = new ProductWords(products);
    }

    /** The results; {@link IllegalArgumentException} for what is not computed here. */
    Operand[] run(Operation operation, Object[] arguments, Recycler recycler) {
        return run(operation, arguments, recycler, null);
    }

    /** The same, where one result may be written at once into an array that is given; null for none. */
    private Operand[] run(Operation operation, Object[] arguments, Recycler recycler, Operand out) {
        Inputs inputs = new Inputs(elements(arguments));
        Operand[] results = switch (operation) {
            case VDOT,
                    INNER,
                    OUTER,
                    LINEAR,
                    BADDBMM,
                    ADDBMM,
                    ADDMM,
                    ADDMV,
                    ADDR,
                    BADDBMM_,
                    ADDBMM_,
                    ADDMM_,
                    ADDMV_,
                    ADDR_ -> one(words.run(operation, inputs, null, recycler));
            case EINSUM, TENSORDOT, MULTI_DOT, CHAIN_MATMUL, CHAIN_MATMUL_OF_ONE, VECDOT, KRON, MATRIX_POWER ->
                one(new Contractions(products, recycler).run(operation, inputs));
            case ADD,
                    ADD_NUMBER,
                    SUB,
                    SUB_NUMBER,
                    MUL,
                    MUL_NUMBER,
                    DIV,
                    DIV_NUMBER,
                    POW,
                    POW_NUMBER,
                    POW_OF_NUMBER,
                    MAXIMUM,
                    MINIMUM,
                    MAX_OTHER,
                    MIN_OTHER,
                    NEG,
                    ABS,
                    EXP,
                    LOG,
                    SQRT,
                    TANH,
                    SIGMOID,
                    RELU,
                    GELU,
                    CLAMP,
                    CLAMP_ARRAYS,
                    EQ,
                    EQ_NUMBER,
                    NE,
                    NE_NUMBER,
                    LT,
                    LT_NUMBER,
                    LE,
                    LE_NUMBER,
                    GT,
                    GT_NUMBER,
                    GE,
                    GE_NUMBER,
                    WHERE,
                    WHERE_NUMBER_ARRAY,
                    WHERE_ARRAY_NUMBER,
                    WHERE_NUMBERS,
                    MASKED_FILL,
                    MASKED_FILL_ARRAY,
                    TRIL,
                    TRIU,
                    ZEROS_LIKE,
                    ONES_LIKE,
                    FULL_LIKE -> one(ElementwiseWords.answer(operation, recycler, out, inputs.values()));
            case SUM,
                    MEAN,
                    PROD,
                    PROD_DIM,
                    MAX,
                    MAX_DIM,
                    MIN,
                    MIN_DIM,
                    AMAX,
                    AMIN,
                    ARGMAX,
                    ARGMIN,
                    NORM,
                    NORM_OF_MATRIX,
                    VAR,
                    STD,
                    ALL,
                    ANY,
                    SOFTMAX,
                    LOG_SOFTMAX,
                    CUMSUM -> new ReductionWords(recycler, out, inputs).run(operation);
            case CAT, STACK, SPLIT, SPLIT_SIZES, CHUNK, TOPK, SORT, ARGSORT ->
                new JoiningWords(recycler, inputs, out).run(operation);
            case TO, CLONE -> throw new AssertionError(operation + " is Conversions'");
        };
        if (results == null) {
            throw new IllegalArgumentException(operation
                    + "() is not computed on arrays in Java's memory: ask a Torch.open(), which has libtorch's");
        }
        return results;
    }

    private static Operand[] one(Operand result) {
        return new Operand[] {result};
    }

    /** Writes the result into an array that is given, the first operand where the operation is one in place. */
    void runInto(Operation operation, Object[] arguments, Recycler recycler, Operand... outs) {
        Operand out = outs[0];
        if (words.run(operation, new Inputs(elements(arguments)), out, recycler) != null) {
            return;
        }
        Operand[] results = switch (operation) {
            case VAR, STD, ALL, ANY ->
                one(new ReductionWords(recycler, null, new Inputs(elements(arguments))).runFor(operation, out.dtype()));
            default ->
                run(operation, operation.summedIn(out.dtype(), arguments), recycler, outs.length == 1 ? out : null);
        };
        for (int i = 0; i < results.length; i++) {
            if (results[i].storage() == outs[i].storage()) {
                continue; // computed where it belongs
            }
            Assignment.of(outs[i], results[i]);
            results[i].storage().letGo();
        }
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
