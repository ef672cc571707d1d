package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Word;

/**
 * Products and everyday words with their results in an array that is given, Python's {@code out=}: {@code torch.out(c).bmm(a, b)} is {@code
 * torch.bmm(a, b, out=c)}. A result of many megabytes takes no new memory so on libtorch's arrays; on Java's everyday words compute it
 * beside, and it is copied, and so are libtorch's sums, differences, products and quotients with a number, and rounded quotients.
 *
 * <p>Of the everyday words {@code add sub mul div pow maximum minimum neg abs exp log sqrt tanh sigmoid clamp eq ne lt le gt ge where} (of
 * arrays) {@code tril triu sum mean prod} (along a dimension) {@code amax amin argmax argmin max min} (of two arrays) {@code all any softmax
 * logSoftmax cumsum cat stack} take one; the others are refused, {@code relu() has no out}.
 *
 * <p>{@code out} is returned, and stays whose it is. Its strides stay, and what it held is not read. It has the result's size and dtype; what
 * else it is refused for:
 *
 * <ul>
 *   <li>another dtype: {@code Expected out tensor to have dtype float, but got double instead}, of dot, vdot and products of two vectors
 *       {@code result dtype Double does not match input dtype Float}, and so on by operator. Where the result's dtype is promoted (outer,
 *       addr, kron, inner with a 0-D operand), and of matrices to the power of 0 or 1, any to which that can be cast will do; so it is with words that go
 *       element by element: {@code result type Float can't be cast to the desired output type Long}. Comparisons fill any dtype. {@code
 *       sum prod cumsum mean} are computed in the dtype of {@code out} unless they are given another.
 *   <li>another size: {@code out has shape [2, 3, 2], which does not match the required output shape [2, 2, 2]}, where torch warns
 *       that it is deprecated and resizes it.
 *   <li>elements shared with an operand, or with each other: {@code unsupported operation: some elements of the input tensor and the
 *       written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation.}, where torch
 *       computes something. Only the input of {@link AddedProducts}, and operands of what goes element by element ({@code
 *       where tril triu} excepted), may be {@code out} itself.
 *   <li>a gradient, while a {@code GradientCollector} is open: {@code bmm(): functions with out=... arguments don't support automatic
 *       differentiation, but one of the arguments requires grad.}
 *   <li>being an array of the other kind, closed, or null.
 * </ul>
 *
 * <p>All of them {@link IllegalArgumentException}, but for closed and null. A refused call has written nothing.
 */
public final class Out extends Calls
        implements MatrixProducts,
                AddedProducts,
                Contractions,
                Elementwise,
                Conditions,
                Reductions,
                Extremes,
                Normalizations,
                Joining {

    private final NDArray out;

    Out(Calls torch, NDArray out) {
        super(torch.scope, torch.backend);
        this.out = out;
    }

    @Override
    NDArray multiply(Word word, NDArray input, NDArray other) {
        return write(
                word.toString(),
                word.schemaInto(),
                (inputs, output) -> word.check(inputs.tensor(0), inputs.tensor(1), output),
                0,
                (values, written) -> backend.runInto(word, (NDArray) values[0], (NDArray) values[1], written),
                input,
                other,
                out);
    }

    @Override
    NDList answers(Operation operation, Object... arguments) {
        int count = arguments.length;
        Object[] all = Arrays.copyOf(arguments, count + 1);
        all[count] = out;
        return new NDList(write(
                operation.toString(),
                operation.schemaInto(),
                operation::check,
                operation.mayBeOut(),
                (values, written) -> backend.runInto(operation, Arrays.copyOf(values, count), written),
                all));
    }
}
