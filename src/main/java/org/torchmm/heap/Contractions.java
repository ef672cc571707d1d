package org.torchmm.heap;

import java.util.ArrayList;
import java.util.List;
import org.torchmm.rules.ChainOrder;
import org.torchmm.rules.Contraction;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.Kronecker;
import org.torchmm.rules.MemoryOrder;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Strides;
import org.torchmm.rules.TensorDot;
import org.torchmm.rules.ViewRules;
import org.torchmm.rules.Word;

/** Sums of products, chains and powers of matrices; operands have passed their rule, and are held. */
final class Contractions {

    private final KernelProducts products;
    private final Recycler recycler;
    private final PairContraction pairs;

    Contractions(KernelProducts products, Recycler recycler) {
        this.products = products;
        this.recycler = recycler;
        pairs = new PairContraction(products, recycler);
    }

    /** The result, over memory that one array may take. */
    Operand run(Operation operation, Inputs inputs) {
        return switch (operation) {
            case EINSUM -> new EinsumSteps(pairs, recycler).of(inputs.text(0), operands(inputs, 1));
            case TENSORDOT -> tensordot(operand(inputs, 0), operand(inputs, 1), inputs.integers(2), inputs.integers(3));
            case MULTI_DOT, CHAIN_MATMUL -> chain(operands(inputs, 0));
            case CHAIN_MATMUL_OF_ONE -> copy(operand(inputs, 0));
            case VECDOT -> vecdot(operand(inputs, 0), operand(inputs, 1), inputs.integer(2));
            case KRON -> kron(operand(inputs, 0), operand(inputs, 1));
            case MATRIX_POWER -> power(operand(inputs, 0), inputs.integer(1));
            default -> throw new AssertionError(operation);
        };
    }

    private static Operand operand(Inputs inputs, int index) {
        return (Operand) inputs.tensor(index);
    }

    private static List<Operand> operands(Inputs inputs, int index) {
        return inputs.tensors(index).stream().map(Operand.class::cast).toList();
    }

    private Operand tensordot(Operand a, Operand b, long[] dimsA, long[] dimsB) {
        int[] orderA = order(a, dimsA);
        int[] orderB = order(b, dimsB);
        int contracted = dimsA.length;
        int freeA = a.rank() - contracted;
        int freeB = b.rank() - contracted;
        Layout x = a.layout().permuted(orderA);
        Layout y = b.layout().permuted(orderB);
        for (int i = 0; i < freeB; i++) {
            x = x.unsqueezed(freeA);
        }
        for (int i = 0; i < freeA; i++) {
            y = y.unsqueezed(0);
        }
        Operand first = summed(new Operand(a.storage(), x), y.sizes(), freeA + freeB);
        Operand second = summed(new Operand(b.storage(), y), x.sizes(), freeA + freeB);
        int[] counts = new int[x.rank()];
        for (int d = freeA + freeB; d < counts.length; d++) {
            counts[d] = first.sizes()[d] == 1 ? 0 : 2;
        }
        Contraction step = Contraction.of(first.sizes(), second.sizes(), freeA + freeB, counts);
        Operand c = pairs.of(first, second, step);
        letGo(first, a);
        letGo(second, b);
        return contiguous(EinsumSteps.kept(c, freeA + freeB));
    }

    /** What stays, then what is contracted, in the order of the list. */
    private static int[] order(Operand operand, long... dims) {
        boolean[] contracted = TensorDot.contracted(dims, operand.rank());
        int[] order = new int[operand.rank()];
        int n = 0;
        for (int d = 0; d < order.length; d++) {
            if (!contracted[d]) {
                order[n++] = d;
            }
        }
        for (long dim : dims) {
            order[n++] = TensorDot.dimension(dim, operand.rank());
        }
        return order;
    }

    /** Summed over where the other has size 1, in its own dtype. */
    private Operand summed(Operand operand, long[] other, int from) {
        boolean[] reduced = new boolean[operand.rank()];
        boolean isAny = false;
        for (int d = from; d < reduced.length; d++) {
            reduced[d] = other[d] == 1 && operand.sizes()[d] != 1;
            isAny |= reduced[d];
        }
        Dtype dtype = operand.dtype();
        return isAny ? Reduction.of(recycler, BinaryOp.ADD, operand, reduced, true, dtype, dtype, 0) : operand;
    }

    private static void letGo(Operand made, Operand given) {
        if (made.storage() != given.storage()) {
            made.storage().letGo();
        }
    }

    private Operand contiguous(Operand made) {
        if (made.layout().isContiguous()) {
            return new Operand(made.storage(), new Layout(made.sizes(), Strides.contiguous(made.sizes()), 0));
        }
        Operand copy = made.contiguous(recycler);
        made.storage().letGo();
        return copy;
    }

    private Operand chain(List<Operand> tensors) {
        List<Operand> matrices = new ArrayList<>(tensors);
        int last = matrices.size() - 1;
        boolean isRow = matrices.get(0).rank() == 1;
        boolean isColumn = matrices.get(last).rank() == 1;
        if (isRow) {
            matrices.set(0, unsqueezed(matrices.get(0), 0));
        }
        if (isColumn) {
            matrices.set(last, unsqueezed(matrices.get(last), 1));
        }
        Operand c = ChainOrder.of(tensors).product(matrices::get, (a, b) -> {
            Operand product = times(a, b);
            for (Operand factor : List.of(a, b)) {
                if (!matrices.contains(factor)) {
                    factor.storage().letGo();
                }
            }
            return product;
        });
        return new Operand(c.storage(), c.layout().without(isRow, isColumn));
    }

