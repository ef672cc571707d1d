package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Function;
import org.torchmm.Torch;
import org.torchmm.rules.Operation;

/**
 * One call with its arguments, to be asked of a kind of arrays.
 *
 * @param name a word of {@link Torch}, or a method of DJL's {@link NDArray} with a point before it
 * @param arguments behind the operands, as a line of Java has them
 * @param closeness of the result
 * @param body an array, a truth value or a list, or an exception
 * @param smaller calls to try instead of this one when a program that fails is made short
 * @param factor what the closeness says of it
 * @param written the operand that is written, -1 for none
 * @param witness the operator behind the word; null for none
 */
record Call(
        String name,
        String arguments,
        Closeness closeness,
        Body body,
        Function<Call, List<Call>> smaller,
        double factor,
        int written,
        Witness witness) {

    private static final String INTO = "out.";

    /** What is asked; the operands are of the asked kind. */
    @FunctionalInterface
    interface Body {
        Object ask(Torch torch, NDArray[] operands);
    }

    static Call of(String name, String arguments, Closeness closeness, Body body) {
        boolean writes = name.startsWith(".") && name.endsWith("i");
        return new Call(name, arguments, closeness, body, call -> List.of(), 1, writes ? 0 : -1, null);
    }

    Call with(Function<Call, List<Call>> others) {
        return new Call(name, arguments, closeness, body, others, factor, written, witness);
    }

    Call times(double number) {
        return new Call(name, arguments, closeness, body, smaller, number, written, witness);
    }

    /** The same that writes an operand, which it answers with. */
    Call writing(int operand) {
        return new Call(name, arguments, closeness, body, smaller, factor, operand, witness);
    }

    /** The same with libtorch's operator as a witness. */
    Call by(Operation operation, Function<NDArray[], Object[]> all) {
        return new Call(name, arguments, closeness, body, smaller, factor, written, new Witness(operation, all));
    }

    /** The same into an array that is given, the last of the operands. */
    Call into(Body into) {
        return Call.of(INTO + name, arguments, closeness, into).times(factor);
    }

    /** DJL's own method of the first operand, whose exceptions are of DJL's classes. */
    boolean isDjls() {
        return name.startsWith(".");
    }

    /** Whether strides are torch's: in whose order a result of DJL's methods and of einsum has its elements is left open. */
    boolean hasStrides() {
        return !isDjls() && !name.endsWith("einsum");
    }

    boolean writes() {
        return written >= 0;
    }

    /** As a line of Java: {@code torch.narrow(a1, 0, 1, 2)}, {@code a1.add(a2)}, {@code torch.out(a3).mm(a1, a2)}. */
    String text(List<String> operands) {
        if (name.startsWith(INTO)) {
            int last = operands.size() - 1;
            String into = "out(" + operands.get(last) + ")." + name.substring(INTO.length());
            return of(into, arguments, closeness, body).text(operands.subList(0, last));
        }
        List<String> rest = isDjls() ? operands.subList(1, operands.size()) : operands;
        String all = String.join(", ", rest);
        String inside = all + (all.isEmpty() || arguments.isEmpty() ? "" : ", ") + arguments;
        return (isDjls() ? operands.get(0) : "torch.") + name + "(" + inside + ")";
    }

    /** A number as a line of Java has it. */
    static String text(Number n) {
        return n + (n instanceof Long ? "L" : n instanceof Float ? "f" : "");
    }

    @Override
    public String toString() {
        return name + "(" + arguments + ")";
    }
}
