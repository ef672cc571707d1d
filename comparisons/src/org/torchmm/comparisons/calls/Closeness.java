package org.torchmm.comparisons.calls;

/**
 * How near the numbers of both kinds have to be where libtorch's are floating-point. Whole numbers and truth values are equal
 * everywhere.
 */
enum Closeness {
    /** Every bit; any NaN is NaN. */
    BITS,
    /** Every bit of real numbers; of complex ones, of which each part is a sum of products, the rounding of these. */
    BITS_OF_REAL,
    /**
     * A sum with what is multiplied by {@link Call#factor}: as {@link #BITS_OF_REAL}, but of halves one rounding, which libtorch leaves out or
     * not by where in memory an element is.
     */
    SCALED_SUM,
    /** float64 normals: 2 units in the last place, as the C library's sine and cosine are not Java's. */
    NORMALS,
    /** Functions of one element, whose last bits are the library's: 4 units in the last place. */
    FUNCTION,
    /** A product: the bound that its sums have in every order, from the largest numbers of the operands. */
    PRODUCT,
    /** Sums and what is made of them: the bound of a sum over the whole operand. */
    SUM,
    /** As {@link #SUM}, where libtorch rounds halves on the way. */
    HALVES,
    /** A product of the second and the third operand, added to the first; {@link Call#factor} is what either is multiplied by at most. */
    ADDED,
    /** As {@link #ADDED}, where the first operand is not read. */
    SCALED,
    /** Products of whatever is summed over, in several steps. */
    CONTRACTION,
    /** A matrix to the power of {@link Call#factor}. */
    POWER,
    /** Roots of sums of powers: not compared where the powers may be out of reach. */
    POWERS,
    /** Variance or standard deviation; {@link Call#factor} is the correction. */
    VARIANCE,
    /** A product of all elements, in whichever order; not compared where that decides whether it is in reach. */
    SIZE_OF_PRODUCT
}
