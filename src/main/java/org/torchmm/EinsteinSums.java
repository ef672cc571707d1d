package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.torchmm.rules.Operation;

/** Sums of products over dimensions that are named: einsum, under the rules of {@link Contractions}. */
public interface EinsteinSums {

    /**
     * Einstein's summation: {@code einsum("bij,bjk->bik", a, b)} is {@code bmm(a, b)}, {@code (B, N, M) x (B, M, P) -> (B, N, P)}.
     *
     * <p>Each operand has a letter a dimension, a to z or A to Z, and a letter stands for one size wherever it is; sizes of 1 are
     * stretched. The result has the dimensions behind {@code ->}, and the others are summed over; without an arrow it has the letters
     * that occur once, A to Z before a to z. A letter that an operand repeats is its diagonal, {@code ...} are the dimensions without
     * letters, which broadcast, and blanks are nothing.
     *
     * <p>Operands meet two by two. On libtorch's arrays from the left, as in PyTorch; in Java's memory three and more in the order that
     * takes the fewest multiplications, which may round floating-point numbers otherwise, up to 8 of them in the best of all orders.
     * Where nothing is summed dtypes may differ and are promoted as {@code mul} does, bool among them; a sum that is no product, as of
     * the i in {@code "ij->j"}, is of int64 if the operand is of whole numbers.
     *
     * <p>The result of one operand of which nothing is summed is a view of it, {@code "ij->ji"} or {@code "ii->i"}; other results are new, of any strides.
     *
     * @param equation as above
     * @param operands one or more. Not modified.
     * @return of the dimensions of the equation's right side
     * @throws IllegalArgumentException if the equation is none, or has another number of operands or of dimensions ({@code einsum():
     *     the number of subscripts in the equation (3) does not match the number of dimensions (2) for operand 1 and no ellipsis was
     *     given}), if sizes of a letter differ, or as {@link MatrixProducts#bmm} if the dtypes of two that are multiplied and summed
     *     differ or are bool
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.einsum.html">torch.einsum</a>
     */
    default NDArray einsum(String equation, NDArray... operands) {
        return Calls.of(this).answer(Operation.EINSUM, equation, operands == null ? null : Arrays.asList(operands));
    }
}
