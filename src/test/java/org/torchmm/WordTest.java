package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Word;

/** What is said of a product outside its row in the table says the same. */
class WordTest {

    @Test
    void the_facade_has_the_words_of_the_tables() {
        Set<String> methods =
                Arrays.stream(Torch.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
        Stream.concat(
                        Arrays.stream(Word.values()).map(Word::toString),
                        Arrays.stream(Operation.values()).map(Operation::method))
                .forEach(word -> assertTrue(methods.contains(word), word + " of " + methods));
    }

    @ParameterizedTest
    @EnumSource
    void a_word_is_a_method_of_so_many_arrays(Word word) throws NoSuchMethodException {
        Class<?>[] arrays = new Class<?>[word.operands().size()];
        Arrays.fill(arrays, NDArray.class);
        assertEquals(
                NDArray.class, Torch.class.getMethod(word.toString(), arrays).getReturnType());
    }

    @ParameterizedTest
    @EnumSource
    void the_readme_names_the_operands(Word word) throws IOException {
        String call = "`" + word + "(" + String.join(", ", word.operands()) + ")`";
        assertTrue(Files.readString(Path.of("README.md")).contains(call), call);
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_names_the_operands(Word word) {
        try (Torch torch = Torch.open()) {
            NDArray array = torch.ones(2);
            assertEquals(
                    word + "(): argument '" + word.operands().get(0) + "' (position 1) must be Tensor, not NoneType",
                    refusal(torch, word, null, array));
            assertEquals(
                    word + "(): argument '" + word.operands().get(1) + "' (position 2) must be Tensor, not NoneType",
                    refusal(torch, word, array, null));
        }
    }

    private static String refusal(Torch torch, Word word, NDArray input, NDArray other) {
        return assertThrows(NullPointerException.class, () -> torch.multiply(word, input, other))
                .getMessage();
    }

    @Test
    void words_are_found_by_name() {
        assertSame(Word.MATMUL, Word.of("matmul"));
        assertEquals(
                "no product is called MM; there are " + Arrays.toString(Word.values()),
                assertThrows(IllegalArgumentException.class, () -> Word.of("MM"))
                        .getMessage());
    }
}
