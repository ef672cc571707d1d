package org.torchmm.libtorch;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torchmm.rules.Contraction;
import org.torchmm.rules.Equation;
import org.torchmm.rules.Facts;

/**
 * einsum step by step from the left, by the calls that libtorch's own comes down to, permute, reshape and bmm or mul: its plan is made
 * here, which takes a quarter of the time, and a TorchScript call is saved.
 */
final class EinsumSteps {

    /** No handle: what libtorch's own einsum is left to. */
    static final long NONE = 0;

    /** An operand, or what came of some: its sizes, and the equation's dimension of each of its own. */
    private record Part(long handle, long[] sizes, int[] dims) {

        long[] aligned(int dimensions) {
            long[] aligned = new long[dimensions];
            Arrays.fill(aligned, 1);
            for (int d = 0; d < dims.length; d++) {
                aligned[dims[d]] = sizes[d];
            }
            return aligned;
        }

        int indexOf(int dim) {
            for (int d = 0; d < dims.length; d++) {
                if (dims[d] == dim) {
                    return d;
                }
            }
            throw new AssertionError(dim);
        }
    }

    private final Temporaries made = new Temporaries();
    private final Equation equation;
    private final List<Part> operands;
    private final List<Contraction> steps;

    private EinsumSteps(Equation equation, List<Part> operands, List<Contraction> steps) {
        this.equation = equation;
        this.operands = operands;
        this.steps = steps;
    }

    /** A new handle; operands have passed the rule. */
    static long product(String text, List<?> arrays) {
        if (arrays.size() < 2) {
            return NONE;
        }
        List<Facts> facts = new ArrayList<>(arrays.size());
        for (Object array : arrays) {
            if (((PtNDArray) array).getDataType() != ((PtNDArray) arrays.get(0)).getDataType()) {
                return NONE;
            }
            facts.add(new TensorFacts((PtNDArray) array));
        }
        Equation equation = Equation.of(text, facts);
        List<Part> operands = new ArrayList<>(arrays.size());
        for (int i = 0; i < arrays.size(); i++) {
            long[] sizes = facts.get(i).sizes();
            int[] dims = equation.dimensionsOf(i, sizes.length);
            if (isRepeated(dims)) {
                return NONE;
            }
            operands.add(new Part(((PtNDArray) arrays.get(i)).getHandle(), sizes, dims));
        }
        List<Contraction> steps = steps(equation, operands);
        return steps == null ? NONE : new EinsumSteps(equation, operands, steps).product();
    }

    private static boolean isRepeated(int... dims) {
        long seen = 0;
        for (int d : dims) {
            if ((seen & 1L << d) != 0 || d > 62) {
                return true;
            }
            seen |= 1L << d;
        }
        return false;
    }

    /** Null where an operand is summed by itself, or a product element by element is of what has no dimension there. */
    private static List<Contraction> steps(Equation equation, List<Part> operands) {
        int[] counts = equation.counts();
        List<Contraction> steps = new ArrayList<>(operands.size() - 1);
        long[] left = operands.get(0).aligned(equation.dimensions());
        for (int i = 1; i < operands.size(); i++) {
            long[] right = operands.get(i).aligned(equation.dimensions());
            Contraction step = Contraction.of(left, right, equation.results(), counts);
            left = step.sizes(left, right);
            if (step.sumsA() || step.sumsB() || step.isElementwise() && !isPlain(equation, operands, left)) {
                return null;
            }
            steps.add(step);
        }
        return steps;
    }

    /** Two operands of all dimensions, none of which is 1: the strides of the product are those that libtorch gives it. */
    private static boolean isPlain(Equation equation, List<Part> operands, long... product) {
        return operands.size() == 2
                && operands.get(0).dims().length == equation.results()
                && operands.get(1).dims().length == equation.results()
                && product.length == equation.results()
                && Arrays.stream(product).allMatch(size -> size > 1);
    }

    private long product() {
        long result = NONE;
        try {
            Part left = operands.get(0);
            for (int i = 1; i < operands.size(); i++) {
                boolean isLast = i == operands.size() - 1;
                left = steps.get(i - 1).isElementwise()
                        ? times(left, operands.get(i))
                        : multiplied(steps.get(i - 1), left, operands.get(i), isLast);
                made.deleteAllBut(left.handle());
            }
            result = left.handle();
            return result;
        } finally {
            made.deleteAllBut(result);
        }
    }

