package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.torchmm.libtorch.TorchScript;
import org.torchmm.rules.Dtype;

/**
 * libtorch's generator, whose numbers come as Java arrays: float[] of float32, the parts of complex64, float16 and bfloat16;
 * double[] of float64, long[] of whole numbers.
 */
final class LibtorchGenerator implements AutoCloseable {

    private final TorchScript script = new TorchScript()
            .method("rand", "n: int, dtype: int", "torch.rand([n], dtype=dtype)")
            .method("randn", "n: int, dtype: int", "torch.randn([n], dtype=dtype)")
            .method(
                    "uniform",
                    "n: int, dtype: int, low: float, high: float",
                    "torch.uniform_(torch.empty([n], dtype=dtype), low, high)")
            .method(
                    "normal",
                    "n: int, dtype: int, mean: float, deviation: float",
                    "torch.normal_(torch.empty([n], dtype=dtype), mean, deviation)")
            .method("randint", "low: int, high: int, n: int, dtype: int", "torch.randint(low, high, [n], dtype=dtype)")
            .method("randperm", "n: int, dtype: int", "torch.randperm(n, dtype=dtype)")
            .method("parts", "a: Tensor", "torch.view_as_real(a)")
            .method("floats", "a: Tensor", "torch.to(a, 6)")
            .method("whole", "a: Tensor", "torch.to(a, 4)");

    void manualSeed(long seed) {
        JniUtils.setSeed(seed);
    }

    Object rand(Dtype dtype, int n) {
        return read(dtype, script.call("rand", n, dtype));
    }

    Object randn(Dtype dtype, int n) {
        return read(dtype, script.call("randn", n, dtype));
    }

    Object uniform(Dtype dtype, double low, double high, int n) {
        return read(dtype, script.call("uniform", n, dtype, low, high));
    }

    Object normal(Dtype dtype, double mean, double deviation, int n) {
        return read(dtype, script.call("normal", n, dtype, mean, deviation));
    }

    Object randint(Dtype dtype, long low, long high, int n) {
        return read(dtype, script.call("randint", low, high, n, dtype));
    }

    Object randperm(Dtype dtype, long n) {
        return read(dtype, script.call("randperm", n, dtype));
    }

    private Object read(Dtype dtype, NDArray drawn) {
        try (drawn) {
            return switch (dtype) {
                case FLOAT32 -> drawn.toFloatArray();
                case FLOAT64 -> drawn.toDoubleArray();
                case COMPLEX64 -> {
                    try (NDArray parts = script.call("parts", drawn)) {
                        yield parts.toFloatArray();
                    }
                }
                case FLOAT16, BFLOAT16 -> {
                    try (NDArray floats = script.call("floats", drawn)) {
                        yield floats.toFloatArray();
                    }
                }
                default -> {
                    try (NDArray whole = script.call("whole", drawn)) {
                        yield whole.toLongArray();
                    }
                }
            };
        }
    }

    @Override
    public void close() {
        script.close();
    }
}
