package org.torchmm.libtorch;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.Arrays;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Kronecker;
import org.torchmm.rules.Operation;
import org.torchmm.rules.TensorDot;

/**
 * Operations by DJL's own native calls, those that libtorch's operator comes down to itself, to the bit: half the time of a TorchScript
 * call or less. Not where an operation is recorded: the text of its gradient would be another.
 */
final class DirectCalls {

    /** No handle: what the operator itself is left to. */
    static final long NONE = 0;

    private final Temporaries made = new Temporaries();

    private DirectCalls() {}

    /** A new handle; operands have passed the rule. */
    static long run(Operation operation, Object... arguments) {
        DirectCalls calls = new DirectCalls();
        long result = NONE;
        try {
            result = switch (operation) {
                case ADDMM -> calls.addmm(arguments);
                case LINEAR -> linear(arguments);
                case OUTER -> calls.outer(array(arguments[0]), array(arguments[1]));
                case INNER -> calls.inner(array(arguments[0]), array(arguments[1]));
                case VDOT -> vdot(array(arguments[0]), array(arguments[1]));
                case VECDOT -> calls.vecdot(array(arguments[0]), array(arguments[1]), (Long) arguments[2]);
                case TENSORDOT ->
                    calls.tensordot(
                            array(arguments[0]), array(arguments[1]), (long[]) arguments[2], (long[]) arguments[3]);
                case KRON -> calls.kron(array(arguments[0]), array(arguments[1]));
                default -> NONE;
            };
            return result;
        } finally {
            calls.made.deleteAllBut(result);
        }
    }

    /** By linear, which transposes its second operand back. */
    private long addmm(Object... arguments) {
        if (!isOne(arguments[3]) || !isOne(arguments[4])) {
            return NONE;
        }
        long mat2 = made.keep(Natives.permute(handle(arguments[2]), 1, 0));
        return Natives.linear(handle(arguments[1]), mat2, handle(arguments[0]));
    }

    private static boolean isOne(Object number) {
        return number instanceof Integer one && one == 1;
    }

    private static long linear(Object... arguments) {
        boolean isAddmm = arguments[2] != null && sizes(array(arguments[0])).length == 2;
        return isAddmm ? Natives.linear(handle(arguments[0]), handle(arguments[1]), handle(arguments[2])) : NONE;
    }

    private long outer(PtNDArray input, PtNDArray vec2) {
        return Natives.mul(made.keep(Natives.reshape(handle(input), sizes(input)[0], 1)), handle(vec2));
    }

    private long inner(PtNDArray input, PtNDArray other) {
        boolean isProduct = sizes(input).length == 0 || sizes(other).length == 0;
        return isProduct
                ? Natives.mul(handle(input), handle(other))
                : tensordot(input, other, new long[] {-1}, new long[] {-1});
    }

    private static long vdot(PtNDArray input, PtNDArray other) {
        return isReal(input) ? Natives.matmul(handle(input), handle(other)) : NONE;
    }

    private long vecdot(PtNDArray x, PtNDArray y, long dim) {
        if (!isReal(x) || !isReal(y)) {
            return NONE;
        }
        boolean isDot = sizes(x).length == 1 && sizes(y).length == 1;
        return isDot
                ? Natives.matmul(handle(x), handle(y))
                : Natives.sum(made.keep(Natives.mul(handle(x), handle(y))), dim);
    }

    /** Where none of the dimensions has size 1, over which libtorch sums by itself. */
    private long tensordot(PtNDArray a, PtNDArray b, long[] dimsA, long[] dimsB) {
        long[] sizes = sizes(a);
        long[] sizes2 = sizes(b);
        int inner = dimsA.length;
        long[] order = new long[sizes.length];
        long[] order2 = new long[sizes2.length];
        long[] result = new long[sizes.length + sizes2.length - 2 * inner];
        long contracted = 1;
        for (int i = 0; i < inner; i++) {
            int d = TensorDot.dimension(dimsA[i], sizes.length);
            order[sizes.length - inner + i] = d;
            order2[i] = TensorDot.dimension(dimsB[i], sizes2.length);
            contracted *= sizes[d];
            if (sizes[d] == 1 || sizes2[(int) order2[i]] == 1) {
                return NONE;
            }
        }
        long rows = free(sizes, TensorDot.contracted(dimsA, sizes.length), order, 0, result, 0);
        long columns =
                free(sizes2, TensorDot.contracted(dimsB, sizes2.length), order2, inner, result, sizes.length - inner);
        long left = matrix(handle(a), sizes, order, rows, contracted);
        long right = matrix(handle(b), sizes2, order2, contracted, columns);
        long product = Natives.matmul(left, right);
        boolean isProduct = Arrays.equals(result, new long[] {rows, columns});
        return isProduct ? product : Natives.reshape(made.keep(product), result);
    }

    /** Puts the dimensions that stay in their order, and their sizes in the result; how many elements they are. */
    private static long free(long[] sizes, boolean[] contracted, long[] order, int at, long[] result, int from) {
        long elements = 1;
        int n = at;
        int to = from;
        for (int d = 0; d < sizes.length; d++) {
            if (!contracted[d]) {
                order[n++] = d;
                result[to++] = sizes[d];
                elements *= sizes[d];
            }
        }
        return elements;
    }

    private long matrix(long operand, long[] sizes, long[] order, long... merged) {
        long permuted = operand;
        long[] own = sizes;
        if (!isAscending(order)) {
            permuted = made.keep(Natives.permute(operand, order));
            own = Arrays.stream(order).map(d -> sizes[(int) d]).toArray();
        }
        return Arrays.equals(own, merged) ? permuted : made.keep(Natives.reshape(permuted, merged));
    }

    private static boolean isAscending(long... order) {
        for (int d = 1; d < order.length; d++) {
            if (order[d - 1] > order[d]) {
                return false;
            }
        }
        return true;
    }

    private long kron(PtNDArray input, PtNDArray other) {
        long[] sizes = sizes(input);
        long[] sizes2 = sizes(other);
        if (sizes.length == 0 || sizes2.length == 0) {
            return NONE;
        }
        Kronecker.Spread spread = Kronecker.Spread.of(new TensorFacts(input), new TensorFacts(other));
        long first = made.keep(Natives.reshape(handle(input), spread.first().sizes()));
        long second = made.keep(Natives.reshape(handle(other), spread.second().sizes()));
        return Natives.reshape(made.keep(Natives.mul(first, second)), spread.result());
    }

    private static boolean isReal(PtNDArray array) {
        Dtype dtype = DataTypes.dtype(array.getDataType());
        return dtype != null && dtype != Dtype.COMPLEX64;
    }

    private static PtNDArray array(Object argument) {
        return (PtNDArray) argument;
    }

    private static long handle(Object array) {
        return ((PtNDArray) array).getHandle();
    }

    private static long[] sizes(PtNDArray array) {
        return array.getShape().getShape();
    }
}
