package org.torchmm.libtorch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Build;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Strides;

/** What DJL tells of an array at once, and what libtorch has to be asked for. */
final class TensorFacts implements Facts {

    private final PtNDArray array;
    private long[] strides;
    private Dtype dtype;
    private boolean knowsDtype;

    TensorFacts(PtNDArray array) {
        this.array = array;
    }

    @Override
    public long[] sizes() {
        return array.getShape().getShape();
    }

    @Override
    public Dtype dtype() {
        if (!knowsDtype) {
            dtype = dtype(array);
            knowsDtype = true;
        }
        return dtype;
    }

    @Override
    public Dtype dtypeAtOnce() {
        return DataTypes.dtype(array.getDataType());
    }

    /** torch's name of it, where DJL has none too; null for what torchmm has none for (complex128). */
    static Dtype dtype(PtNDArray array) {
        Dtype dtype = DataTypes.dtype(array.getDataType());
        return dtype == null ? AtenCalls.dtype(array) : dtype;
    }

    @Override
    public long[] strides() {
        if (strides == null) {
            long[] sizes = sizes();
            strides = isPlain(sizes) ? Strides.contiguous(sizes) : AtenCalls.stride(array);
        }
        return strides;
    }

    /** Whether it is contiguous in the one way there is: a dimension of size 1 may have any stride. */
    private boolean isPlain(long... sizes) {
        for (long size : sizes) {
            if (size < 2) {
                return false;
            }
        }
        return JniUtils.getLayout(array) == 0 && Natives.isContiguous(array);
    }

    @Override
    public boolean isStrided() {
        return JniUtils.getLayout(array) == 0;
    }

    @Override
    public boolean requiresGrad() {
        return AtenCalls.requiresGrad(array);
    }

    @Override
    public Build build() {
        return new Build(
                Libtorch.hasMkl(), Libtorch.hasCuda() && array.getDevice().isGpu());
    }
}
