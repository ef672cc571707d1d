package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Word;

/** A few rows by large matrices of halves and small integers: the bits of the product in float32 or int32, rounded or cut. */
class WidenedBlocksTest {

    private static final int THREADS = Torch.getNumThreads();

    private static final List<DataType> NARROW =
            List.of(DataType.FLOAT16, DataType.BFLOAT16, DataType.INT8, DataType.UINT8, DataType.INT16);

    /** Of k, several chains of sums, and of n, several blocks; both no multiples of anything. */
    private static final int K = 1531;

    private static final int N = 1777;

    @AfterAll
    static void threadsAsBefore() {
        Torch.setNumThreads(THREADS);
    }

    /** Two operands and their product. */
    private record Sample(NDArray a, NDArray b, Word word) {

        static Sample of(NDArray a, NDArray b) {
            return new Sample(a, b, Word.MATMUL);
        }

        NDArray product(Torch torch, NDArray x, NDArray y) {
            return switch (word) {
                case BMM -> torch.bmm(x, y);
                case MM -> torch.mm(x, y);
                case MV -> torch.mv(x, y);
                default -> torch.matmul(x, y);
            };
        }
    }

    private static Map<String, BiFunction<Torch, DataType, Sample>> samples() {
        Map<String, BiFunction<Torch, DataType, Sample>> samples = new LinkedHashMap<>();
        samples.put("a row", (t, d) -> new Sample(random(t, d, 1, K), random(t, d, K, N), Word.MM));
        samples.put("rows", (t, d) -> new Sample(random(t, d, 16, K), random(t, d, K, N), Word.MM));
        samples.put("by rows", (t, d) -> new Sample(random(t, d, 3, K), t.t(random(t, d, N, K)), Word.MM));
        samples.put("a column", (t, d) -> new Sample(random(t, d, N, K), random(t, d, K), Word.MV));
        samples.put("of columns, a column", (t, d) -> new Sample(t.t(random(t, d, K, N)), random(t, d, K), Word.MV));
        samples.put("columns", (t, d) -> Sample.of(random(t, d, N, K), random(t, d, K, 5)));
        samples.put("columns that lie so", (t, d) -> Sample.of(random(t, d, N, K), t.t(random(t, d, 5, K))));
        samples.put("a vector by a batch", (t, d) -> Sample.of(random(t, d, 700), random(t, d, 5, 700, 800)));
        samples.put("a batch", (t, d) -> new Sample(random(t, d, 40, 2, 300), random(t, d, 40, 300, 190), Word.BMM));
        samples.put(
                "a batch that lies otherwise",
                (t, d) -> new Sample(
                        t.transpose(random(t, d, 2, 40, 300), 0, 1),
                        t.transpose(random(t, d, 190, 40, 300), 0, 1).transpose(0, 2, 1),
                        Word.BMM));
        samples.put(
                "with others between",
                (t, d) -> Sample.of(
                        t.narrow(random(t, d, 3, K + 9), 1, 4, K),
                        t.narrow(t.narrow(random(t, d, K + 5, N + 7), 0, 2, K), 1, 3, N)));
        samples.put(
                "one after another", (t, d) -> Sample.of(random(t, d, 2, 1, 2, 640), random(t, d, 2, 2, 640, 1700)));
        samples.put("deep", (t, d) -> Sample.of(random(t, d, 2, 20_011), t.t(random(t, d, 129, 20_011))));
        return samples;
    }

    private static NDArray random(Torch torch, DataType dtype, long... sizes) {
        NDArray normal = torch.mul(torch.randn(sizes), dtype == DataType.FLOAT16 || dtype == DataType.BFLOAT16 ? 1 : 9);
        return torch.to(dtype == DataType.UINT8 ? torch.abs(normal) : normal, dtype);
    }

    @TestFactory
    List<DynamicTest> the_bits_of_the_whole_product() {
        List<DynamicTest> tests = new ArrayList<>();
        for (MatrixKernel kernel : MatrixKernels.all()) {
            for (DataType dtype : NARROW) {
                samples().forEach((name, sample) -> {
                    String label = kernel.name() + " " + dtype + ", " + name;
                    tests.add(DynamicTest.dynamicTest(label, () -> check(kernel, dtype, sample)));
                });
            }
        }
        return tests;
    }

    private static void check(MatrixKernel kernel, DataType dtype, BiFunction<Torch, DataType, Sample> sample) {
        boolean isFloat = dtype == DataType.FLOAT16 || dtype == DataType.BFLOAT16;
        DataType wide = isFloat ? DataType.FLOAT32 : DataType.INT32;
        try (Torch torch = Torch.open(kernel)) {
            torch.manualSeed(11);
            Sample s = sample.apply(torch, dtype);
            Facts a = HeapArray.of(s.a()).elements();
            Facts b = HeapArray.of(s.b()).elements();
            assertTrue(WidenedBlocks.suit(s.word().plan(a, b)));
            NDArray whole = torch.to(s.product(torch, torch.to(s.a(), wide), torch.to(s.b(), wide)), dtype);
            int[] expected = bits(torch, whole, isFloat);
            for (int threads = 1; threads <= 2; threads++) {
                Torch.setNumThreads(threads);
                assertArrayEquals(expected, bits(torch, s.product(torch, s.a(), s.b()), isFloat), threads + " threads");
            }
        }
    }

    private static int[] bits(Torch torch, NDArray array, boolean isFloat) {
        if (!isFloat) {
            return torch.to(array, DataType.INT32).toIntArray();
        }
        float[] values = torch.to(array, DataType.FLOAT32).toFloatArray();
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
