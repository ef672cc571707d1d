package org.torchmm.spark;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The BLAS that MLlib multiplies with, in its two packages' objects {@code BLAS}. Spark has no door to it, so the private field is
 * set that both read their products' BLAS from: seen in Spark 3.5, 4.0, 4.1 and 4.2.
 */
final class MllibBlas {

    private static final List<String> OBJECTS =
            List.of("org.apache.spark.ml.linalg.BLAS$", "org.apache.spark.mllib.linalg.BLAS$");

    private static final String FIELD = "_nativeBLAS";

    private MllibBlas() {}

    /** What they multiply with now, chosen by Spark if it has not been needed yet; one for each object. */
    static List<BLAS> get() throws ReflectiveOperationException {
        List<BLAS> found = new ArrayList<>();
        for (String name : OBJECTS) {
            Object object = object(name);
            found.add((BLAS) object.getClass().getMethod("nativeBLAS").invoke(object));
        }
        return found;
    }

    /** All of them or, where that fails, none. */
    static void set(List<BLAS> blas) throws ReflectiveOperationException {
        List<BLAS> before = get();
        try {
            assign(blas);
            if (!get().equals(blas)) {
                throw new NoSuchFieldException(FIELD + " is not what MLlib multiplies with");
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            try {
                assign(before);
            } catch (ReflectiveOperationException | RuntimeException again) {
                e.addSuppressed(again); // what could not be set was not set
            }
            throw e;
        }
    }

    private static void assign(List<BLAS> blas) throws ReflectiveOperationException {
        for (int i = 0; i < OBJECTS.size(); i++) {
            Object object = object(OBJECTS.get(i));
            Field field = object.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            field.set(object, blas.get(i)); // static in Scala 2.13, where the object is not looked at
        }
    }

    private static Object object(String name) throws ReflectiveOperationException {
        return Class.forName(name).getField("MODULE$").get(null);
    }
}
