package org.torchmm.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torchmm.rules.Contraction;
import org.torchmm.rules.ContractionOrder;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Equation;
import org.torchmm.rules.Facts;

/** einsum: operands seen with the dimensions of the equation, two by two to one; of one, a view or a sum. */
final class EinsumSteps {

    private final PairContraction pairs;
    private final Recycler recycler;

    EinsumSteps(PairContraction pairs, Recycler recycler) {
        this.pairs = pairs;
        this.recycler = recycler;
    }

    Operand of(String text, List<Operand> operands) {
        Equation equation = Equation.of(text, new ArrayList<Facts>(operands));
        List<Operand> aligned = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Operand own = operands.get(i);
            Layout layout = new Layout(
                    equation.sizes(i, own.sizes()),
                    equation.strides(i, own.strides()),
                    own.layout().offset());
            aligned.add(new Operand(own.storage(), layout));
        }
        return operands.size() == 1 ? ofOne(aligned.get(0), equation.results()) : ofMore(aligned, equation);
    }

    private Operand ofOne(Operand a, int results) {
        if (results == a.rank()) {
            return new Operand(a.storage().share(), a.layout());
        }
        boolean[] summed = new boolean[a.rank()];
        Arrays.fill(summed, results, a.rank(), true);
        return Statistics.sum(recycler, a, summed, false, null);
    }

    private Operand ofMore(List<Operand> operands, Equation equation) {
        int n = operands.size();
        int[] counts = equation.counts();
        List<Operand> all = new ArrayList<>(operands);
        try {
            for (int[] pair : order(operands, equation)) {
                Operand a = all.get(pair[0]);
                Operand b = all.get(pair[1]);
                Contraction step = Contraction.of(a.sizes(), b.sizes(), equation.results(), counts);
                all.add(pairs.of(a, b, step));
            }
            return kept(all.remove(all.size() - 1), equation.results());
        } finally {
            for (Operand made : all.subList(n, all.size())) {
                made.storage().letGo();
            }
        }
    }

    /** The cheapest, where any comes to the same dtype; else from the left, as a sum of whole numbers is of int64 on the way. */
    private static int[][] order(List<Operand> operands, Equation equation) {
        Dtype dtype = operands.get(0).dtype();
        boolean isOne = operands.stream().allMatch(operand -> operand.dtype() == dtype);
        boolean isSummed = false;
        int[] counts = equation.counts();
        for (int d = equation.results(); d < counts.length; d++) {
            isSummed |= counts[d] == 1;
        }
        boolean isFree = isOne && dtype != Dtype.BOOL && (!isSummed || !dtype.isWhole() || dtype == Dtype.INT64);
        return isFree
                ? ContractionOrder.of(operands.stream().map(Operand::sizes).toArray(long[][]::new), equation.results())
                : ContractionOrder.fromTheLeft(operands.size());
    }

    /** Without the dimensions behind the first, which have size 1. */
    static Operand kept(Operand c, int results) {
        Layout layout = c.layout();
        return new Operand(
                c.storage(),
                new Layout(
                        Arrays.copyOf(layout.sizes(), results),
                        Arrays.copyOf(layout.strides(), results),
                        layout.offset()));
    }
}
