package org.torchmm.kernel;

/**
 * Internal: a kernel that multiplies int16, and so int8 and uint8, whose products are the low bits of int16's, two steps of k at a time.
 *
 * <p>An int of a holds elements (i, 2 kk) and (i, 2 kk + 1) of a row, the first in its lower half, one of b elements (2 kk, j) and
 * (2 kk + 1, j) of a column; after an odd k follows a 0.
 */
public interface ShortPairs {

    /** Rows of a and columns of b at least: a panel has 32 columns or fewer, and of a single one rows of a are not packed. */
    int LEAST = 64;

    /**
     * What makes c = a x b in int16, modulo 2^16: a is (batch, m, pairs), b (batch, pairs, n), c (batch, m, n), of whose ints the upper
     * halves hold anything. a and b need not be written before it is run. Null of fewer rows or columns, and until what it takes is compiled.
     */
    Runnable product(IntMatrices a, IntMatrices b, IntMatrices c);
}
