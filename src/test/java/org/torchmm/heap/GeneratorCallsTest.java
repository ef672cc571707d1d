package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.rules.Dtype;

/** What a call of the generator is to others, and to the rest of the array that it fills. */
class GeneratorCallsTest {

    private final Generator generator = new Generator(0);

    /** Threads that draw at once share one sequence, and each array's numbers are consecutive in it. */
    @Test
    void a_call_is_one_critical_section() throws InterruptedException {
        int threads = 4;
        int calls = 200;
        int n = 1000;
        long seed = 7;
        generator.manualSeed(seed);
        Set<String> expected = new HashSet<>();
        Mersenne words = new Mersenne(seed);
        for (int i = 0; i < threads * calls; i++) {
            float[] numbers = new float[n];
            Uniform.fill(words, 0, 1, numbers, 0, n);
            expected.add(Arrays.toString(GeneratorTest.bits(numbers)));
        }
        Set<String> drawn = ConcurrentHashMap.newKeySet();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < calls; i++) {
                    float[] numbers = new float[n];
                    generator.uniform(Dtype.FLOAT32, numbers, 0, n);
                    drawn.add(Arrays.toString(GeneratorTest.bits(numbers)));
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertEquals(expected, drawn);
    }

    /** Only the elements asked for are written. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "FLOAT16", "BFLOAT16", "COMPLEX64"})
    void an_offset_is_kept(Dtype dtype) {
        for (int n : new int[] {5, 16, 35, 1500}) {
            Object whole = Drawn.allocate(dtype, n);
            generator.manualSeed(n);
            generator.normal(dtype, whole, 0, n);
            generator.uniform(dtype, whole, 0, n / 2);
            Object part = Drawn.allocate(dtype, n + 7);
            generator.manualSeed(n);
            generator.normal(dtype, part, 3, n);
            generator.uniform(dtype, part, 3, n / 2);
            int width = dtype == Dtype.COMPLEX64 ? 2 : 1;
            for (int i = 0; i < (n + 7) * width; i++) {
                int at = i - 3 * width;
                Object expected = at >= 0 && at < n * width ? Array.get(whole, at) : zero(dtype);
                assertEquals(expected, Array.get(part, i), dtype + " of " + n + " [" + i + "]");
            }
        }
    }

    private static Object zero(Dtype dtype) {
        return Array.get(Drawn.allocate(dtype, 1), 0);
    }
}
