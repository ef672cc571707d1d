package org.torchmm.comparisons.peers;

import org.torchmm.comparisons.ElementType;
import org.torchmm.comparisons.Matrices;
import org.torchmm.comparisons.SpeedTask;
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
        multiply(Matrices.of(a), Matrices.of(b), Matrices.of(c));
    }

    @Override
    public final void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        multiply(Matrices.of(a), Matrices.of(b), Matrices.of(c));
    }

    @Override
    public final void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        multiply(Matrices.of(a), Matrices.of(b), Matrices.of(c));
    }

    @Override
    public final void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        multiply(Matrices.of(a), Matrices.of(b), Matrices.of(c));
    }

    PreparedProduct floats(Matrices<float[]> a, Matrices<float[]> b, Matrices<float[]> c) {
        throw refusal("float32");
    }

    PreparedProduct doubles(Matrices<double[]> a, Matrices<double[]> b, Matrices<double[]> c) {
        throw refusal("float64");
    }

    PreparedProduct ints(Matrices<int[]> a, Matrices<int[]> b, Matrices<int[]> c) {
        throw refusal("int32");
    }

    PreparedProduct longs(Matrices<long[]> a, Matrices<long[]> b, Matrices<long[]> c) {
        throw refusal("int64");
    }

    private UnsupportedOperationException refusal(String dtype) {
        return new UnsupportedOperationException(name + " does not multiply matrices of " + dtype);
    }

    private <A> void multiply(Matrices<A> a, Matrices<A> b, Matrices<A> c) {
        try (PreparedProduct product = prepare(a, b, c)) {
            product.run();
            product.read();
        }
    }

    /** The product of a task, ready to run into memory that is there already; to be closed. */
    public final PreparedProduct prepare(SpeedTask task) {
        return prepare(task.first(), task.second(), task.result());
    }

    /** The product, ready to run; to be closed. The arrays are of one of the four types that kernels multiply. */
    public final <A> PreparedProduct prepare(Matrices<A> a, Matrices<A> b, Matrices<A> c) {
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
        return adapt(a, b, c);
    }

    /** The product of operands that fit and are not empty, by the adapter for their element type. */
    @SuppressWarnings("unchecked") // all three have the array type of c
    <A> PreparedProduct adapt(Matrices<A> a, Matrices<A> b, Matrices<A> c) {
        return switch (ElementType.ofArray(c.data())) {
            case FLOAT32 -> floats((Matrices<float[]>) a, (Matrices<float[]>) b, (Matrices<float[]>) c);
            case FLOAT64 -> doubles((Matrices<double[]>) a, (Matrices<double[]>) b, (Matrices<double[]>) c);
            case INT32 -> ints((Matrices<int[]>) a, (Matrices<int[]>) b, (Matrices<int[]>) c);
            case INT64 -> longs((Matrices<long[]>) a, (Matrices<long[]>) b, (Matrices<long[]>) c);
        };
    }
}
