package org.torchmm.comparisons;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Kinds of numbers that an operand holds; each is a way to be wrong that the others do not show. */
public enum Values {
    /** Normally distributed; integers from the whole range of the dtype, so that sums wrap around. */
    NORMAL,
    /** Whole numbers from -9 to 9: every order of summation gives the same bits. */
    INTEGERS,
    /** A few NaN: they reach all of their row or column and nothing else. */
    NAN,
    /** A few infinities and many zeros: {@code inf * 0} and {@code inf - inf} are NaN. */
    INFINITIES,
    /** Zeros of both signs among ones: below 400 multiplications the sign of a zero is defined. */
    SIGNED_ZERO,
    /** The first operand below the smallest normal number: nothing may be flushed to zero. */
    SUBNORMAL,
    /** Products around the largest number: infinity where it must be, and no earlier. Even seeds are all positive. */
    HUGE;

    static Values of(String name) {
        return Arrays.stream(values())
                .filter(values -> values.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no values are called \"" + name + "\", but " + Arrays.toString(values())));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Integers have no NaN, no infinities, one zero; the largest are in {@link #NORMAL}. The instructions that libtorch multiplies
     * bfloat16 with, where the processor has them (AVX512_BF16), take subnormal numbers for zeros.
     */
    boolean suits(ElementType type) {
        if (type == ElementType.BFLOAT16 && this == SUBNORMAL) {
            return false;
        }
        return type == null || type.isFloating() || this == NORMAL || this == INTEGERS;
    }

    void fill(ElementType type, Object array, boolean isFirst, long seed) {
        Random random = new Random(2 * seed + (isFirst ? 0 : 1));
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            type.set(array, i, type.isFloating() ? next(type, isFirst, seed, random) : 0, whole(random));
        }
        if (this == NAN || this == INFINITIES) {
            for (int i = 0; i < 1 + length / 40 && length > 0; i++) {
                double special = this == NAN
                        ? Double.NaN
                        : random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                type.set(array, random.nextInt(length), special, 0);
            }
        }
    }

    private long whole(Random random) {
        return this == INTEGERS ? random.nextInt(19) - 9 : random.nextLong();
    }

    private double next(ElementType type, boolean isFirst, long seed, Random random) {
        return switch (this) {
            case NORMAL, NAN -> random.nextGaussian();
            case INTEGERS -> whole(random);
            case INFINITIES -> random.nextInt(4) == 0 ? 0 : random.nextGaussian();
            case SIGNED_ZERO ->
                switch (random.nextInt(8)) {
                    case 0 -> 1;
                    case 1 -> -1;
                    case 2, 3, 4 -> 0.0;
                    default -> -0.0;
                };
            case SUBNORMAL ->
                isFirst ? random.nextGaussian() / 4 * type.smallestNormal() : Math.scalb(random.nextGaussian(), 6);
            case HUGE -> {
                double size = Math.scalb(1 + random.nextDouble(), type.maxExponent() / 2 - random.nextInt(4));
                yield seed % 2 != 0 && random.nextBoolean() ? -size : size;
            }
        };
    }
}