    private static Operand unsqueezed(Operand vector, int dim) {
        return new Operand(vector.storage(), vector.layout().unsqueezed(dim));
    }

    private Operand times(Operand a, Operand b) {
        return products.product(Word.MATMUL::plan, a, b, b.dtype(), recycler);
    }

    /** With the order of elements that libtorch's clone keeps. */
    private Operand copy(Operand a) {
        long[] strides = MemoryOrder.ofCopy(a.sizes(), a.strides());
        Layout ordered = a.layout().permuted(Orders.farthestFirst(strides));
        return new Operand(Copies.dense(recycler, a.storage(), ordered, a.dtype()), new Layout(a.sizes(), strides, 0));
    }

    private Operand vecdot(Operand x, Operand y, long dim) {
        Operand a = x.dtype() == Dtype.COMPLEX64 ? conjugate(x) : x;
        Operand c;
        if (x.rank() == 1 && y.rank() == 1) {
            c = products.product(Word.DOT::plan, a, y, y.dtype(), recycler);
        } else {
            int rank = Math.max(x.rank(), y.rank());
            c = rank == 0 ? pairs.elementwise(a, y) : along(ViewRules.dimension(dim, rank), rank, a, y);
        }
        letGo(a, x);
        return c;
    }

    private Operand along(int dim, int rank, Operand a, Operand b) {
        int[] order = new int[rank];
        for (int d = 0, n = 0; d < rank; d++) {
            order[d == dim ? rank - 1 : n++] = d;
        }
        Operand x = aligned(a, rank, order);
        Operand y = aligned(b, rank, order);
        int[] counts = new int[rank];
        counts[rank - 1] = (x.sizes()[rank - 1] == 1 ? 0 : 1) + (y.sizes()[rank - 1] == 1 ? 0 : 1);
        Contraction step = Contraction.of(x.sizes(), y.sizes(), rank - 1, counts);
        return contiguous(EinsumSteps.kept(pairs.of(x, y, step), rank - 1));
    }

    private static Operand aligned(Operand operand, int rank, int... order) {
        Layout layout = operand.layout();
        while (layout.rank() < rank) {
            layout = layout.unsqueezed(0);
        }
        return new Operand(operand.storage(), layout.permuted(order));
    }

    private Operand conjugate(Operand a) {
        Operand copy =
                new Operand(Copies.dense(recycler, a.storage(), a.layout(), a.dtype()), Layout.contiguous(a.sizes()));
        float[] parts = (float[]) copy.storage().data;
        int count = (int) copy.layout().count();
        for (int i = 0; i < count; i++) {
            parts[2 * i + 1] = -parts[2 * i + 1];
        }
        return copy;
    }

    private Operand kron(Operand a, Operand b) {
        Kronecker.Spread spread = Kronecker.Spread.of(a, b);
        Operand c = pairs.elementwise(seen(a, spread.first()), seen(b, spread.second()));
        return new Operand(c.storage(), c.layout().viewed(spread.result()));
    }

    private static Operand seen(Operand operand, Facts as) {
        return new Operand(
                operand.storage(),
                new Layout(as.sizes(), as.strides(), operand.layout().offset()));
    }

    private Operand power(Operand a, long n) {
        if (n < 0) {
            return powerOfInverse(a, -n);
        }
        if (n < 2) {
            return n == 0
                    ? identities(a)
                    : new Operand(
                            Copies.dense(recycler, a.storage(), a.layout(), a.dtype()), Layout.contiguous(a.sizes()));
        }
        if (n == 3) {
            Operand square = times(a, a);
            Operand cube = times(square, a);
            square.storage().letGo();
            return cube;
        }
        return bySquaring(a, n);
    }

    /** Of the least long the negative is itself, read without a sign. */
    private Operand powerOfInverse(Operand a, long n) {
        Operand inverse = Inverse.of(recycler, a);
        if (n == 1) { // as LAPACK leaves it, column by column
            Layout columns = inverse.layout().swapped(a.rank() - 2, a.rank() - 1);
            Storage copy = Copies.dense(recycler, inverse.storage(), columns, a.dtype());
            inverse.storage().letGo();
            return new Operand(copy, Layout.contiguous(columns.sizes()).swapped(a.rank() - 2, a.rank() - 1));
        }
        Operand result = bySquaring(inverse, n);
        inverse.storage().letGo();
        return result;
    }

    private Operand bySquaring(Operand a, long n) {
        Operand square = a;
        Operand result = null;
        for (long left = n; ; left >>>= 1) {
            Operand before = result;
            if ((left & 1) == 1) {
                result = before == null ? square : times(before, square);
                if (before != null && before != a && before != square) {
                    before.storage().letGo();
                }
            }
            if (left == 1) {
                letGo(square, result.storage() == square.storage() ? result : a);
                return result;
            }
            Operand next = times(square, square);
            if (square != a && square != result) {
                square.storage().letGo();
            }
            square = next;
        }
    }

    private Operand identities(Operand a) {
        int rank = a.rank();
        int n = (int) a.sizes()[rank - 1];
        Operand one = new Operand(Creation.eye(recycler, a.dtype(), n, n, 0), Layout.contiguous(n, n));
        Layout all = one.layout().expanded(a.sizes());
        Operand copies = new Operand(
                Copies.dense(recycler, one.storage(), all, a.dtype()),
                Layout.contiguous(a.sizes().clone()));
        one.storage().letGo();
        return copies;
    }
}
