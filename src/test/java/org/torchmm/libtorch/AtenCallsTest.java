package org.torchmm.libtorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.Torch;
import org.torchmm.rules.Word;

/** libtorch's operators by the module that is written from the table of words. */
class AtenCallsTest {

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_word_is_the_operator_that_djl_or_matmul_reach(Word word) {
        NDArray a = operand(word, 0);
        NDArray b = operand(word, 1);
        try (NDArray result = AtenCalls.run(word, a, b)) {
            NDArray expected = LibtorchBackend.INSTANCE.run(word, a, b, torch.manager());
            assertEquals(expected.getShape(), result.getShape());
            assertArrayEquals(expected.toFloatArray(), result.toFloatArray());
        }
    }

    private NDArray operand(Word word, int index) {
        return switch (word) {
            case DOT -> torch.randn(5);
            case MV -> index == 0 ? torch.randn(4, 5) : torch.randn(5);
            case MM -> index == 0 ? torch.randn(4, 5) : torch.randn(5, 3);
            case BMM -> index == 0 ? torch.randn(2, 4, 5) : torch.randn(2, 5, 3);
            case MATMUL -> index == 0 ? torch.randn(2, 1, 4, 5) : torch.randn(3, 5, 6);
        };
    }

    @Test
    void a_result_is_an_array_like_any_other() {
        NDArray a = torch.ones(2, 3);
        NDArray product = AtenCalls.run(Word.MM, a, torch.ones(3, 2));
        product.addi(1); // refused of an array of inference mode
        assertArrayEquals(new float[] {4, 4, 4, 4}, product.toFloatArray());
        a.setRequiresGradient(true);
        try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
            collector.backward(AtenCalls.run(Word.MM, a, torch.full(2.0, 3, 2)).sum());
        }
        assertArrayEquals(new float[] {4, 4, 4, 4, 4, 4}, a.getGradient().toFloatArray());
    }

    @Test
    void a_refusal_is_libtorch_s_own_sentence() {
        NDArray a = torch.ones(2, 3);
        EngineException e = assertThrows(EngineException.class, () -> AtenCalls.run(Word.MM, a, torch.ones(4, 5)));
        assertEquals("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", AtenCalls.sentence(e));
    }

    @Test
    void nothing_is_left_behind() {
        NDArray a = torch.ones(2, 3);
        NDArray b = torch.ones(4, 5);
        int before = torch.manager().getManagedArrays().size();
        assertThrows(EngineException.class, () -> AtenCalls.run(Word.MM, a, b));
        AtenCalls.stride((ai.djl.pytorch.engine.PtNDArray) a);
        AtenCalls.run(Word.MM, a, torch.t(a)).close();
        assertEquals(before + 1, torch.manager().getManagedArrays().size()); // the view
        assertTrue(torch.manager().isOpen());
    }
}
