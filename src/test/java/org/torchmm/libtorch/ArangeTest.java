package org.torchmm.libtorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.Torch;

/** arange against libtorch's own, asked by TorchScript: every bit, every length, every sentence. */
class ArangeTest {

    private static final int ROUNDS = 4000;

    /** Ranges of a length between these would be made, and fill the memory; longer ones are refused. */
    private static final double LONG = 1e5;

    private static final double TOO_LONG = 1e13;

    private static final Map<DataType, Long> SCALAR_TYPES = Map.of(
            DataType.UINT8, 0L,
            DataType.INT8, 1L,
            DataType.INT32, 3L,
            DataType.INT64, 4L,
            DataType.FLOAT16, 5L,
            DataType.FLOAT32, 6L,
            DataType.FLOAT64, 7L,
            DataType.BOOLEAN, 11L);

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.1,
        -0.5,
        1.5,
        127,
        128,
        255,
        300,
        65504,
        1e5,
        1e6,
        1234567.891,
        Float.MAX_VALUE,
        1e39,
        1e300,
        0x1p31,
        0x1p53,
        0x1p62,
        0x1p63,
        -0x1p63,
        Math.nextDown(0x1p63),
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private static final long[] SPECIAL_LONGS = {
        0,
        1,
        -1,
        2,
        3,
        7,
        1L << 53,
        (1L << 53) + 1,
        1L << 62,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 5,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1
    };

    private final Torch torch = Torch.open();
    private final PtNDManager manager = (PtNDManager) torch.manager();
    private final ScriptModule libtorch = load();

    @AfterEach
    void close() {
        torch.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"UINT8", "INT8", "INT32", "INT64", "FLOAT16", "FLOAT32", "FLOAT64", "BOOLEAN"})
    void of_doubles(DataType dtype) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            double step = step(random);
            double start = number(random);
            double end = random.nextInt(3) == 0
                    ? number(random)
                    : start + step * random.nextInt(70) + random.nextInt(2) * step / 3;
            if (isLong((end - start) / step) || isLong(((long) end - (long) start) / (double) (long) step)) {
                continue;
            }
            check(
                    "arange(" + dtype + ", " + start + ", " + end + ", " + step + "), seed " + seed,
                    () -> torch.arange(dtype, start, end, step),
                    () -> ask("doubles", start, end, step, SCALAR_TYPES.get(dtype)));
        }
    }

    @Test
    void of_longs() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            long step = random.nextInt(8) == 0 ? special(random) : random.nextInt(19) - 9;
            long start = random.nextInt(3) == 0 ? special(random) : random.nextInt(2001) - 1000;
            long end = random.nextInt(3) == 0
                    ? special(random)
                    : start + step * random.nextInt(70) + random.nextInt(3) - 1;
            if (isLong((end - start) / (double) step) || end - start == Long.MIN_VALUE && step == -1) {
                continue; // of the latter libtorch's quotient is a SIGFPE: the test below
            }
            check(
                    "arange(" + start + ", " + end + ", " + step + "), seed " + seed,
                    () -> torch.arange(start, end, step),
                    () -> ask("longs", start, end, step));
        }
    }

    @Test
    void where_libtorch_takes_the_process_down() {
        for (Supplier<NDArray> range : List.<Supplier<NDArray>>of(
                () -> torch.arange(0, Long.MIN_VALUE, -1),
                () -> torch.arange(1, Long.MIN_VALUE + 1, -1),
                () -> torch.arange(DataType.INT64, 0, -0x1p63, -1),
                () -> torch.arange(DataType.INT64, 0.5, -0x1p63, -1.9))) {
            assertEquals("invalid size, possible overflow?", answer(range));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 9.86, 1.3",
        "1, 2, 0.1",
        "0.2, 0.7, 1",
        "0, -0.5, 1",
        "1234567.891, Infinity, 1",
        "-0.0001234, NaN, 1"
    })
    void of_every_dtype(double start, double end, double step) {
        SCALAR_TYPES.forEach((dtype, scalarType) -> check(
                "arange(" + dtype + ", " + start + ", " + end + ", " + step + ")",
                () -> torch.arange(dtype, start, end, step),
                () -> ask("doubles", start, end, step, scalarType)));
    }

    @Test
    void a_long_range_of_floats_has_libtorch_s_bits_at_both_ends_of_its_vectors() {
        for (DataType dtype : List.of(DataType.FLOAT16, DataType.FLOAT32, DataType.FLOAT64)) {
            check(
                    dtype.toString(),
                    () -> torch.arange(dtype, 0.1, 10_000, 0.1),
                    () -> ask("doubles", 0.1, 10_000.0, 0.1, SCALAR_TYPES.get(dtype)));
        }
    }

    private static boolean isLong(double length) {
        return Math.abs(length) > LONG && Math.abs(length) < TOO_LONG;
    }

    private void check(String range, Supplier<NDArray> ours, Supplier<NDArray> theirs) {
        String expected = answer(theirs);
        assertEquals(expected, answer(ours), range);
        if (expected.startsWith("(")) {
            try (NDArray a = theirs.get();
                    NDArray b = ours.get()) {
                assertArrayEquals(bytes(a), bytes(b), range);
            }
        }
    }

    /** Shape and dtype, or the sentence. */
    private static String answer(Supplier<NDArray> range) {
        try (NDArray array = range.get()) {
            return array.getShape() + " " + array.getDataType();
        } catch (EngineException e) {
            return AtenCalls.sentence(e);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private NDArray ask(String method, Object... arguments) {
        try (IValue result = NativeValues.object(libtorch.call(method, arguments))) {
            return result.toTensor(manager);
        }
    }

    private static ScriptModule load() {
        return ScriptModule.load(new Script()
                .method(
                        "doubles",
                        "start: float, end: float, step: float, dtype: int",
                        "Tensor",
                        "torch.arange(start, end, step, dtype=dtype)")
                .method("longs", "start: int, end: int, step: int", "Tensor", "torch.arange(start, end, step)"));
    }

    private static double number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1 -> random.nextInt(601) - 300;
            case 2 -> (random.nextInt(601) - 300) / 10.0;
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(7));
            default -> random.nextGaussian();
        };
    }

    private static double step(Random random) {
        double step = number(random);
        return Math.abs(step) < 1e-3 && random.nextInt(4) > 0 ? 0.25 : step;
    }

    private static long special(Random random) {
        return SPECIAL_LONGS[random.nextInt(SPECIAL_LONGS.length)];
    }

    private static byte[] bytes(NDArray array) {
        byte[] bytes = new byte[array.toByteBuffer(false).remaining()];
        array.toByteBuffer(false).get(bytes);
        return bytes;
    }
}
