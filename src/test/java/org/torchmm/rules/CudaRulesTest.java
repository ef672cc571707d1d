package org.torchmm.rules;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of operands on a GPU before libtorch is asked: ranks alone, as its sentences for the rest are a GPU's own. */
class CudaRulesTest {

    private record Operand(long[] sizes, Dtype dtype, boolean isCuda) implements Facts {

        @Override
        public long[] strides() {
            return Strides.contiguous(sizes);
        }

        @Override
        public boolean requiresGrad() {
            return false;
        }

        @Override
        public Build build() {
            return new Build(false, isCuda);
        }
    }

    private static Operand operand(Dtype dtype, boolean isCuda, int rank) {
        long[] sizes = new long[rank];
        java.util.Arrays.fill(sizes, 2);
        return new Operand(sizes, dtype, isCuda);
    }

    @ParameterizedTest
    @EnumSource
    void dtypes_and_devices_are_left_to_libtorch(Word word) {
        int rank = word == Word.DOT ? 1 : word == Word.BMM ? 3 : 2;
        int rank2 = word == Word.MV ? 1 : rank;
        for (boolean isCuda : new boolean[] {true, false}) {
            Operand a = operand(Dtype.BOOL, true, rank);
            Operand b = operand(Dtype.INT64, isCuda, rank2);
            assertDoesNotThrow(() -> word.check(a, b));
            assertDoesNotThrow(() -> word.check(operand(Dtype.INT64, isCuda, rank), operand(Dtype.BOOL, true, rank2)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> word.check(operand(Dtype.BOOL, false, rank), operand(Dtype.INT64, false, rank2)),
                    "on the CPU");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NEG, BOOL",
        "RELU, COMPLEX64",
        "ABS, BOOL",
        "TRIL, BOOL",
        "SUB, BOOL",
        "MAXIMUM, COMPLEX64",
        "LT, COMPLEX64"
    })
    void dtypes_of_elements_are_left_to_libtorch(Operation operation, Dtype dtype) {
        int rank = operation == Operation.TRIL ? 1 : 2;
        Object[] inputs = {operand(dtype, true, rank), operand(dtype, true, rank), 1L};
        assertDoesNotThrow(() -> operation.check(new Inputs(inputs)));
        inputs[0] = operand(dtype, false, rank);
        inputs[1] = operand(dtype, false, rank);
        assertThrows(IllegalArgumentException.class, () -> operation.check(new Inputs(inputs)), "on the CPU");
    }

    @ParameterizedTest
    @CsvSource({"BADDBMM, 3, 3, 3", "ADDBMM, 2, 3, 3", "ADDMM, 2, 2, 2", "ADDMV, 1, 2, 1", "ADDR, 2, 1, 1"})
    void dtypes_of_added_products_are_left_to_libtorch(Operation operation, int rank, int rank1, int rank2) {
        for (Dtype dtype : Dtype.values()) {
            for (Dtype other : Dtype.values()) {
                Operand[] same = {operand(dtype, true, rank), operand(dtype, true, rank1), operand(other, true, rank2)};
                Operand[] input = {operand(other, true, rank), operand(dtype, true, rank1), operand(dtype, true, rank2)
                };
                for (Operand[] operands : List.of(same, input)) {
                    assertDoesNotThrow(
                            () -> operation.check(new Inputs(operands[0], operands[1], operands[2], 1, 2)),
                            () -> dtype + " and " + other);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BMM | 2 | 3 | batch1 must be a 3D tensor",
                "BMM | 3 | 2 | batch2 must be a 3D tensor",
                "MM | 3 | 2 | self must be a matrix",
                "MM | 2 | 1 | mat2 must be a matrix",
                "MV | 3 | 1 | vector + matrix @ vector expected, got 1, 3, 1",
                "DOT | 1 | 2 | 1D tensors expected, but got 1D and 2D tensors",
                "MATMUL | 0 | 2 | both arguments to matmul need to be at least 1D, but they are 0D and 2D",
            })
    void ranks_are_refused_here(Word word, int rank, int rank2, String sentence) {
        for (boolean isCuda : new boolean[] {true, false}) {
            assertEquals(
                    sentence,
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> word.check(
                                            operand(Dtype.FLOAT32, true, rank), operand(Dtype.FLOAT32, isCuda, rank2)))
                            .getMessage());
        }
    }

    @Test
    void expand_names_the_type_as_a_gpu_does() {
        assertEquals(
                "expand(torch.cuda.FloatTensor{[2, 2]}, size=[2]): the number of sizes provided (1) must be greater or equal"
                        + " to the number of dimensions in the tensor (2)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ViewRules.expand(operand(Dtype.FLOAT32, true, 2), new long[] {2}))
                        .getMessage());
    }
}
