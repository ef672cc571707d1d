package org.torchmm.comparisons.calls;

/**
 * How near the numbers of both kinds have to be where libtorch's are floating-point. Whole numbers and truth values are equal
 * everywhere.
 */
enum Closeness {
    /** Every bit; any NaN is NaN. */
    BITS,
    /** float64 normals: 2 units in the last place, as the C library's sine and cosine are not Java's. */
    NORMALS,
    /** Functions of one element, whose last bits are the library's: 4 units in the last place. */
    FUNCTION,
    /** A product: the bound that its sums have in every order, from the largest numbers of the operands. */
    PRODUCT,
    /** Sums and what is made of them: the bound of a sum over the whole operand. */
    SUM,
    /** As {@link #SUM}, where libtorch rounds halves on the way. */
    HALVES
}
