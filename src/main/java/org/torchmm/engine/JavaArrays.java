package org.torchmm.engine;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.torchmm.kernel.Element;
import org.torchmm.rules.Dtype;

/** Java arrays that hold the elements of a dtype, each an Object here: float[], double[], int[], long[] and boolean[]. */
final class JavaArrays {

    private static final Map<Element, Dtype> DTYPES = new EnumMap<>(Map.of(
            Element.FLOAT32, Dtype.FLOAT32,
            Element.FLOAT64, Dtype.FLOAT64,
            Element.INT32, Dtype.INT32,
            Element.INT64, Dtype.INT64));

    private static final Set<Class<?>> COMPONENTS =
            Set.of(float.class, double.class, int.class, long.class, boolean.class);

    private JavaArrays() {}

    /** Whether there is a dtype for arrays of that component type. */
    static boolean isElement(Class<?> component) {
        return COMPONENTS.contains(component);
    }

    /** The dtype of an array's elements. */
    static Dtype dtype(Object array) {
        return array instanceof boolean[] ? Dtype.BOOL : DTYPES.get(Element.of(array));
    }

    /** Copies array[from, from + count) to bytes. */
    static void put(Object array, int from, int count, ByteBuffer bytes) {
        if (array instanceof boolean[] booleans) {
            for (int i = 0; i < count; i++) {
                bytes.put((byte) (booleans[from + i] ? 1 : 0));
            }
        } else {
            Element.of(array).put(array, from, count, bytes);
        }
    }
}
