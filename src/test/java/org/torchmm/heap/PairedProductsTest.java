package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.torchmm.Torch;
import org.torchmm.kernel.ShortPairs;
import org.torchmm.kernel.vector.VectorKernel;
import org.torchmm.rules.BatchedProduct;
import org.torchmm.rules.Word;

/** Products of int8, uint8 and int16 two steps of k at a time: the product in int32, cut. */
class PairedProductsTest {

    private static final long SEED = Long.getLong("torchmm.seed", 1);

    private static final int THREADS = Torch.getNumThreads();

    private static final List<DataType> NARROW = List.of(DataType.INT8, DataType.UINT8, DataType.INT16);

    @AfterEach
    void threadsAsBefore() {
        Torch.setNumThreads(THREADS);
    }

    private record Sample(NDArray a, NDArray b) {

        BatchedProduct plan() {
            return Word.MATMUL.plan(HeapArray.of(a).elements(), HeapArray.of(b).elements());
        }
    }

    private static Map<String, Function<Source, Sample>> samples() {
        Map<String, Function<Source, Sample>> samples = new LinkedHashMap<>();
        samples.put("rows", x -> new Sample(x.of(80, 100), x.of(100, 110)));
        samples.put("an odd k", x -> new Sample(x.of(64, 801), x.of(801, 65)));
        samples.put("second transposed", x -> new Sample(x.of(80, 99), x.t(x.of(100, 99))));
        samples.put("second transposed, the least", x -> new Sample(x.of(64, 300), x.t(x.of(200, 300))));
        samples.put("first transposed", x -> new Sample(x.t(x.of(97, 80)), x.of(97, 100)));
        samples.put("both transposed", x -> new Sample(x.t(x.of(401, 150)), x.t(x.of(140, 401))));
        samples.put(
                "parts of others",
                x -> new Sample(x.torch.narrow(x.of(70, 130), 1, 7, 101), x.torch.narrow(x.of(120, 90), 0, 3, 101)));
        samples.put("a batch", x -> new Sample(x.of(5, 64, 96), x.of(5, 96, 70)));
        samples.put("a batch by one", x -> new Sample(x.torch.transpose(x.of(70, 5, 98), 0, 1), x.of(98, 70)));
        samples.put("one by a batch", x -> new Sample(x.of(70, 98), x.of(7, 98, 70)));
        return samples;
    }

    /** Random elements of all values that the dtype has. */
    private record Source(Torch torch, DataType dtype) {

        NDArray of(long... sizes) {
            NDArray wide = torch.mul(torch.sub(torch.rand(sizes), 0.5), 1 << 18);
            return torch.to(torch.to(wide, DataType.INT32), dtype);
        }

        NDArray t(NDArray matrix) {
            return torch.t(matrix);
        }
    }

    @TestFactory
    List<DynamicTest> the_bits_of_the_product_in_int32() {
        List<DynamicTest> tests = new ArrayList<>();
        for (DataType dtype : NARROW) {
            samples()
                    .forEach((name, sample) ->
                            tests.add(DynamicTest.dynamicTest(dtype + ", " + name, () -> check(dtype, sample))));
        }
        return tests;
    }

    private static void check(DataType dtype, Function<Source, Sample> sample) {
        VectorKernel kernel = VectorKernel.warm();
        try (Torch torch = Torch.open(kernel)) {
            torch.manualSeed(SEED);
            Sample s = sample.apply(new Source(torch, dtype));
            assertTrue(PairedProducts.suit(s.plan()));
            int[] expected = ints(torch, product(torch, s, dtype));
            for (int threads = 1; threads <= 2; threads++) {
                Torch.setNumThreads(threads);
                Storage sums = multiply(kernel, s, expected.length);
                assertNotNull(sums);
                String label = threads + " threads, seed " + SEED;
                assertArrayEquals(expected, cut((int[]) sums.data, expected.length, dtype), label);
                assertArrayEquals(expected, ints(torch, torch.matmul(s.a, s.b)), label);
            }
        }
    }

    private static NDArray product(Torch torch, Sample s, DataType dtype) {
        return torch.to(torch.matmul(torch.to(s.a, DataType.INT32), torch.to(s.b, DataType.INT32)), dtype);
    }

    private static Storage multiply(ShortPairs kernel, Sample s, int count) {
        Operand a = HeapArray.of(s.a).elements();
        Operand b = HeapArray.of(s.b).elements();
        return new PairedProducts(kernel, Recycler.NONE).multiply(s.plan(), a, b, count);
    }

    private static int[] cut(int[] sums, int count, DataType dtype) {
        int[] c = new int[count];
        for (int i = 0; i < count; i++) {
            c[i] = dtype == DataType.INT16 ? (short) sums[i] : dtype == DataType.INT8 ? (byte) sums[i] : sums[i] & 0xff;
        }
        return c;
    }

    private static int[] ints(Torch torch, NDArray x) {
        return torch.to(x, DataType.INT32).toIntArray();
    }

    @Test
    void scaled_and_added() {
        try (Torch torch = Torch.open(VectorKernel.warm())) {
            torch.manualSeed(SEED);
            for (DataType dtype : NARROW) {
                Source x = new Source(torch, dtype);
                Sample s = new Sample(x.of(70, 110), x.of(110, 80));
                NDArray input = x.of(70, 80);
                NDArray expected = torch.add(torch.mul(input, 3), torch.mul(product(torch, s, dtype), 7));
                NDArray actual = torch.addmm(input, s.a, s.b, 3, 7);
                assertEquals(dtype, actual.getDataType());
                assertArrayEquals(ints(torch, expected), ints(torch, actual), dtype + ", seed " + SEED);
            }
        }
    }

    @Test
    void nothing_is_lost_where_the_kernel_is_not_ready() {
        try (Torch torch = Torch.open(VectorKernel.warm())) {
            Source x = new Source(torch, DataType.INT8);
            assertNull(multiply((a, b, c) -> null, new Sample(x.of(80, 100), x.of(100, 100)), 8000));
        }
    }

    /** As many pairs as no Java array holds, of one row that is there once. */
    @Test
    void a_row_that_is_repeated_is_not_written_again_and_again() {
        try (Torch torch = Torch.open(VectorKernel.warm())) {
            Source x = new Source(torch, DataType.INT8);
            NDArray row = x.of(1, 2_000);
            Sample s = new Sample(torch.expand(row, 2_200_000, 2_000), x.of(2_000, 64));
            assertFalse(PairedProducts.suit(s.plan()));
        }
    }

    @Test
    void other_products_take_the_other_way() {
        try (Torch torch = Torch.open(VectorKernel.warm())) {
            Source x = new Source(torch, DataType.INT16);
            List<Sample> others = List.of(
                    new Sample(x.of(63, 100), x.of(100, 100)),
                    new Sample(x.of(80, 95), x.of(95, 100)),
                    new Sample(x.of(80, 100), x.of(100, 63)),
                    new Sample(torch.select(x.of(80, 100, 2), 2, 1), x.of(100, 100)),
                    new Sample(torch.expand(x.of(1, 100), 70, 100), x.of(100, 64)),
                    new Sample(x.of(70, 100), torch.expand(x.of(100, 1), 100, 64)),
                    new Sample(x.of(2, 1, 70, 100), x.of(1, 3, 100, 70)));
            for (Sample s : others) {
                assertFalse(PairedProducts.suit(s.plan()), s::toString);
                assertArrayEquals(ints(torch, product(torch, s, DataType.INT16)), ints(torch, torch.matmul(s.a, s.b)));
            }
        }
    }
}
