package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;
import static org.torchmm.rules.Subscripts.ELLIPSIS;
import static org.torchmm.rules.Subscripts.LABELS;
import static org.torchmm.rules.Subscripts.letter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An equation of einsum, read for operands of certain sizes: each operand is seen with the dimensions of the result followed by those
 * that are summed over, in one order for all; what an operand lacks has size 1 there, a letter that it repeats is its diagonal.
 */
public final class Equation {

    private final int[][] labels;
    /** The place of each letter among the aligned dimensions; -1 of those that do not occur. */
    private final int[] places = new int[LABELS];

    private int ellipsisRank;
    private int ellipsisPlace;
    private int results;
    private int dimensions;
    private final int[] counts;

    private Equation(String text, List<Facts> operands) {
        byte[] equation = text.getBytes(StandardCharsets.UTF_8);
        int arrow = Subscripts.arrow(equation);
        int end = arrow < 0 ? equation.length : arrow;
        labels = Subscripts.read(equation, end, operands.size());
        int[] occurrences = new int[LABELS];
        for (int i = 0; i < labels.length; i++) {
            count(i, operands.get(i).rank(), occurrences);
        }
        place(equation, arrow, occurrences);
        counts = new int[dimensions];
        checkSizes(operands);
    }

    /** Refuses, in libtorch's order and words, an equation that is none and operands that it does not fit. */
    public static Equation of(String text, List<Facts> operands) {
        if (operands.isEmpty()) {
            throw runtimeError("einsum(): must provide at least one operand");
        }
        return new Equation(text, operands);
    }

    /** How many dimensions the result has. */
    public int results() {
        return results;
    }

    /** How many dimensions the operands are aligned to. */
    public int dimensions() {
        return dimensions;
    }

    /** For each aligned dimension, in how many operands it is larger or smaller than 1; the caller's own. */
    public int[] counts() {
        return counts.clone();
    }

    /** The aligned sizes of an operand. */
    public long[] sizes(int operand, long... own) {
        long[] sizes = new long[dimensions];
        Arrays.fill(sizes, 1);
        int[] to = dimensionsOf(operand, own.length);
        for (int d = 0; d < own.length; d++) {
            sizes[to[d]] = own[d];
        }
        return sizes;
    }

    /** The aligned strides of an operand. */
    public long[] strides(int operand, long... own) {
        long[] strides = new long[dimensions];
        int[] to = dimensionsOf(operand, own.length);
        for (int d = 0; d < own.length; d++) {
            strides[to[d]] += own[d];
        }
        boolean[] isThere = new boolean[dimensions];
        for (int d : to) {
            isThere[d] = true;
        }
        for (int d = 0; d < dimensions; d++) {
            strides[d] = isThere[d] ? strides[d] : 1; // as unsqueeze at the end gives
        }
        return strides;
    }

    /** The aligned dimension of each of an operand's own; one twice where a letter is repeated. */
    public int[] dimensionsOf(int operand, int rank) {
        int[] to = new int[rank];
        int d = 0;
        for (int label : labels[operand]) {
            if (label == ELLIPSIS) {
                int covered = rank - labels[operand].length + 1;
                for (int j = ellipsisRank - covered; j < ellipsisRank; j++) {
                    to[d++] = ellipsisPlace + j;
                }
            } else {
                to[d++] = places[label];
            }
        }
        return to;
    }

    private void count(int operand, int rank, int... occurrences) {
        int letters = 0;
        boolean hasEllipsis = false;
        for (int label : labels[operand]) {
            if (label == ELLIPSIS) {
                hasEllipsis = true;
            } else {
                letters++;
                occurrences[label]++;
            }
        }
        if (hasEllipsis) {
            ellipsisRank = Math.max(ellipsisRank, rank - letters);
        }
        if (hasEllipsis ? letters > rank : letters != rank) {
            throw runtimeError("einsum(): the number of subscripts in the equation (" + letters
                    + (hasEllipsis
                            ? ") is more than the number of dimensions ("
                            : ") does not match the number of dimensions (")
                    + rank + ") for operand " + operand + (hasEllipsis ? "" : " and no ellipsis was given"));
        }
    }

