package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.torchmm.MatrixProducts;
import org.torchmm.rules.Word;

/** Calls of {@link MatrixProducts} by a word: its method of that name, with an array for each operand. */
public final class ProductCall {

    private static final Map<Word, MethodHandle> METHODS = methods();

    private ProductCall() {}

    /** The product that {@code word} names, or whatever exception its method ends with. */
    public static NDArray of(Word word, MatrixProducts products, NDArray... operands) {
        try {
            return (NDArray) METHODS.get(word).invokeExact(products, operands);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(word + " declares a checked exception", e);
        }
    }

    private static Map<Word, MethodHandle> methods() {
        Map<Word, MethodHandle> methods = new EnumMap<>(Word.class);
        for (Word word : Word.values()) {
            int operands = word.operands().size();
            MethodType type = MethodType.methodType(NDArray.class, Collections.nCopies(operands, NDArray.class));
            try {
                MethodHandle method =
                        MethodHandles.publicLookup().findVirtual(MatrixProducts.class, word.toString(), type);
                methods.put(word, method.asSpreader(NDArray[].class, operands));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("MatrixProducts has no " + word + " of " + word.operands(), e);
            }
        }
        return methods;
    }
}
