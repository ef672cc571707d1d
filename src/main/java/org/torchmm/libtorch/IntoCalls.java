package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;
import org.torchmm.rules.ReductionRules;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Strides;
import org.torchmm.rules.Word;

/** Results into arrays that are given, Python's {@code out=}, and into the first operand. */
final class IntoCalls {

    private static final Schema COPY = Schema.parse("copy_(Tensor(a!) input, Tensor src) -> Tensor(a!)");

    private static final Schema AS_STRIDED =
            Schema.parse("as_strided(Tensor input, int[] size, int[] stride) -> Tensor");

    private IntoCalls() {}

    static void run(Word word, NDArray input, NDArray other, NDArray out) {
        int rank = input.getShape().dimension();
        int rank2 = other.getShape().dimension();
        if (word == Word.MATMUL && ProductCalls.isBmm(input, other)) {
            Operators.write(Word.BMM.schemaInto(), input, other, out);
        } else if (word != Word.MATMUL || rank <= 2 && rank2 <= rank) {
            Operators.write(word.schemaInto(), input, other, out);
        } else {
            copyAndClose(LibtorchBackend.INSTANCE.run(word, input, other, out.getManager()), out);
        }
    }

    static void run(Operation operation, Object[] arguments, NDArray... outs) {
        NDArray out = outs[0];
        if (isTruthInBytes(operation, arguments, out)) {
            Object[] parts = arguments.clone();
            try (NDArray real = AtenCalls.to((NDArray) arguments[0], Dtype.FLOAT32)) {
                parts[0] = real;
                run(operation, parts, outs);
            }
        } else if (operation.isInPlace()) {
            Operators.write(operation.schema(), arguments);
        } else if (operation == Operation.CHAIN_MATMUL_OF_ONE) {
            Operators.write(COPY, out, arguments[0]);
        } else if (resizesOut(operation, arguments) || isCopied(operation, arguments, out)) {
            Object[] summed = operation.summedIn(TensorFacts.dtype((PtNDArray) out), arguments);
            copyAndClose(OperationCalls.run(operation, summed, out.getManager()).get(0), out);
        } else if ((operation == Operation.CAT || operation == Operation.STACK) && looksContiguous(out)) {
            long[] sizes = out.getShape().getShape();
            long handle = Operators.tensor(AS_STRIDED, out, sizes, Strides.contiguous(sizes));
            try (NDArray same = Tensor.of(out.getManager(), handle)) {
                run(operation, arguments, same);
            }
        } else if (!NumbersInto.run(operation, arguments, out)) {
            Object[] all = Arrays.copyOf(arguments, arguments.length + outs.length);
            System.arraycopy(outs, 0, all, arguments.length, outs.length);
            Operators.write(operation.schemaInto(), all);
        }
    }

    /** By its strides of dimensions of size 1 alone it is no contiguous array: these libtorch divides by, and joins nothing. */
    private static boolean looksContiguous(NDArray out) {
        TensorFacts facts = new TensorFacts((PtNDArray) out);
        return Natives.isContiguous((PtNDArray) out)
                && !Arrays.equals(facts.strides(), Strides.contiguous(facts.sizes()));
    }

    /** Of complex numbers, which libtorch converts to uint8, and says on stderr that it drops imaginary parts. */
    private static boolean isTruthInBytes(Operation operation, Object[] arguments, NDArray out) {
        return (operation == Operation.ALL || operation == Operation.ANY)
                && out.getDataType() == DataType.UINT8
                && ((NDArray) arguments[0]).getDataType() == DataType.COMPLEX64
                && ((NDArray) arguments[0]).size() != 1;
    }

    private static boolean resizesOut(Operation operation, Object... arguments) {
        return operation == Operation.LINEAR
                        && ((NDArray) arguments[0]).getShape().dimension() != 2
                || operation == Operation.ADDMV
                        && ((NDArray) arguments[1]).getShape().size() == 0;
    }

    /** Where the operator with {@code out} answers otherwise than Python's, warns on stderr, or rounds as {@link RoundedQuotients} does not. */
    private static boolean isCopied(Operation operation, Object[] arguments, NDArray out) {
        return switch (operation) {
            case ADD_NUMBER, SUB_NUMBER, MUL_NUMBER, DIV_NUMBER -> !NumbersInto.isDirect(operation, arguments);
            case DIV -> arguments[2] != null && mayFail(arguments);
            case WHERE -> ((NDArray) arguments[0]).getDataType() != DataType.BOOLEAN;
            case SUM, MEAN, PROD_DIM, CUMSUM ->
                AtenCalls.dropsImaginaryParts((NDArray) arguments[0], TensorFacts.dtype((PtNDArray) out));
            case GELU -> !Natives.isContiguous((PtNDArray) out); // which oneDNN leaves as they are
            case MAX, MIN -> true; // whose overload TorchScript does not offer
            case VAR, STD ->
                ReductionRules.isDividedByNothing(
                        new TensorFacts((PtNDArray) arguments[0]),
                        (long[]) arguments[1],
                        ((Number) arguments[2]).doubleValue());
            default -> false;
        };
    }

    /** A quotient of whole numbers, by 0 halfway, or by -1. */
    private static boolean mayFail(Object... arguments) {
        Dtype a = TensorFacts.dtype((PtNDArray) arguments[0]);
        Dtype b = TensorFacts.dtype((PtNDArray) arguments[1]);
        return a == null || b == null || a.isWhole() && b.isWhole();
    }

    /** Where libtorch computes in matrices of other sizes, and to that end gives out other sizes and strides for a while. */
    private static void copyAndClose(NDArray result, NDArray out) {
        try (result) {
            copy(result, out);
        }
    }

    /** The elements, converted to the other's dtype. */
    static void copy(NDArray source, NDArray out) {
        Operators.write(COPY, out, source);
    }
}
