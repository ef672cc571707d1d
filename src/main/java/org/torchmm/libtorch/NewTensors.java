package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Devices;
import org.torchmm.rules.Dtype;

/** New arrays of libtorch's: by DJL's manager where it has the dtype, else by libtorch's factory of that name. */
final class NewTensors {

    /** DJL's engine aborts the JVM on bfloat16 and int16, and makes float32 for complex64. */
    private static final Set<Dtype> NOT_DJLS = EnumSet.of(Dtype.COMPLEX64, Dtype.INT16, Dtype.BFLOAT16);

    private NewTensors() {}

    /** Whether DJL's engine makes arrays of the dtype, and converts to it. */
    static boolean isDjls(Dtype dtype) {
        return !NOT_DJLS.contains(dtype);
    }

    static NDArray zeros(NDManager manager, Dtype dtype, long... sizes) {
        return isDjls(dtype)
                ? manager.zeros(shape(sizes), DataTypes.dataType(dtype))
                : byFactory(manager, "zeros", dtype, sizes);
    }

    static NDArray ones(NDManager manager, Dtype dtype, long... sizes) {
        return isDjls(dtype)
                ? manager.ones(shape(sizes), DataTypes.dataType(dtype))
                : byFactory(manager, "ones", dtype, sizes);
    }

    static NDArray eye(NDManager manager, Dtype dtype, long n, long m) {
        return isDjls(dtype)
                ? manager.eye(Math.toIntExact(n), Math.toIntExact(m), 0, DataTypes.dataType(dtype))
                : byFactory(manager, "eye", dtype, n, m);
    }

    static NDArray rand(NDManager manager, Dtype dtype, long... sizes) {
        return isDjls(dtype)
                ? manager.randomUniform(0, 1, shape(sizes), DataTypes.dataType(dtype))
                : byFactory(manager, "rand", dtype, sizes);
    }

    static NDArray randn(NDManager manager, Dtype dtype, long... sizes) {
        return isDjls(dtype)
                ? manager.randomNormal(0, 1, shape(sizes), DataTypes.dataType(dtype))
                : byFactory(manager, "randn", dtype, sizes);
    }

    static NDArray randint(NDManager manager, Dtype dtype, long low, long high, long... sizes) {
        return isDjls(dtype)
                ? manager.randomInteger(low, high, shape(sizes), DataTypes.dataType(dtype))
                : byFactory(manager, "randint", dtype, low, high, sizes);
    }

    static NDArray randperm(NDManager manager, Dtype dtype, long n) {
        return dtype == Dtype.INT64 ? manager.randomPermutation(n) : byFactory(manager, "randperm", dtype, n);
    }

    /**
     * DJL hands libtorch floats, which serves where that loses nothing; its manager's own arange has a law of its own for empty
     * ranges. Either way libtorch computes: the last bit of a float hangs on how many of them its vectors hold.
     */
    static NDArray arange(PtNDManager manager, Dtype dtype, double start, double end, double step) {
        if (!isDjls(dtype) || (float) start != start || (float) end != end || (float) step != step) {
            return AtenCalls.arange(manager, dtype, start, end, step);
        }
        return JniUtils.arange(
                manager,
                (float) start,
                (float) end,
                (float) step,
                DataTypes.dataType(dtype),
                manager.getDevice(),
                SparseFormat.DENSE);
    }

    /** DJL's takes floats, and makes float32. */
    static NDArray linspace(NDManager manager, Dtype dtype, double start, double end, long steps) {
        return byFactory(manager, "linspace", dtype, start, end, steps);
    }

    private static Shape shape(long... sizes) {
        return new Shape(sizes.clone());
    }

    private static NDArray byFactory(NDManager manager, String factory, Dtype dtype, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add(dtype);
        all.add(Devices.name(manager.getDevice()));
        return (NDArray) OperatorCalls.call(factory, all, List.of("dtype", "device"), array -> false, manager);
    }
}
