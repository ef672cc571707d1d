package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * torchmm refuses what libtorch refuses, in the same words: random operands of every rank, dtype and layout are multiplied
 * by both.
 */
class RefusalParityTest {

    private static final long SEED = 20261123;
    private static final int CASES = 1500;
    private static final DataType[] DTYPES = {
        DataType.FLOAT32,
        DataType.FLOAT64,
        DataType.FLOAT16,
        DataType.UINT8,
        DataType.INT8,
        DataType.INT32,
        DataType.INT64,
        DataType.BOOLEAN,
        DataType.COMPLEX64
    };

    private final Random random = new Random(SEED);

    @Test
    void matmul() {
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            try (Torch torch = Torch.open()) {
                int rank = random.nextInt(6);
                int rank2 = random.nextInt(6);
                NDArray a = operand(torch, rank, null);
                NDArray b = operand(torch, rank2, random.nextInt(3) > 0 ? a : null);
                refused += compare(
                        "matmul", i, torch, a, b, () -> torch.matmul(a, b), () -> a.matMul(b), rank * rank2 == 0);
            }
        }
        assertTrue(refused > CASES / 4 && refused < CASES, refused + " of " + CASES + " were refused");
    }

    @Test
    void bmm() {
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            try (Torch torch = Torch.open()) {
                NDArray a = operand(torch, random.nextInt(8) > 0 ? 3 : random.nextInt(6), null);
                NDArray b = operand(torch, random.nextInt(8) > 0 ? 3 : random.nextInt(6), a);
                boolean scalar = a.getShape().dimension() * b.getShape().dimension() == 0;
                refused += compare("bmm", i, torch, a, b, () -> torch.bmm(a, b), () -> a.batchMatMul(b), scalar);
            }
        }
        assertTrue(refused > CASES / 4 && refused < CASES, refused + " of " + CASES + " were refused");
    }

    /** 1 if refused. DJL has a sentence of its own for 0-D operands, so only that both refuse is compared there. */
    private static int compare(
            String name,
            int number,
            Torch torch,
            NDArray a,
            NDArray b,
            Supplier<NDArray> ours,
            Supplier<NDArray> djls,
            boolean scalar) {
        String what = "seed " + SEED + ", case " + number + ": " + name + "(" + describe(a) + ", " + describe(b) + ")";
        String expected = outcome(djls);
        String actual = outcome(ours);
        if (scalar) {
            assertEquals(expected.startsWith("refused"), actual.startsWith("refused"), what);
        } else {
            assertEquals(expected, actual, what);
        }
        return actual.startsWith("refused") ? 1 : 0;
    }

    private static String outcome(Supplier<NDArray> product) {
        try {
            NDArray result = product.get();
            return result.getShape() + " " + result.getDataType();
        } catch (IllegalArgumentException | EngineException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static String describe(NDArray array) {
        return array.getDataType() + " " + array.getShape() + " strides " + Arrays.toString(TorchScript.stride(array))
                + (TorchScript.requiresGrad(array) ? " requires grad" : "");
    }

    /** An operand of any layout, whose sizes often fit those of {@code other}, and sometimes make bmm's work large. */
    private NDArray operand(Torch torch, int rank, NDArray other) {
        DataType dtype = other != null && random.nextInt(2) == 0 ? other.getDataType() : pick(DTYPES);
        long[] size = new long[rank];
        for (int d = 0; d < rank; d++) {
            size[d] = random.nextInt(8) == 0 ? random.nextInt(3) : pick(new Integer[] {1, 2, 3, 3, 12});
        }
        if (other != null && rank > 0) {
            fit(size, other.getShape().getShape());
        }
        NDArray array = layout(torch, dtype, size);
        if (dtype == DataType.FLOAT32 && random.nextInt(4) == 0) {
            array.setRequiresGradient(true);
            return random.nextBoolean() ? array : recorded(array);
        }
        return array;
    }

    /** The same values as the result of an operation that a gradient flows back through. */
    private static NDArray recorded(NDArray leaf) {
        boolean recording = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try {
            return leaf.neg();
        } finally {
            JniUtils.setGradMode(recording);
        }
    }

    private void fit(long[] size, long[] other) {
        int rank = size.length;
        if (random.nextInt(4) > 0 && other.length > 0) {
            size[Math.max(0, rank - 2)] = other[other.length - 1];
        }
        for (int d = 3; d <= Math.min(rank, other.length); d++) {
            if (random.nextInt(6) > 0) {
                size[rank - d] = other[other.length - d];
            }
        }
    }

    /** Zeros of the size, stored contiguous, permuted, stepped, narrowed or expanded. */
    private NDArray layout(Torch torch, DataType dtype, long[] size) {
        int rank = size.length;
        switch (rank == 0 ? 0 : random.nextInt(5)) {
            case 1: {
                Integer[] order = new Integer[rank];
                Arrays.setAll(order, d -> d);
                Collections.shuffle(Arrays.asList(order), random);
                long[] stored = new long[rank];
                long[] back = new long[rank];
                for (int d = 0; d < rank; d++) {
                    stored[d] = size[order[d]];
                    back[order[d]] = d;
                }
                return torch.permute(zeros(torch, dtype, stored), back);
            }
            case 2: {
                int d = random.nextInt(rank);
                long[] stored = size.clone();
                stored[d] *= 2;
                return zeros(torch, dtype, stored).get(new NDIndex(":, ".repeat(d) + "::2"));
            }
            case 3: {
                int d = random.nextInt(rank);
                long[] stored = size.clone();
                stored[d] += 2;
                return torch.narrow(zeros(torch, dtype, stored), d, 1, size[d]);
            }
            case 4: {
                int d = random.nextInt(rank);
                long[] stored = size.clone();
                stored[d] = 1;
                return torch.expand(zeros(torch, dtype, stored), size);
            }
            default:
                return zeros(torch, dtype, size);
        }
    }

    private static NDArray zeros(Torch torch, DataType dtype, long[] size) {
        return dtype == DataType.COMPLEX64 ? torch.zeros(size).toType(dtype, false) : torch.zeros(dtype, size);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
