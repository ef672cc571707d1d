package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Elements;
import org.torchmm.rules.Dtype;

/** linspace against libtorch's own: every bit and every sentence. */
class LinspaceTest extends OnBothKinds {

    private static final int ROUNDS = 600;

    private static final double[] SPECIAL = {
        0,
        -0.0,
        0.1,
        -0.5,
        1.5,
        127,
        128,
        255,
        256,
        -129,
        32767,
        32768,
        65504,
        65520,
        1e5,
        0x1p31,
        0x1p53,
        0x1p63,
        -0x1p63,
        3e38,
        Float.MAX_VALUE,
        1e39,
        1e308,
        Double.MIN_VALUE,
        1e-40,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final Torch torch = kind.open();

    LinspaceTest(Kind kind) {
        super(kind);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @Tag("libtorch")
    @ParameterizedTest
    @EnumSource
    void is_libtorch_s(Dtype dtype) {
        DataType type = DataTypes.dataType(dtype);
        try (Torch libtorch = Torch.open()) {
            for (int seed = 0; seed < ROUNDS; seed++) {
                Random random = new Random(seed);
                double start = number(random);
                double end = number(random);
                long steps = random.nextInt(40) == 0 ? 30_000 + random.nextInt(80_000) : random.nextInt(90) - 2;
                String call = "linspace(" + type + ", " + start + ", " + end + ", " + steps + "), seed " + seed;
                assertEquals(
                        answer(() -> (NDArray) libtorch.call("linspace", start, end, steps, Map.of("dtype", type))),
                        answer(() -> torch.linspace(type, start, end, steps)),
                        call);
            }
        }
    }

    @Test
    void of_floats_by_itself() {
        assertArrayEquals(
                new float[] {0, 0.25f, 0.5f, 0.75f, 1}, torch.linspace(0, 1, 5).toFloatArray());
        assertArrayEquals(
                new long[] {0, 2, 5, 7, 10},
                torch.linspace(DataType.INT64, 0, 10, 5).toLongArray());
        assertEquals("torch.Size([0])", torch.size(torch.linspace(3, 4, 0)));
        assertEquals("tensor([3.])", torch.repr(torch.linspace(3, 4, 1)));
    }

    /** Dtype and bits, or the sentence. */
    private String answer(Supplier<NDArray> range) {
        try (NDArray array = range.get()) {
            return array.getDataType() + " " + torch.size(array) + " " + numbers(array);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Each differs from all others of its dtype but another NaN. */
    private static String numbers(NDArray array) {
        Dtype dtype = DataTypes.dtype(array.getDataType());
        return dtype.isWhole()
                ? Arrays.toString(Elements.longs(array))
                : Arrays.toString(Elements.doubles(array, dtype));
    }

    private static double number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1 -> random.nextInt(601) - 300;
            case 2 -> (random.nextInt(601) - 300) / 10.0;
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(12));
            default -> random.nextGaussian();
        };
    }
}
