package org.torchmm.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Elements;
import org.torchmm.rules.Dtype;

/**
 * Reads the elements of a tensor that its text shows, and only them: of a summarised tensor the corners cross to Java,
 * however large the rest.
 */
final class ShownElements {

    private ShownElements() {}

    /** The elements to show, in row-major order; all that is made on the way is freed before it returns. */
    static ElementTexts of(Backend backend, NDArray tensor, Dtype dtype, boolean summarized) {
        // Not a sub-manager of the tensor's own, which another thread may close meanwhile.
        try (NDManager temporary = backend.newManager(tensor.getDevice())) {
            NDArray view = backend.alias(tensor, temporary);
            NDArray shown = summarized ? corners(view, 0) : view;
            // A copy applies the negations that torch has only marked so far (imaginary parts of conjugates).
            return texts(shown.duplicate(), dtype);
        }
    }

    /** Recurs along the axes that are abridged, of which no array has more than some twenty. */
    private static NDArray corners(NDArray view, int from) {
        Shape shape = view.getShape();
        int axis = from;
        while (axis < shape.dimension() && !PrintOptions.isAbridged(shape.get(axis))) {
            axis++;
        }
        if (axis == shape.dimension()) {
            return view;
        }
        long size = shape.get(axis);
        NDArray first = corners(slice(view, axis, 0, PrintOptions.EDGE_ITEMS), axis + 1);
        NDArray last = corners(slice(view, axis, size - PrintOptions.EDGE_ITEMS, size), axis + 1);
        return first.concat(last, axis);
    }

    private static NDArray slice(NDArray view, int axis, long from, long to) {
        return view.get(new NDIndex().addAllDim(axis).addSliceDim(from, to));
    }

    private static ElementTexts texts(NDArray shown, Dtype dtype) {
        if (dtype == Dtype.COMPLEX64) {
            return ElementTexts.ofComplex(Elements.doubles(shown, dtype));
        }
        if (dtype.isFloatingPoint()) {
            return ElementTexts.ofFloats(Elements.doubles(shown, dtype));
        }
        long[] values = Elements.longs(shown);
        return dtype == Dtype.BOOL ? ElementTexts.ofBooleans(values) : ElementTexts.ofIntegers(values);
    }
}
