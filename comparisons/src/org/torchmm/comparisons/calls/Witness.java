package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.libtorch.RawOperators;
import org.torchmm.rules.Operation;

/**
 * What a word comes down to in libtorch, with nothing of torchmm's in front of it: what torchmm refuses the operator has to refuse in the
 * same sentence, and what it answers has to be of the operator's size and dtype.
 *
 * @param operation the operator
 * @param arguments those of its schema, of the operands
 */
record Witness(Operation operation, Function<NDArray[], Object[]> arguments) {

    /** What is torchmm's own to refuse, as {@code Out} and {@code InPlaceProducts} say: torch resizes there, or computes something. */
    private static final List<String> OWN = List.of(
            "out has shape",
            "unsupported operation: some elements of the input tensor",
            "unsupported operation: more than one element",
            "Bad in-place call");

    /** Where libtorch writes a warning to the error stream as it computes. */
    private static final Set<Operation> WARNING = Set.of(
            Operation.VAR,
            Operation.STD,
            Operation.TO,
            Operation.WHERE,
            Operation.WHERE_NUMBER_ARRAY,
            Operation.WHERE_ARRAY_NUMBER,
            Operation.WHERE_NUMBERS);

    /** How what {@code Torch.open()} came to differs from the operator; null if it does not. */
    String difference(RawOperators raw, Call call, NDArray[] operands, Object outcome) {
        boolean isRefused = outcome instanceof Refusal;
        if (isRefused ? isOwn((Refusal) outcome) : call.writes() || WARNING.contains(operation)) {
            return null;
        }
        String expected;
        NDArray[] own = operands.clone();
        try (NDList copies = new NDList()) {
            if (call.writes()) { // some operators have written when they refuse
                copies.addAll(raw.call(Operation.CLONE, operands[call.written()]));
                own[call.written()] = copies.head();
            }
            expected = outcome(raw, own);
        }
        String actual = isRefused
                ? outcome.toString()
                : outcome instanceof NDList list
                        ? list.stream().map(Witness::shape).toList().toString()
                        : List.of(shape((NDArray) outcome)).toString();
        return expected.equals(actual) ? null : "outcome\n  operator: " + expected + "\n  libtorch: " + actual;
    }

    private String outcome(RawOperators raw, NDArray... operands) {
        try (NDList results = raw.call(operation, arguments.apply(operands))) {
            return results.stream().map(Witness::shape).toList().toString();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Refusal.of(e).toString();
        }
    }

    private static boolean isOwn(Refusal refusal) {
        return OWN.stream().anyMatch(refusal.sentence()::startsWith);
    }

    private static String shape(NDArray array) {
        return AtenCalls.dtype(array) + " " + array.getShape();
    }
}
