package org.torchmm.heap;

import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.torchmm.rules.Sizes;

/**
 * The Java arrays that a {@code Torch} has let go of, for its next results: a new one is zeroed and touched page by page at some
 * 12 GB/s, a used one is filled at 30 to 54.
 *
 * <p>Whoever gives an array must be the last who could read it.
 */
final class Recycler {

    /** Of arrays that are never used again. */
    static final Recycler NONE = new Recycler(0);

    /** Below this many bytes a new array costs no more than a used one. */
    private static final int LEAST = 4096;

    /** Each doubling of the size has so many classes: at most an eighth of an array is more than was asked for. */
    private static final int CLASSES = 8;

    private final long limit;
    private final Map<Class<?>, Map<Integer, Deque<SoftReference<Object>>>> arrays = new HashMap<>();
    private long held;
    private boolean isClosed;

    private Recycler(long limit) {
        this.limit = limit;
    }

    /** That keeps up to an eighth of the heap, and less where memory is short. */
    static Recycler ofTorch() {
        return ofBytes(Runtime.getRuntime().maxMemory() / 8);
    }

    static Recycler ofBytes(long limit) {
        return new Recycler(limit);
    }

    /** A Java array of so many elements or a few more, of any content. */
    Object take(Class<?> component, int length) {
        return take(component, length, false);
    }

    /** The same, all zeros if that is asked for; a new one is, and need not be written twice. */
    Object take(Class<?> component, int length, boolean isZeroed) {
        long bytes = (long) length * bytes(component);
        if (bytes < LEAST || limit == 0) {
            return Array.newInstance(component, length);
        }
        int rounded = rounded(length);
        Object used = used(component, rounded);
        if (used == null) {
            return Array.newInstance(component, rounded);
        }
        if (isZeroed) {
            Array.setByte(used, 0, (byte) 0);
            Convert.repeat(used, 1, rounded);
        }
        return used;
    }

    private synchronized Object used(Class<?> component, int length) {
        Map<Integer, Deque<SoftReference<Object>>> lengths = arrays.get(component);
        Deque<SoftReference<Object>> free = lengths == null ? null : lengths.get(length);
        while (free != null && !free.isEmpty()) {
            held -= (long) length * bytes(component);
            Object array = free.pop().get();
            if (array != null) {
                return array;
            }
        }
        return null;
    }

    /** Takes back what {@link #take} gave; nobody may use it any more. */
    void give(Object array) {
        int length = Array.getLength(array);
        Class<?> component = array.getClass().getComponentType();
        long bytes = (long) length * bytes(component);
        if (bytes < LEAST || bytes > limit || rounded(length) != length) {
            return;
        }
        synchronized (this) {
            if (isClosed) {
                return;
            }
            if (held + bytes > limit) {
                arrays.clear(); // sizes that were in use once; those in use now come back at once
                held = 0;
            }
            held += bytes;
            arrays.computeIfAbsent(component, c -> new HashMap<>())
                    .computeIfAbsent(length, n -> new ArrayDeque<>())
                    .push(new SoftReference<>(array));
        }
    }

    /** Leaves everything, and what is given from now on, to the garbage collector. */
    synchronized void close() {
        isClosed = true;
        arrays.clear();
    }

    /** The next length that is a multiple of an eighth of a power of two. */
    private static int rounded(int length) {
        int step = Math.max(1, Integer.highestOneBit(length) / CLASSES);
        return (int) Math.min(Sizes.LONGEST, ((long) length + step - 1) / step * step);
    }

    private static int bytes(Class<?> component) {
        if (component == byte.class) {
            return 1;
        }
        return component == short.class ? 2 : component == float.class || component == int.class ? 4 : 8;
    }
}
