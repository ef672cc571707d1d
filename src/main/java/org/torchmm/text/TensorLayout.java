package org.torchmm.text;

import ai.djl.ndarray.types.Shape;

/** Arranges the elements of a tensor in nested brackets, wraps long rows and marks with dots what a summary leaves out. */
final class TensorLayout {

    private final Shape shape;
    private final boolean summarized;
    private final ElementTexts elements;
    /** The column of the outermost bracket. */
    private final int indent;

    private final StringBuilder text = new StringBuilder();
    private int shown;

    private TensorLayout(Shape shape, boolean summarized, ElementTexts elements, int indent) {
        this.shape = shape;
        this.summarized = summarized;
        this.elements = elements;
        this.indent = indent;
    }

    /**
     * The text of a tensor that has elements.
     *
     * @param shape the tensor's whole shape
     * @param summarized whether the middle of long dimensions is left out
     * @param elements the elements that are shown, in row-major order
     * @param indent the column at which the text starts
     */
    static String of(Shape shape, boolean summarized, ElementTexts elements, int indent) {
        TensorLayout layout = new TensorLayout(shape, summarized, elements, indent);
        if (shape.isScalar()) {
            return layout.nextElement();
        }
        layout.appendAll();
        return layout.text.toString();
    }

    /** Row after row, without recursion: a tensor may have thousands of dimensions. */
    private void appendAll() {
        int last = shape.dimension() - 1;
        long[] part = new long[last];
        int axis = -1;
        do {
            text.append("[".repeat(last - axis));
            appendRow(last);
            text.append(']');
            axis = advance(part);
        } while (axis >= 0);
    }

    /** Closes what is complete, and moves on to the next slice that is shown: the axis along which it lies, -1 at the end. */
    private int advance(long[] part) {
        int axis = part.length - 1;
        while (true) {
            while (axis >= 0 && ++part[axis] == parts(axis)) {
                text.append(']');
                part[axis--] = 0;
            }
            if (axis < 0) {
                return axis;
            }
            int blankLines = shape.dimension() - axis - 2;
            text.append(',').append("\n".repeat(blankLines)).append(newLine(axis));
            if (!isGap(axis, part[axis])) {
                return axis;
            }
            text.append("...");
        }
    }

    private void appendRow(int axis) {
        int perLine = Math.max(1, (PrintOptions.LINE_WIDTH - indent - axis) / (elements.width() + ", ".length()));
        String wrap = "," + newLine(axis);
        long parts = parts(axis);
        for (long part = 0; part < parts; part++) {
            if (part > 0) {
                text.append(part % perLine == 0 ? wrap : ", ");
            }
            text.append(isGap(axis, part) ? " ..." : nextElement());
        }
    }

    /** Slices or elements to write along an axis, the dots of a summary counting as one. */
    private long parts(int axis) {
        return isAbridged(axis) ? 2 * PrintOptions.EDGE_ITEMS + 1 : shape.get(axis);
    }

    private boolean isGap(int axis, long part) {
        return part == PrintOptions.EDGE_ITEMS && isAbridged(axis);
    }

    private boolean isAbridged(int axis) {
        return summarized && PrintOptions.isAbridged(shape.get(axis));
    }

    /** A line break, and spaces to the column behind the bracket of {@code axis}. */
    private String newLine(int axis) {
        return "\n" + " ".repeat(indent + axis + 1);
    }

    private String nextElement() {
        return elements.texts()[shown++];
    }
}
