package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchmm.comparisons.ProductCall;
import org.torchmm.rules.Word;

/** What the products refuse, in libtorch 2.7.1's words. {@link RefusalParityTest} asks libtorch itself. */
class ProductRefusalsTest extends OnBothKinds {

    ProductRefusalsTest(Kind kind) {
        super(kind);
    }

    private final Torch torch = kind.open();

    @AfterEach
    void close() {
        torch.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "bmm | 2,3 | 2,3,4 | batch1 must be a 3D tensor",
                "bmm | none | 2,3,4 | batch1 must be a 3D tensor",
                "bmm | 2,3,4 | 4,5 | batch2 must be a 3D tensor",
                "bmm | 2,3,4 | none | batch2 must be a 3D tensor",
                "bmm | 2,3,4 | 2,5,4 | Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [2, 5].",
                "bmm | 1,3,4 | 2,4,5 | Expected size for first two dimensions of batch2 tensor to be: [1, 4] but got: [2, 4].",
                "mm | 2,3,4 | 4,5 | self must be a matrix",
                "mm | none | 4,5 | self must be a matrix",
                "mm | 2,3 | 3 | mat2 must be a matrix",
                "mm | 2,3 | 4,5 | mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
                "mv | 3 | 3 | vector + matrix @ vector expected, got 1, 1, 1",
                "mv | 2,3 | 3,1 | vector + matrix @ vector expected, got 1, 2, 2",
                "mv | 2,2,3 | 3 | vector + matrix @ vector expected, got 1, 3, 1",
                "mv | 2,3 | none | vector + matrix @ vector expected, got 1, 2, 0",
                "mv | 2,3 | 4 | size mismatch, got input (2), mat (2x3), vec (4)",
                "mv | 0,3 | 4 | size mismatch, got input (0), mat (0x3), vec (4)",
                "dot | 2,3 | 3 | 1D tensors expected, but got 2D and 1D tensors",
                "dot | none | 3 | 1D tensors expected, but got 0D and 1D tensors",
                "dot | 2 | 3 | inconsistent tensor size, expected tensor [2] and src [3] to have the same number of elements, but got 2 and 3 elements respectively",
                "matmul | none | 3 | both arguments to matmul need to be at least 1D, but they are 0D and 1D",
                "matmul | 3 | none | both arguments to matmul need to be at least 1D, but they are 1D and 0D",
                "matmul | 3 | 4 | inconsistent tensor size, expected tensor [3] and src [4] to have the same number of elements, but got 3 and 4 elements respectively",
                "matmul | 2,3 | 4 | size mismatch, got input (2), mat (2x3), vec (4)",
                "matmul | 3 | 4,5 | mat1 and mat2 shapes cannot be multiplied (1x3 and 4x5)",
                "matmul | 2,3 | 4,5 | mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
                "matmul | 2,3,4 | 5,6 | mat1 and mat2 shapes cannot be multiplied (6x4 and 5x6)",
                "matmul | 2,3,4 | 5 | size mismatch, got input (6), mat (6x4), vec (5)",
                "matmul | 3,4 | 2,5,6 | Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [2, 5].",
                "matmul | 4 | 2,5,6 | Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [2, 5].",
                "matmul | 2,3,4 | 3,4,5 | The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0",
                "matmul | 2,5,3,4 | 3,4,5 | The size of tensor a (5) must match the size of tensor b (3) at non-singleton dimension 1",
                "matmul | 2,5,3,4 | 2,5,3,4 | Expected size for first two dimensions of batch2 tensor to be: [10, 4] but got: [10, 3].",
            })
    void sentences(String op, String a, String b, String sentence) {
        NDArray input = torch.ones(ProductsTest.size(a));
        NDArray other = torch.ones(ProductsTest.size(b));
        assertRefused(sentence, Word.of(op), input, other);
    }

    @Test
    void mv_of_a_0d_array_is_an_index_error_as_in_python() {
        NDArray input = torch.ones();
        NDArray vec = torch.ones(3);
        assertEquals(
                "Dimension specified as 0 but tensor has no dimensions",
                assertThrows(IndexOutOfBoundsException.class, () -> torch.mv(input, vec))
                        .getMessage());
    }

    @Test
    void a_larger_operand_that_cannot_fold_is_refused_by_bmm() {
        NDArray input = torch.transpose(torch.ones(3, 2, 4), 0, 1); // (2, 3, 4), rows not mergeable
        NDArray other = torch.ones(6);
        String sentence = "Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [2, 6].";
        assertRefused(sentence, Word.MATMUL, input, other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bmm | FLOAT32 | FLOAT64 | 2,3,4 | 2,4,5 | expected scalar type Float but found Double",
                "bmm | FLOAT32 | FLOAT64 | 2,30,40 | 2,40,50 | expected scalar type Double but found Float",
                "bmm | FLOAT32 | FLOAT64 | 2,3,7 | 2,7,19 | expected scalar type Float but found Double",
                "bmm | FLOAT32 | FLOAT64 | 2,5,8 | 2,8,10 | expected scalar type Double but found Float",
                "bmm | FLOAT32 | INT64 | 2,30,40 | 2,40,50 | expected m1 and m2 to have the same dtype, but got: float != long int",
                "bmm | BOOLEAN | BOOLEAN | 2,3,4 | 2,4,5 | \"bmm\" not implemented for 'Bool'",
                "bmm | BOOLEAN | FLOAT32 | 2,3,4 | 2,4,5 | \"bmm\" not implemented for 'Bool'",
                "bmm | BOOLEAN | BOOLEAN | 2,30,40 | 2,40,50 | \"addmm_impl_cpu_\" not implemented for 'Bool'",
                "mm | FLOAT32 | FLOAT64 | 2,3 | 3,4 | expected m1 and m2 to have the same dtype, but got: float != double",
                "mm | FLOAT32 | FLOAT64 | 2,0 | 0,4 | expected m1 and m2 to have the same dtype, but got: float != double",
                "mm | UINT8 | INT8 | 2,3 | 3,4 | expected m1 and m2 to have the same dtype, but got: unsigned char != signed char",
                "mm | FLOAT16 | BOOLEAN | 2,3 | 3,4 | expected m1 and m2 to have the same dtype, but got: c10::Half != bool",
                "mm | BOOLEAN | BOOLEAN | 2,3 | 3,4 | \"addmm_impl_cpu_\" not implemented for 'Bool'",
                "mv | FLOAT32 | FLOAT64 | 2,3 | 3 | expected scalar type Float but found Double",
                "mv | BOOLEAN | FLOAT32 | 2,3 | 3 | \"addmv_impl_cpu\" not implemented for 'Bool'",
                "mv | BOOLEAN | BOOLEAN | 2,3 | 3 | \"addmv_impl_cpu\" not implemented for 'Bool'",
                "dot | FLOAT32 | FLOAT64 | 3 | 3 | dot : expected both vectors to have same dtype, but found Float and Double",
                "dot | BOOLEAN | BOOLEAN | 3 | 3 | \"dot\" not implemented for 'Bool'",
                "matmul | INT32 | INT64 | 3 | 3 | dot : expected both vectors to have same dtype, but found Int and Long",
                "matmul | INT32 | INT64 | 2,2,3 | 3 | expected scalar type Int but found Long",
                "matmul | INT32 | INT64 | 2,2,3 | 3,4 | expected m1 and m2 to have the same dtype, but got: int != long int",
            })
    void dtype_sentences(String op, DataType a, DataType b, String size, String size2, String sentence) {
        NDArray input = torch.zeros(a, ProductsTest.size(size));
        NDArray other = torch.zeros(b, ProductsTest.size(size2));
        assertRefused(sentence, Word.of(op), input, other);
    }

    @Test
    void where_nothing_is_multiplied_bmm_does_not_look_at_dtypes() {
        NDArray empty = torch.bmm(torch.ones(0, 3, 4), torch.ones(DataType.FLOAT64, 0, 4, 5));
        assertEquals(DataType.FLOAT64, empty.getDataType());
        NDArray zeros = torch.bmm(torch.zeros(DataType.BOOLEAN, 2, 3, 0), torch.zeros(DataType.BOOLEAN, 2, 0, 5));
        assertEquals(30, zeros.size());
    }

    @Test
    void null_is_refused_by_the_argument_s_name() {
        NDArray a = torch.ones(2, 3, 4);
        assertEquals(
                "bmm(): argument 'mat2' (position 2) must be Tensor, not NoneType",
                assertThrows(NullPointerException.class, () -> torch.bmm(a, null))
                        .getMessage());
        assertEquals(
                "mv(): argument 'input' (position 1) must be Tensor, not NoneType",
                assertThrows(NullPointerException.class, () -> torch.mv(null, a))
                        .getMessage());
    }

    @Test
    void an_array_of_another_engine_is_refused() {
        NDArray foreign = ForeignArrays.create();
        NDArray a = torch.ones(2);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> torch.dot(a, foreign))
                .getMessage()
                .startsWith("dot(): argument 'tensor' (position 2) must be Tensor, not "));
    }

    @Test
    void a_refused_call_leaves_nothing_behind() {
        NDArray a = torch.ones(2, 3, 4);
        NDArray b = torch.ones(DataType.FLOAT64, 2, 50, 60);
        NDArray c = torch.ones(2, 40, 50);
        int before = torch.manager().getManagedArrays().size();
        assertThrows(IllegalArgumentException.class, () -> torch.bmm(a, b));
        assertThrows(IllegalArgumentException.class, () -> torch.bmm(c, b));
        assertThrows(IllegalArgumentException.class, () -> torch.matmul(a, torch.select(b, 0, 0)));
        assertEquals(before + 1, torch.manager().getManagedArrays().size()); // the select
    }

    private void assertRefused(String sentence, Word op, NDArray input, NDArray other) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> ProductCall.of(op, torch, input, other))
                        .getMessage());
    }
}
