package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.torchmm.engine.Backend;

/**
 * What bounds hang on in an operand.
 *
 * @param areWhole whether all numbers are, so that sums of them are exact in every order
 * @param largest number without its sign, infinite and NaN left out; 1 at least
 * @param doublings how far from 1 the numbers are, as a power of 2 for all of them together: whether their product is in reach
 */
record Content(
        long[] sizes,
        int count,
        double largest,
        boolean isFinite,
        double roundoff,
        double doublings,
        boolean areWhole) {

    static Content of(Backend kind, NDArray array) {
        Elements elements = Elements.of(kind, array);
        return new Content(
                array.getShape().getShape(),
                elements.count(),
                elements.largest(),
                elements.isFinite(),
                elements.isWhole() ? 0 : elements.roundoff(),
                elements.doublings(),
                elements.areWhole());
    }

    /** Read when asked for, which it seldom is. */
    static Supplier<List<Content>> later(Backend kind, NDArray... arrays) {
        return () -> Stream.of(arrays).map(array -> of(kind, array)).toList();
    }

    /** The last dimension's; 1 of an array without one. */
    long last() {
        return sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    }
}