    private void place(byte[] equation, int arrow, int... occurrences) {
        Arrays.fill(places, -1);
        boolean hasEllipsis = arrow < 0;
        if (arrow < 0) {
            dimensions = ellipsisRank;
            for (int label = 0; label < LABELS; label++) {
                if (occurrences[label] == 1) {
                    places[label] = dimensions++;
                }
            }
        } else {
            hasEllipsis = placeResult(equation, arrow, occurrences);
        }
        results = dimensions;
        if (!hasEllipsis) {
            ellipsisPlace = dimensions;
            dimensions += ellipsisRank;
        }
        for (int label = 0; label < LABELS; label++) {
            if (occurrences[label] > 0 && places[label] < 0) {
                places[label] = dimensions++;
            }
        }
    }

    private boolean placeResult(byte[] equation, int arrow, int... occurrences) {
        boolean hasEllipsis = false;
        for (int i = arrow + 2; i < equation.length; i++) {
            if (equation[i] == '.') {
                if (hasEllipsis) {
                    throw runtimeError("einsum(): found '.' for output but an ellipsis (...) was already found");
                }
                if (!Subscripts.isEllipsis(equation, i, equation.length)) {
                    throw runtimeError("einsum(): found '.' for output that is not part of any ellipsis (...)");
                }
                i += 2;
                ellipsisPlace = dimensions;
                dimensions += ellipsisRank;
                hasEllipsis = true;
            } else if (equation[i] != ' ') {
                int label = Subscripts.label(equation[i], i);
                if (occurrences[label] == 0 || places[label] >= 0) {
                    throw runtimeError("einsum(): output subscript " + letter(label)
                            + (places[label] >= 0
                                    ? " appears more than once in the output"
                                    : " does not appear in the equation for any input operand"));
                }
                places[label] = dimensions++;
            }
        }
        return hasEllipsis;
    }

    private void checkSizes(List<Facts> operands) {
        long[] known = new long[dimensions];
        Arrays.fill(known, 1);
        int[] last = new int[dimensions];
        for (int i = 0; i < labels.length; i++) {
            long[] own = operands.get(i).sizes();
            int from = 0;
            int dim = 0; // as libtorch counts, to which a diagonal is one dimension
            for (int label : labels[i]) {
                if (label == ELLIPSIS) {
                    int covered = own.length - labels[i].length + 1;
                    for (int j = ellipsisRank - covered; j < ellipsisRank; j++) {
                        checkCovered(i, dim++, own[from++], ellipsisPlace + j, known);
                    }
                } else if (last[places[label]] == i + 1) {
                    checkDiagonal(i, label, own[from++], sizeOf(i, label, own));
                } else {
                    last[places[label]] = i + 1;
                    dim++;
                    checkLabel(i, label, own[from++], known);
                }
            }
        }
    }

    /** The size of the first dimension with that letter. */
    private long sizeOf(int operand, int wanted, long... own) {
        int from = 0;
        for (int label : labels[operand]) {
            if (label == wanted) {
                return own[from];
            }
            from += label == ELLIPSIS ? own.length - labels[operand].length + 1 : 1;
        }
        throw new AssertionError(wanted);
    }

    private void checkCovered(int operand, int dim, long size, int place, long... known) {
        if (size == 1) {
            return;
        }
        if (known[place] != 1 && known[place] != size) {
            throw runtimeError("einsum(): dimension " + dim + " covered by ellipsis in operand " + operand + "has size "
                    + size + " which does not broadcast with previously seen ellipsis with size " + known[place]
                    + " for the respective dimension");
        }
        known[place] = size;
        counts[place]++;
    }

    private void checkLabel(int operand, int label, long size, long... known) {
        int place = places[label];
        if (size == 1) {
            return;
        }
        if (known[place] != 1 && known[place] != size) {
            throw runtimeError("einsum(): subscript " + letter(label) + " has size " + size + " for operand " + operand
                    + " which does not broadcast with previously seen size " + known[place]);
        }
        known[place] = size;
        counts[place]++;
    }

    private static void checkDiagonal(int operand, int label, long size, long first) {
        if (size != first) {
            throw runtimeError("einsum(): subscript " + letter(label) + " is repeated for operand " + operand
                    + " but the sizes don't match, " + size + " != " + first);
        }
    }
}
