package org.torchmm.libtorch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Uses;

/** An array that torchmm made: whoever closes it, or its manager, waits for the calls that use it. */
final class Tensor extends PtNDArray implements Hold {

    private static final Uses<Tensor> USES =
            new Uses<>(AtomicIntegerFieldUpdater.newUpdater(Tensor.class, "calls"), "array");

    /** Counted by {@link #USES}; not set here, as another thread may close the array as soon as super() attached it. */
    private volatile int calls;

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

    boolean hold() {
        return USES.enter(this);
    }

    @Override
    public void release() {
        USES.exit(this);
    }

    @Override
    public void close() {
        if (USES.close(this)) {
            super.close();
        }
    }
}
