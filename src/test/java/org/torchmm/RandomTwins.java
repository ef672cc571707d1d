package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import org.torchmm.engine.DataTypes;
import org.torchmm.libtorch.TorchScript;
import org.torchmm.rules.Dtype;

/** Random arrays of every dtype, each twice: in libtorch's memory, and with the same elements in Java's. */
final class RandomTwins {

    private static final double[] SPECIAL = {
        0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 65504, 3e38, -3e38, 1e-7, 1e-40
    };

    private final Random random;
    private final Torch libtorch;
    private final Torch java;
    private final TorchScript conversion =
            new TorchScript().method("to", "a: Tensor, dtype: int", "torch.to(a, dtype)");

    RandomTwins(Random random, Torch libtorch, Torch java) {
        this.random = random;
        this.libtorch = libtorch;
        this.java = java;
    }

    /** The same numbers in libtorch's memory and in Java's. */
    record Twin(NDArray libtorch, NDArray java, Dtype dtype) {}

    Dtype dtype() {
        return Dtype.values()[random.nextInt(Dtype.values().length)];
    }

    long[] sizes() {
        long[] sizes = new long[random.nextInt(4)];
        int most =
                sizes.length < 3 && random.nextInt(6) == 0 ? 40 : 4; // libtorch's vector code, and what it leaves over
        Arrays.setAll(sizes, d -> random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(most));
        return sizes;
    }

    /** Sizes that broadcast to these, or nearly. */
    long[] part(long[] sizes) {
        long[] part = Arrays.copyOfRange(sizes, sizes.length == 0 ? 0 : random.nextInt(sizes.length), sizes.length);
        Arrays.setAll(part, d -> random.nextInt(3) == 0 ? 1 : random.nextInt(20) == 0 ? 7 : part[d]);
        return part;
    }

    double[] elements(Dtype dtype, long[] sizes) {
        double[] elements = new double[(int) new Shape(sizes).size() * (dtype == Dtype.COMPLEX64 ? 2 : 1)];
        boolean isTame = random.nextInt(3) > 0; // no NaN
        Arrays.setAll(elements, i -> element(dtype, isTame));
        return elements;
    }

    private double element(Dtype dtype, boolean isTame) {
        if (dtype == Dtype.BOOL) {
            return random.nextInt(2);
        }
        if (dtype.isWhole()) {
            int bits = Math.min(8 * dtype.bytes - 1, 53);
            double value = (double) (random.nextLong() >>> 64 - bits) / (1L << random.nextInt(bits));
            return Math.floor(dtype == Dtype.UINT8 || random.nextBoolean() ? value : -value);
        }
        return !isTame && random.nextInt(4) == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4);
    }

    double[] near(Dtype dtype, double[] elements) {
        double unit = dtype == Dtype.FLOAT64
                ? 0x1p-52
                : dtype == Dtype.FLOAT16 ? 0x1p-10 : dtype == Dtype.BFLOAT16 ? 0x1p-7 : 0x1p-23;
        double[] near = elements.clone();
        for (int i = 0; i < near.length; i++) {
            if (random.nextInt(3) == 0) {
                near[i] = dtype.isWhole()
                        ? element(dtype, true)
                        : near[i] * (1 + unit * random.nextGaussian() * (1 << random.nextInt(12)));
            }
        }
        return near;
    }

    /** Transposed in both memories, sometimes. */
    Twin twin(Dtype dtype, double[] elements, long[] sizes) {
        NDArray theirs = array(libtorch.manager(), dtype, elements, sizes);
        NDArray ours = array(java.manager(), dtype, elements, sizes);
        if (sizes.length > 1 && random.nextInt(3) == 0) {
            NDArray dense = libtorch.contiguous(libtorch.mT(theirs));
            return new Twin(libtorch.mT(dense), java.mT(java.contiguous(java.mT(ours))), dtype);
        }
        return new Twin(theirs, ours, dtype);
    }

    private NDArray array(NDManager manager, Dtype dtype, double[] elements, long[] sizes) {
        Shape shape = new Shape(sizes);
        int count = (int) shape.size();
        if (dtype == Dtype.COMPLEX64) {
            float[] parts = new float[2 * count];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = i < elements.length ? (float) elements[i] : 0;
            }
            return manager.create(parts, shape.add(2)).complex();
        }
        NDArray doubles = manager.create(Arrays.copyOf(elements, count), shape);
        return manager == libtorch.manager()
                ? conversion.call("to", doubles, dtype)
                : doubles.toType(DataTypes.dataType(dtype), false);
    }

    /** Frees what libtorch converted. */
    void close() {
        conversion.close();
    }
}
