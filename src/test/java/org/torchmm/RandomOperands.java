package org.torchmm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.torchmm.comparisons.Operand;
import org.torchmm.comparisons.OperandData;
import org.torchmm.comparisons.RandomCases;
import org.torchmm.comparisons.Values;
import org.torchmm.libtorch.LibtorchBackend;

/** Operands of every rank, dtype and layout, a sequence for each seed. */
final class RandomOperands {

    static final DataType[] ALL = {
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

    private final long seed;
    private final Random random;
    private final DataType[] dtypes;

    RandomOperands(long seed, DataType... dtypes) {
        this.seed = seed;
        this.dtypes = dtypes;
        this.random = new Random(seed);
    }

    /** Of any rank; with {@code other}, three of four times of sizes and a dtype that suit it better than chance. */
    NDArray next(Torch torch, NDArray other) {
        return next(torch, random.nextInt(6), random.nextInt(4) > 0 ? other : null);
    }

    /** Of a rank that is mostly 3. */
    NDArray nextBatch(Torch torch, NDArray other) {
        return next(torch, random.nextInt(8) > 0 ? 3 : random.nextInt(6), other);
    }

    private NDArray next(Torch torch, int rank, NDArray other) {
        DataType dtype = other != null && random.nextInt(2) == 0 ? other.getDataType() : pick(dtypes);
        long[] size = new long[rank];
        for (int d = 0; d < rank; d++) {
            size[d] = random.nextInt(8) == 0 ? random.nextInt(3) : pick(new Integer[] {1, 2, 3, 3, 12});
        }
        if (other != null && rank > 0) {
            fit(size, other.getShape().getShape());
        }
        Operand operand = new Operand(
                dtype, Arrays.stream(size).mapToObj(s -> (int) s).toList(), RandomCases.layout(rank, random));
        NDArray array =
                OperandData.of(operand, Values.INTEGERS, random.nextInt()).tensor(torch);
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

    <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** All that is needed to see a failure again. */
    String describe(int number, String function, NDArray a, NDArray b) {
        return "seed " + seed + ", case " + number + ": " + function + "(" + describe(a) + ", " + describe(b) + ")";
    }

    private static String describe(NDArray array) {
        return array.getDataType() + " " + array.getShape() + " strides "
                + Arrays.toString(LibtorchBackend.INSTANCE.facts(array).strides())
                + (LibtorchBackend.INSTANCE.facts(array).requiresGrad() ? " requires grad" : "");
    }

    /** The size and dtype of a product, or what was said against it. */
    static String outcome(Supplier<NDArray> product) {
        try {
            NDArray result = product.get();
            return result.getShape() + " " + result.getDataType();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | EngineException e) {
            return "refused: " + e.getMessage();
        }
    }
}
