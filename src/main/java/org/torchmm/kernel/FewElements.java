package org.torchmm.kernel;

/**
 * The chains of {@link Summation#BLOCKED} of all elements of some rows of c, where those are too few for loops along a row: side by side, the
 * chains of one element after those of another.
 */
final class FewElements {

    /** Where each chain begins in a, and in b. */
    final int[] a;

    final int[] b;

    /** Steps that all chains have; some have one more. */
    final int steps;

    private final Split split;
    private final int columns;
    private final int i0;

    /** Rows i0 to i1 of matrix {@code q}. */
    FewElements(Product<?> p, int q, int i0, int i1) {
        split = Summation.chains(p.k());
        steps = split.least();
        columns = p.n();
        this.i0 = i0;
        int count = (i1 - i0) * columns * split.chunks();
        a = new int[count];
        b = new int[count];
        int startA = p.a().offset() + q * p.a().batchStride();
        int startB = p.b().offset() + q * p.b().batchStride();
        int x = 0;
        for (int row = i0; row < i1; row++) {
            for (int column = 0; column < columns; column++) {
                for (int chain = 0; chain < split.chunks(); chain++, x++) {
                    int k = split.from(chain);
                    a[x] = startA + row * p.a().rowStride() + k * p.a().columnStride();
                    b[x] = startB + column * p.b().columnStride() + k * p.b().rowStride();
                }
            }
        }
    }

    int count() {
        return a.length;
    }

    int row(int x) {
        return i0 + x / split.chunks() / columns;
    }

    int column(int x) {
        return x / split.chunks() % columns;
    }

    /** Of its element's. */
    int chain(int x) {
        return x % split.chunks();
    }

    boolean hasOneMore(int x) {
        return split.to(chain(x)) - split.from(chain(x)) > steps;
    }
}
