package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Word;

/**
 * Products and everyday words with their results in an array that is given, Python's {@code out=}: {@code torch.out(c).bmm(a, b)} is {@code
 * torch.bmm(a, b, out=c)}. A result of many megabytes takes no new memory so: it is computed where it belongs. Computed beside and copied are,
 * on libtorch's arrays, rounded quotients of whole numbers, {@code max} and {@code min} of all, and what an array without dimensions and a
 * number come to; on Java's, rounded quotients of whole numbers, some powers, {@code clamp} between two arrays, {@code tril triu norm var std
 * all any argmax argmin cumsum}, softmax at an offset, what is put in order, and what goes into an array of another dtype, or whose elements
 * do not follow each other, unless it is joined.
 *
 * <p>Of the everyday words {@code add sub mul div pow maximum minimum neg abs exp log sqrt tanh sigmoid gelu clamp eq ne lt le gt ge where} (of
 * arrays) {@code tril triu sum mean prod} (along a dimension) {@code amax amin argmax argmin max min norm var std all any softmax logSoftmax
 * cumsum cat stack} take one, and {@code max min} along a dimension, {@code sort} and {@code topk} two, values and indices: {@code
 * torch.out(values, indices).topk(x, 3)}. The others are refused, as in Python, {@code relu() has no out}.
 *
 * <p>{@code out} is returned, and stays whose it is. Its strides stay, and what it held is not read. It has the result's size and dtype; what
 * else it is refused for:
 *
 * <ul>
 *   <li>another dtype: {@code Expected out tensor to have dtype float, but got double instead}, of dot, vdot and products of two vectors
 *       {@code result dtype Double does not match input dtype Float}, and so on by operator. Where the result's dtype is promoted (outer,
 *       addr, kron, inner with a 0-D operand), and of matrices to the power of 0 or 1, any to which that can be cast will do; so it is with words that go
 *       element by element: {@code result type Float can't be cast to the desired output type Long}. Comparisons fill any dtype. {@code
 *       sum prod cumsum mean} are computed in the dtype of {@code out} unless they are given another, and so are {@code var std}.
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
                Joining,
                Ordering {

    private final NDArray[] outs;

    Out(Calls torch, NDArray... outs) {
        super(torch.scope, torch.backend);
        this.outs = outs;
    }

    @Override
    NDArray multiply(Word word, NDArray input, NDArray other) {
        checkCount(word.toString(), 1);
        return write(
                        word.toString(),
                        word.schemaInto(),
                        (inputs, output) -> word.check(inputs.tensor(0), inputs.tensor(1), output),
                        0,
                        values -> backend.runInto(word, (NDArray) values[0], (NDArray) values[1], outs[0]),
                        input,
                        other,
                        outs[0])
                .get(0);
    }

    @Override
    NDList answers(Operation operation, Object... arguments) {
        checkCount(operation.toString(), operation.schema().results().size());
        int count = arguments.length;
        Object[] all = Arrays.copyOf(arguments, count + outs.length);
        System.arraycopy(outs, 0, all, count, outs.length);
        return write(
                operation.toString(),
                operation.schemaInto(),
                operation::check,
                operation.mayBeOut(),
                values -> backend.runInto(operation, Arrays.copyOf(values, count), outs),
                all);
    }

    private void checkCount(String function, int results) {
        if (results != outs.length) {
            throw new IllegalArgumentException(
                    results == 1
                            ? function + "() has one result, and takes one out"
                            : function + "() has two results: torch.out(values, indices)." + function + "(...)");
        }
    }
}
