package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Function;
import org.torchmm.Torch;

/**
 * One call with its arguments, to be asked of a kind of arrays.
 *
 * @param name a word of {@link Torch}, or a method of DJL's {@link NDArray} with a point before it
 * @param arguments behind the operands, as a line of Java has them
 * @param closeness of the result
 * @param body an array, a truth value or a list, or an exception
 * @param smaller calls to try instead of this one when a program that fails is made short
 */
record Call(String name, String arguments, Closeness closeness, Body body, Function<Call, List<Call>> smaller) {

    /** What is asked; the operands are of the asked kind. */
    @FunctionalInterface
    interface Body {
        Object ask(Torch torch, NDArray[] operands);
    }

    static Call of(String name, String arguments, Closeness closeness, Body body) {
        return new Call(name, arguments, closeness, body, call -> List.of());
    }

    /** DJL's own method of the first operand, whose exceptions are of DJL's classes. */
    boolean isDjls() {
        return name.startsWith(".");
    }

    /** Whether strides are torch's: in whose order a result of DJL's methods and of einsum has its elements is left open. */
    boolean hasStrides() {
        return !isDjls() && !name.equals("einsum");
    }

    /** Whether the first operand is written in place. */
    boolean writes() {
        return isDjls() && name.endsWith("i");
    }

    /** As a line of Java: {@code torch.narrow(a1, 0, 1, 2)}, {@code a1.add(a2)}. */
    String text(List<String> operands) {
        List<String> rest = isDjls() ? operands.subList(1, operands.size()) : operands;
        String all = String.join(", ", rest);
        String inside = all + (all.isEmpty() || arguments.isEmpty() ? "" : ", ") + arguments;
        return (isDjls() ? operands.get(0) : "torch.") + name + "(" + inside + ")";
    }

    @Override
    public String toString() {
        return name + "(" + arguments + ")";
    }
}
