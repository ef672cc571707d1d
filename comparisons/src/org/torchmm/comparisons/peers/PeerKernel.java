package org.torchmm.comparisons.peers;

import java.util.Set;
import org.torchmm.comparisons.SpeedTask;
import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.Matrices;
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

    /** What BLAS multiplies. */
    static final Set<Element> FLOATING = Set.of(Element.FLOAT32, Element.FLOAT64);

    static final Set<Element> EVERY = Set.of(Element.values());

    private final String name;
    private final Set<Element> elements;

    PeerKernel(String name, Set<Element> elements) {
        this.name = name;
        this.elements = elements;
    }

    @Override
    public final Set<Element> elements() {
        return elements;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        multiply(a, b, c);
    }

    @Override
    public final void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        multiply(a, b, c);
    }

    @Override
    public final void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        multiply(a, b, c);
    }

    @Override
    public final void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        multiply(a, b, c);
    }

    private void multiply(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        try (PreparedProduct product = prepare(a, b, c)) {
            product.run();
            product.read();
        }
    }

    PreparedProduct floats(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        throw refusal(c);
    }

    PreparedProduct doubles(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        throw refusal(c);
    }

    PreparedProduct ints(IntMatrices a, IntMatrices b, IntMatrices c) {
        throw refusal(c);
    }

    PreparedProduct longs(LongMatrices a, LongMatrices b, LongMatrices c) {
        throw refusal(c);
    }

    private UnsupportedOperationException refusal(Matrices<?> c) {
        return new UnsupportedOperationException(name + " does not multiply matrices of " + c.element());
    }

    /** The product of a task, ready to run into memory that is there already; to be closed. */
    public final PreparedProduct prepare(SpeedTask task) {
        return prepare(task.first(), task.second(), task.result());
    }

    /** The product, ready to run; to be closed. All three are of one element type. */
    final PreparedProduct prepare(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        boolean fit = a.batch() == b.batch()
                && a.batch() == c.batch()
                && a.columns() == b.rows()
                && c.rows() == a.rows()
                && c.columns() == b.columns();
        if (!fit) {
            throw new IllegalArgumentException("a " + Storage.text(a) + ", b " + Storage.text(b) + " and c "
                    + Storage.text(c) + " do not fit together");
        }
        if (c.isEmpty()) {
            return () -> {};
        }
        if (Storage.overlap(c, a) || Storage.overlap(c, b) || !Storage.hasDistinctElements(c)) {
            throw new IllegalArgumentException(
                    "elements of c " + Storage.text(c) + " share memory with each other, a or b");
        }
        if (a.columns() == 0) {
            return () -> DenseCopies.zero(c);
        }
        return adapt(a, b, c);
    }

    /** The product of operands that fit and are not empty, by the adapter for their element type. */
    PreparedProduct adapt(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        Adapter adapter = new Adapter();
        adapter.bmm(a, b, c);
        return adapter.product;
    }

    /** Instead of multiplying, takes the product that is to be run: {@link MatrixKernel} finds the method for the element type. */
    private final class Adapter implements MatrixKernel {

        private PreparedProduct product;

        @Override
        public String name() {
            return name;
        }

        @Override
        public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
            product = floats(a, b, c);
        }

        @Override
        public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
            product = doubles(a, b, c);
        }

        @Override
        public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
            product = ints(a, b, c);
        }

        @Override
        public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
            product = longs(a, b, c);
        }
    }
}
