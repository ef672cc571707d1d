package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Devices;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Uses;
import org.torchmm.rules.Dtype;
import org.torchmm.text.Repr;

/** An array that torchmm made: whoever closes it, or its manager, waits for the calls that use it. */
final class Tensor extends PtNDArray implements Hold {

    private static final Uses<Tensor> USES =
            new Uses<>(AtomicIntegerFieldUpdater.newUpdater(Tensor.class, Uses.COUNT), "array");

    private static final VarHandle CALLS = Uses.count(MethodHandles.lookup(), Tensor.class);

    /** Whether an array of torchmm's may require a gradient: else no call need ask in which mode its thread is, 10 ns. */
    private static volatile boolean haveGradients;

    /** Counted by {@link #USES}; not set here, as another thread may close the array as soon as super() attached it. */
    private volatile int calls;

    /** Of what DJL's engine calls UNKNOWN; looked up once. */
    private DataType dataType;

    private Tensor(PtNDManager manager, long handle) {
        super(manager, handle);
    }

    /** The array of a handle, which is freed where the manager is closed. */
    static Tensor of(NDManager manager, long handle) {
        try {
            return new Tensor((PtNDManager) manager, handle);
        } catch (IllegalStateException e) {
            JniUtils.deleteNDArray(handle);
            throw new IllegalStateException("This Torch is closed", e);
        }
    }

    /** The same tensor as an array of torchmm's; the one of DJL's is closed. */
    static Tensor adopt(PtNDArray array, NDManager manager) {
        Long handle = Natives.takeHandle(array);
        array.close();
        if (handle == null) {
            throw new IllegalStateException(
                    "This Torch is closed"); // by whoever closed the manager that DJL attached it to
        }
        return of(manager, handle);
    }

    /** Whether one may require a gradient, from now on or already. */
    static boolean haveGradients() {
        return haveGradients;
    }

    static void expectGradients() {
        haveGradients = true;
    }

    @Override
    public void setRequiresGradient(boolean requiresGrad) {
        haveGradients |= requiresGrad;
        super.setRequiresGradient(requiresGrad);
    }

    /** Begins a use; false, and nothing begun, if the array is closed. */
    boolean hold() {
        if ((int) CALLS.getAndAdd(this, 1) >= 0) {
            return true;
        }
        release();
        return false;
    }

    @Override
    public void release() {
        CALLS.getAndAdd(this, -1);
    }

    @Override
    public void close() {
        if (USES.close(this)) {
            super.close();
        }
    }

    /** DJL's name of it, where its engine has none too; UNKNOWN for what DJL's enum has no name for (complex128). */
    @Override
    public DataType getDataType() {
        DataType type = super.getDataType();
        if (type != DataType.UNKNOWN) {
            return type;
        }
        if (dataType == null) {
            Dtype dtype = AtenCalls.dtype(this);
            dataType = dtype == null ? DataType.UNKNOWN : DataTypes.dataType(dtype);
        }
        return dataType;
    }

    /** DJL's engine aborts the JVM on the dtypes that it has no name for; libtorch would print that it drops imaginary parts. */
    @Override
    public PtNDArray toType(DataType type, boolean copy) {
        Dtype dtype = LibtorchBackend.INSTANCE.creatable(type);
        if (NewTensors.isDjls(dtype) && !AtenCalls.dropsImaginaryParts(this, dtype)) {
            return super.toType(type, copy);
        }
        if (type == getDataType()) {
            return copy ? duplicate() : this;
        }
        return adopt((PtNDArray) AtenCalls.to(this, dtype), getManager());
    }

    @Override
    public PtNDArray toDevice(Device device, boolean copy) {
        if (super.getDataType() != DataType.UNKNOWN || device.equals(getDevice()) && !copy) {
            return super.toDevice(device, copy);
        }
        if (device.equals(getDevice())) {
            return duplicate();
        }
        return (PtNDArray) OperatorCalls.call(
                "to", List.of(this, Devices.name(device)), List.of("device"), array -> false, getManager());
    }

    @Override
    public PtNDArray duplicate() {
        PtNDArray copy = (PtNDArray) super.duplicate();
        return super.getDataType() == DataType.UNKNOWN ? adopt(copy, getManager()) : copy;
    }

    @Override
    public float[] toFloatArray() {
        if (getDataType() != DataType.BFLOAT16) {
            return super.toFloatArray();
        }
        try (PtNDArray wide = toType(DataType.FLOAT32, false)) {
            return wide.toFloatArray();
        }
    }

    /** Torch's text, or why there is none. */
    @Override
    public String toString() {
        return new Repr(LibtorchBackend.INSTANCE).shown(this);
    }
}
