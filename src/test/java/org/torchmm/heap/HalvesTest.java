package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.Torch;
import org.torchmm.libtorch.TorchScript;
import org.torchmm.rules.Dtype;

/** Conversions to and from float16 and bfloat16 against libtorch's. */
class HalvesTest {

    private static final int ALL = 1 << 16;

    private final Torch torch = Torch.open();
    private final TorchScript libtorch =
            new TorchScript().method("convert", "a: Tensor, dtype: int", "torch.to(torch.to(a, dtype), 6)");

    @AfterEach
    void close() {
        libtorch.close();
        torch.close();
    }

    private static Dtype dtype(HalfFormat format) {
        return Dtype.valueOf(format.name());
    }

    private float[] theirs(HalfFormat format, NDArray values) {
        try (values;
                NDArray converted = libtorch.call("convert", values, dtype(format))) {
            return converted.toFloatArray();
        }
    }

    private void check(HalfFormat format, float[] values, String seed) {
        float[] theirs = theirs(format, torch.tensor(values));
        for (int i = 0; i < values.length; i++) {
            assertSame(theirs[i], format.rounded(values[i]), values[i] + seed);
        }
    }

    private static void assertSame(float theirs, float ours, String message) {
        if (Float.floatToIntBits(theirs) != Float.floatToIntBits(ours)) {
            assertEquals(theirs, ours, message);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_number_of_the_format_stays_what_it_is(HalfFormat format) {
        float[] values = new float[ALL];
        for (int i = 0; i < ALL; i++) {
            values[i] = format.value((short) i);
            if (!Float.isNaN(values[i])) {
                assertEquals((short) i, format.bits(values[i]));
            }
        }
        check(format, values, "");
    }

    /** Each number's middle to the next, and the floats around it. */
    @ParameterizedTest
    @EnumSource
    void ties_go_to_even(HalfFormat format) {
        float[] values = new float[3 * ALL];
        for (int i = 0; i < ALL; i++) {
            double middle = ((double) format.value((short) i) + format.value((short) (i + 1))) / 2;
            values[3 * i] = (float) middle;
            values[3 * i + 1] = Math.nextUp((float) middle);
            values[3 * i + 2] = Math.nextDown((float) middle);
        }
        check(format, values, "");
    }

    @ParameterizedTest
    @EnumSource
    void any_float(HalfFormat format) {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            float[] values = new float[100_000];
            for (int i = 0; i < values.length; i++) {
                int bits = random.nextInt();
                values[i] = Float.intBitsToFloat(i % 2 == 0 ? bits : bits & 0x8fffffff | 0x30000000); // float16's range
            }
            check(format, values, ", seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void doubles_and_longs_go_through_float(HalfFormat format) {
        double[] doubles = new double[2 * ALL];
        long[] longs = new long[ALL];
        for (int i = 0; i < ALL; i++) {
            double middle = ((double) format.value((short) i) + format.value((short) (i + 1))) / 2;
            doubles[2 * i] = Math.nextUp(middle);
            doubles[2 * i + 1] = Math.nextDown(middle);
            longs[i] = Math.round(middle) + i % 3 - 1;
        }
        float[] theirs = theirs(format, torch.tensor(doubles));
        for (int i = 0; i < doubles.length; i++) {
            assertSame(theirs[i], format.rounded((float) doubles[i]), doubles[i] + "");
        }
        theirs = theirs(format, torch.tensor(longs));
        for (int i = 0; i < longs.length; i++) {
            assertSame(theirs[i], format.rounded(longs[i]), longs[i] + "");
        }
    }

    /** The bits themselves, where DJL shows them. */
    @Test
    void a_float16_s_bits() {
        float[] values = new float[ALL];
        for (int i = 0; i < ALL; i++) {
            values[i] = Halves.float16BitsToFloat((short) i);
        }
        java.nio.ShortBuffer bits = torch.tensor(values)
                .toType(ai.djl.ndarray.types.DataType.FLOAT16, false)
                .toByteBuffer(false)
                .asShortBuffer();
        for (int i = 0; i < ALL; i++) {
            if (!Float.isNaN(values[i])) {
                assertEquals(bits.get(i), Halves.floatToFloat16Bits(values[i]), Integer.toHexString(i));
            }
        }
    }
}