    private Part times(Part a, Part b) {
        int[] dims = new int[equation.results()];
        Arrays.setAll(dims, d -> d);
        return new Part(made.keep(Natives.mul(inOrder(a), inOrder(b))), null, dims);
    }

    private long inOrder(Part part) {
        long[] order = new long[part.dims.length];
        for (int d = 0; d < order.length; d++) {
            order[d] = part.indexOf(d);
        }
        return isAscending(order) ? part.handle() : made.keep(Natives.permute(part.handle(), order));
    }

    private Part multiplied(Contraction step, Part a, Part b, boolean isLast) {
        long left = matrices(a, step.batch(), step.rows(), step.inner());
        long right = matrices(b, step.batch(), step.inner(), step.columns());
        long product = made.keep(Natives.bmm(left, right));
        long[] sizes = step.sizes(a.aligned(equation.dimensions()), b.aligned(equation.dimensions()));
        return unmerged(step, product, sizes, isLast);
    }

    /** The operand as three groups of dimensions; itself if that is what it is. */
    private long matrices(Part operand, int[]... groups) {
        long[] own = operand.sizes();
        long[] order = new long[own.length];
        long[] merged = new long[groups.length];
        int n = 0;
        for (int g = 0; g < groups.length; g++) {
            merged[g] = 1;
            for (int dim : groups[g]) {
                int d = operand.indexOf(dim);
                merged[g] *= own[d];
                order[n++] = d;
            }
        }
        for (int d = 0; d < own.length && n < own.length; d++) {
            if (own[d] == 1) {
                order[n++] = d;
            }
        }
        boolean isInOrder = isAscending(order);
        if (isInOrder && Arrays.equals(own, merged)) {
            return operand.handle();
        }
        long permuted = isInOrder ? operand.handle() : made.keep(Natives.permute(operand.handle(), order));
        return !isInOrder && isSingle(groups) && own.length == groups.length
                ? permuted
                : made.keep(Natives.reshape(permuted, merged));
    }

    /** Whether each is one dimension. */
    private static boolean isSingle(int[]... groups) {
        for (int[] group : groups) {
            if (group.length != 1) {
                return false;
            }
        }
        return true;
    }

    /** What bmm computed with the dimensions of its groups, in their order; at last with the result's, in order. */
    private Part unmerged(Contraction step, long product, long[] aligned, boolean isLast) {
        int[] dims = Arrays.copyOf(step.batch(), step.batch().length + step.rows().length + step.columns().length);
        System.arraycopy(step.rows(), 0, dims, step.batch().length, step.rows().length);
        System.arraycopy(step.columns(), 0, dims, step.batch().length + step.rows().length, step.columns().length);
        if (isLast && dims.length < equation.results()) {
            dims = withOnes(aligned, dims);
        }
        long[] sizes = new long[dims.length];
        for (int d = 0; d < dims.length; d++) {
            sizes[d] = aligned[dims[d]];
        }
        boolean isMerged =
                step.batch().length != 1 || step.rows().length != 1 || step.columns().length != 1 || dims.length != 3;
        Part part = new Part(isMerged ? made.keep(Natives.reshape(product, sizes)) : product, sizes, dims);
        return isLast ? new Part(inOrder(part), null, null) : part;
    }

    /** The result's dimensions of size 1 too: in their places if the others are in order, else behind them. */
    private int[] withOnes(long[] aligned, int... dims) {
        int results = equation.results();
        int[] all = Arrays.copyOf(dims, results);
        if (isAscending(Arrays.stream(dims).asLongStream().toArray())) {
            Arrays.setAll(all, d -> d);
            return all;
        }
        int n = dims.length;
        for (int d = 0; d < results && n < results; d++) {
            if (aligned[d] == 1) {
                all[n++] = d;
            }
        }
        return all;
    }

    private static boolean isAscending(long... order) {
        for (int i = 1; i < order.length; i++) {
            if (order[i - 1] > order[i]) {
                return false;
            }
        }
        return true;
    }
}
