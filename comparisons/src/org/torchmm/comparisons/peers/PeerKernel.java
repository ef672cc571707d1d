package org.torchmm.comparisons.peers;

import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;

/**
 * Another library as a {@link MatrixKernel}: an adapter overrides the element types that its library multiplies, and the
 * others are refused with an {@link UnsupportedOperationException}.
 *
 * <p>The rules of {@link MatrixKernel} are kept here, since half of the peers check nothing: operands that do not fit are
 * refused, and neither a result without elements nor one of empty sums is asked of an adapter. {@code bmm} copies to and
 * from the library's memory where it has one of its own; {@link #prepare} keeps that apart, for fair timing.
 */
public abstract class PeerKernel implements MatrixKernel {

    private final String name;

    PeerKernel(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        multiply(prepare(a, b, c));
    }

    @Override
    public final void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        multiply(prepare(a, b, c));
    }

    @Override
    public final void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        multiply(prepare(a, b, c));
    }

    @Override
    public final void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        multiply(prepare(a, b, c));
    }

    /** The float32 product, ready to run; to be closed. */
    public final PreparedProduct prepare(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        return prepare(Operand.of(a), Operand.of(b), Operand.of(c), this::floats);
    }

    /** The float64 product, ready to run; to be closed. */
    public final PreparedProduct prepare(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        return prepare(Operand.of(a), Operand.of(b), Operand.of(c), this::doubles);
    }

    /** The int32 product, ready to run; to be closed. */
    public final PreparedProduct prepare(IntMatrices a, IntMatrices b, IntMatrices c) {
        return prepare(Operand.of(a), Operand.of(b), Operand.of(c), this::ints);
    }

    /** The int64 product, ready to run; to be closed. */
    public final PreparedProduct prepare(LongMatrices a, LongMatrices b, LongMatrices c) {
        return prepare(Operand.of(a), Operand.of(b), Operand.of(c), this::longs);
    }

    PreparedProduct floats(Operand<float[]> a, Operand<float[]> b, Operand<float[]> c) {
        throw refusal("float32");
    }

    PreparedProduct doubles(Operand<double[]> a, Operand<double[]> b, Operand<double[]> c) {
        throw refusal("float64");
    }

    PreparedProduct ints(Operand<int[]> a, Operand<int[]> b, Operand<int[]> c) {
        throw refusal("int32");
    }

    PreparedProduct longs(Operand<long[]> a, Operand<long[]> b, Operand<long[]> c) {
        throw refusal("int64");
    }

    private UnsupportedOperationException refusal(String dtype) {
        return new UnsupportedOperationException(name + " does not multiply matrices of " + dtype);
    }

    private static void multiply(PreparedProduct product) {
        try (product) {
            product.run();
            product.read();
        }
    }

    private interface Adapter<A> {
        PreparedProduct prepare(Operand<A> a, Operand<A> b, Operand<A> c);
    }

    private static <A> PreparedProduct prepare(Operand<A> a, Operand<A> b, Operand<A> c, Adapter<A> adapter) {
        boolean fit = a.batch() == b.batch()
                && a.batch() == c.batch()
                && a.columns() == b.rows()
                && c.rows() == a.rows()
                && c.columns() == b.columns();
        if (!fit) {
            throw new IllegalArgumentException("a " + a + ", b " + b + " and c " + c + " do not fit together");
        }
        if (c.isEmpty()) {
            return () -> {};
        }
        if (c.overlaps(a) || c.overlaps(b) || !c.hasDistinctElements()) {
            throw new IllegalArgumentException("elements of c " + c + " share memory with each other, a or b");
        }
        if (a.columns() == 0) {
            return () -> DenseCopies.copy(DenseCopies.emptyLike(c), c);
        }
        return adapter.prepare(a, b, c);
    }
}
