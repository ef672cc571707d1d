package org.torchmm.heap;

import java.util.List;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.JoiningRules;
import org.torchmm.rules.Operation;
import org.torchmm.rules.ViewRules;

/**
 * torch's words by which arrays are joined, cut and put in order, of what their rules do not refuse.
 *
 * @param out what arrays are joined into; null for a new one
 */
record JoiningWords(Recycler recycler, Inputs inputs, Operand out) {

    /** The results, over the input's storage where they are views of it. */
    Operand[] run(Operation operation) {
        return switch (operation) {
            case CAT -> new Operand[] {Joined.cat(recycler, operands(), inputs.integer(1), out)};
            case STACK -> new Operand[] {Joined.stack(recycler, operands(), inputs.integer(1), out)};
            case SPLIT -> parts(JoiningRules.split(input(), inputs.integer(1), inputs.integer(2)));
            case SPLIT_SIZES -> parts(JoiningRules.split(input(), inputs.integers(1), inputs.integer(2)));
            case CHUNK -> parts(JoiningRules.chunk(input(), inputs.integer(1), inputs.integer(2)));
            case TOPK -> both(Sorting.top(recycler, input(), inputs.integer(2), inputs.integer(1), inputs.flag(3)));
            case SORT -> both(Sorting.sort(recycler, input(), inputs.integer(2), inputs.flag(3)));
            case ARGSORT -> indices(Sorting.sort(recycler, input(), inputs.integer(2), inputs.flag(3)));
            default -> throw new AssertionError(operation);
        };
    }

    private Operand input() {
        return (Operand) inputs.tensor(0);
    }

    private List<Operand> operands() {
        return inputs.tensors(0).stream().map(tensor -> (Operand) tensor).toList();
    }

    private Operand[] parts(long... sizes) {
        Operand a = input();
        int dim = ViewRules.dimension(inputs.integer(2), a.rank());
        Operand[] parts = new Operand[sizes.length];
        long from = 0;
        for (int i = 0; i < parts.length; i++) {
            Layout part = a.layout().sliced(dim, from, from + sizes[i], 1);
            parts[i] = new Operand(a.storage().share(), part);
            from += sizes[i];
        }
        return parts;
    }

    private static Operand[] both(Sorting.Sorted sorted) {
        return new Operand[] {sorted.values(), sorted.indices()};
    }

    private static Operand[] indices(Sorting.Sorted sorted) {
        sorted.values().storage().letGo();
        return new Operand[] {sorted.indices()};
    }
}
