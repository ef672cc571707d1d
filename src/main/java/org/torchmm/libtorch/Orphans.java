package org.torchmm.libtorch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Arrays whose manager nobody closed and nobody can close any more: each is freed once nobody can reach it. */
final class Orphans {

    private static final Cleaner CLEANER = Cleaner.create();

    private Orphans() {}

    /** Takes all arrays from a manager, and from those inside it. DJL would hold them to the end of the process. */
    static void letGo(NDManager manager) {
        for (AutoCloseable resource : List.copyOf(Natives.resources(manager))) {
            if (resource instanceof NDManager inner) {
                letGo(inner);
            } else if (resource instanceof PtNDArray array) {
                AtomicReference<Long> handle = Natives.handle(array);
                array.detach();
                CLEANER.register(array, () -> free(handle));
            }
        }
        manager.close();
    }

    /** Never the array itself: the cleaner would hold it. */
    private static void free(AtomicReference<Long> handle) {
        Long left = handle.getAndSet(null);
        if (left != null && left != Natives.NO_TENSOR) {
            JniUtils.deleteNDArray(left);
        }
    }
}
