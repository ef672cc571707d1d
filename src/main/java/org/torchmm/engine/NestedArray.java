package org.torchmm.engine;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.torchmm.rules.Sizes;

/** The data of a Java array of arrays, as torch reads nested lists: one after the other, and their size. */
record NestedArray(Object flat, long[] size) {

    /** Of any depth and one of the five element types; {@link IllegalArgumentException} if it is ragged. */
    static NestedArray of(Object[] data) {
        Class<?> type = data.getClass();
        int rank = 0;
        while (type.isArray()) {
            type = type.getComponentType();
            rank++;
        }
        if (!JavaArrays.isElement(type)) {
            throw new IllegalArgumentException(
                    "tensor() takes arrays of float, double, int, long or boolean, not of " + type.getName());
        }
        long[] size = new long[rank];
        Arrays.fill(size, -1);
        measure(data, size, 0);
        int depth = 0; // Python sees no dimensions below an empty one
        while (depth < rank && size[depth] > 0) {
            depth++;
        }
        long[] sizes = depth == rank ? size : Arrays.copyOf(size, depth + 1);
        int length = Math.toIntExact(Sizes.elements(sizes));
        Object flat = Array.newInstance(type, length);
        if (length > 0) {
            flatten(data, flat, 0);
        }
        return new NestedArray(flat, sizes);
    }

    private static void measure(Object data, long[] size, int dim) {
        if (data == null) {
            throw new NullPointerException("tensor(): an array of dim " + dim + " is null");
        }
        int length = Array.getLength(data);
        if (size[dim] >= 0 && size[dim] != length) {
            throw new IllegalArgumentException(
                    "expected sequence of length " + size[dim] + " at dim " + dim + " (got " + length + ")");
        }
        size[dim] = length;
        if (dim + 1 < size.length) {
            for (Object row : (Object[]) data) {
                measure(row, size, dim + 1);
            }
        }
    }

    private static int flatten(Object data, Object flat, int at) {
        if (!(data instanceof Object[] rows)) {
            int length = Array.getLength(data);
            System.arraycopy(data, 0, flat, at, length);
            return at + length;
        }
        int next = at;
        for (Object row : rows) {
            next = flatten(row, flat, next);
        }
        return next;
    }
}
