package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/** The subscripts of einsum's equation as labels: a number a letter, and one for an ellipsis. */
final class Subscripts {

    private static final int LETTERS = 26;
    static final int LABELS = 2 * LETTERS;
    static final int ELLIPSIS = LABELS;

    private Subscripts() {}

    /** Where the result is written down; -1 of an equation that leaves it out. */
    static int arrow(byte... equation) {
        for (int i = 0; i + 1 < equation.length; i++) {
            if (equation[i] == '-' && equation[i + 1] == '>') {
                return i;
            }
        }
        return -1;
    }

    /** The labels of each operand, of what stands before {@code end}. */
    static int[][] read(byte[] equation, int end, int operands) {
        int[][] labels = new int[operands][];
        int[] current = new int[end];
        int length = 0;
        int operand = 0;
        boolean hasEllipsis = false;
        for (int i = 0; i < end; i++) {
            switch (equation[i]) {
                case ' ' -> {}
                case '.' -> {
                    if (hasEllipsis) {
                        throw runtimeError("einsum(): found '.' for operand " + operand
                                + " for which an ellipsis was already found");
                    }
                    if (!isEllipsis(equation, i, end)) {
                        throw runtimeError(
                                "einsum(): found '.' for operand " + operand + " that is not part of any ellipsis");
                    }
                    i += 2;
                    current[length++] = ELLIPSIS;
                    hasEllipsis = true;
                }
                case ',' -> {
                    if (operand + 1 == operands) {
                        throw runtimeError("einsum(): fewer operands were provided than specified in the equation");
                    }
                    labels[operand++] = Arrays.copyOf(current, length);
                    length = 0;
                    hasEllipsis = false;
                }
                default -> current[length++] = label(equation[i], i);
            }
        }
        if (operand != operands - 1) {
            throw runtimeError("einsum(): more operands were provided than specified in the equation");
        }
        labels[operand] = Arrays.copyOf(current, length);
        return labels;
    }

    static boolean isEllipsis(byte[] equation, int at, int end) {
        return at + 2 < end && equation[at + 1] == '.' && equation[at + 2] == '.';
    }

    /** A to Z, then a to z, which is the order of a result that is not written down. */
    static int label(byte letter, int index) {
        if (letter >= 'A' && letter <= 'Z') {
            return letter - 'A';
        }
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a' + LETTERS;
        }
        throw runtimeError("einsum(): invalid subscript given at index " + index
                + " in the equation string, subscripts must be in [a-zA-Z]");
    }

    static char letter(int label) {
        return (char) (label < LETTERS ? 'A' + label : 'a' + label - LETTERS);
    }
}
