package org.torchmm.comparisons;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.torchmm.AddedProducts;
import org.torchmm.MatrixProducts;
import org.torchmm.Out;
import org.torchmm.Torch;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Word;

/** An operation asked of the facade, and of libtorch with nothing in front of it. */
final class OperationCall {

    static final List<Operation> VECTORS = List.of(Operation.VDOT, Operation.INNER, Operation.OUTER, Operation.LINEAR);

    static final List<Operation> ADDED =
            List.of(Operation.BADDBMM, Operation.ADDBMM, Operation.ADDMM, Operation.ADDMV, Operation.ADDR);

    private OperationCall() {}

    static boolean isKnown(String word, int operands) {
        Operation base = base(word);
        if (base == null) {
            return word(word) != null && operands == 2;
        }
        return operands == 3 && (ADDED.contains(base) || base == Operation.LINEAR)
                || operands == 2 && VECTORS.contains(base);
    }

    private static Word word(String name) {
        return Stream.of(Word.values())
                .filter(word -> word.toString().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** That of {@code addmm_} is addmm; null for none of the family. */
    private static Operation base(String word) {
        return Stream.concat(VECTORS.stream(), ADDED.stream())
                .filter(operation ->
                        word.equals(operation.toString()) || ADDED.contains(operation) && word.equals(operation + "_"))
                .findFirst()
                .orElse(null);
    }

    /** @param x the operands, and behind them what the result goes into, if it is given */
    static NDArray ofFacade(OperationCase asked, Torch torch, NDArray[] x) {
        if (asked.word().endsWith("_")) {
            return inPlace(asked, torch, x);
        }
        if (asked.out() == null) {
            return of(asked, torch, torch, x);
        }
        Out out = torch.out(x[x.length - 1]);
        return of(asked, out, out, Arrays.copyOf(x, x.length - 1));
    }

    private static NDArray of(OperationCase asked, MatrixProducts products, AddedProducts added, NDArray... x) {
        Word word = word(asked.word());
        if (word != null) {
            return ProductCall.of(word, products, x);
        }
        Number beta = asked.numbers().isEmpty() ? 1 : asked.numbers().get(0);
        Number alpha = asked.numbers().isEmpty() ? 1 : asked.numbers().get(1);
        return switch (base(asked.word())) {
            case VDOT -> products.vdot(x[0], x[1]);
            case INNER -> products.inner(x[0], x[1]);
            case OUTER -> products.outer(x[0], x[1]);
            case LINEAR -> x.length == 2 ? products.linear(x[0], x[1]) : products.linear(x[0], x[1], x[2]);
            case BADDBMM -> added.baddbmm(x[0], x[1], x[2], beta, alpha);
            case ADDBMM -> added.addbmm(x[0], x[1], x[2], beta, alpha);
            case ADDMM -> added.addmm(x[0], x[1], x[2], beta, alpha);
            case ADDMV -> added.addmv(x[0], x[1], x[2], beta, alpha);
            case ADDR -> added.addr(x[0], x[1], x[2], beta, alpha);
            default -> throw new AssertionError(asked);
        };
    }

    private static NDArray inPlace(OperationCase asked, Torch torch, NDArray... x) {
        Number beta = asked.numbers().isEmpty() ? 1 : asked.numbers().get(0);
        Number alpha = asked.numbers().isEmpty() ? 1 : asked.numbers().get(1);
        return switch (base(asked.word())) {
            case BADDBMM -> torch.baddbmmi(x[0], x[1], x[2], beta, alpha);
            case ADDBMM -> torch.addbmmi(x[0], x[1], x[2], beta, alpha);
            case ADDMM -> torch.addmmi(x[0], x[1], x[2], beta, alpha);
            case ADDMV -> torch.addmvi(x[0], x[1], x[2], beta, alpha);
            case ADDR -> torch.addri(x[0], x[1], x[2], beta, alpha);
            default -> throw new AssertionError(asked);
        };
    }

    /** libtorch's operator on its own arrays, with a new array for the result wherever that goes. */
    static NDArray ofOperator(OperationCase asked, NDArray... x) {
        try {
            return raw(asked, x);
        } catch (EngineException e) {
            String sentence = AtenCalls.sentence(e);
            throw Sentences.isIndexError(sentence) ? Sentences.indexError(sentence) : Sentences.runtimeError(sentence);
        }
    }

    private static NDArray raw(OperationCase asked, NDArray... x) {
        Word word = word(asked.word());
        if (word != null) {
            return AtenCalls.run(word, x[0], x[1]);
        }
        Operation operation = base(asked.word());
        Object[] arguments = new Object[operation.schema().parameters().size()];
        System.arraycopy(x, 0, arguments, 0, asked.operands().size());
        if (ADDED.contains(operation)) {
            arguments[3] = asked.numbers().isEmpty() ? 1 : asked.numbers().get(0);
            arguments[4] = asked.numbers().isEmpty() ? 1 : asked.numbers().get(1);
        }
        boolean isInPlace = asked.word().endsWith("_");
        return AtenCalls.run(isInPlace ? Operation.valueOf(operation.name() + "_") : operation, arguments);
    }
}
