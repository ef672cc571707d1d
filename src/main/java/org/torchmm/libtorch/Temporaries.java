package org.torchmm.libtorch;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/** The tensors that are made on the way to a result, by their handles. */
final class Temporaries {

    private long[] handles = new long[8];
    private int count;

    long keep(long handle) {
        if (count == handles.length) {
            handles = Arrays.copyOf(handles, 2 * count);
        }
        handles[count++] = handle;
        return handle;
    }

    /** But for one, which stays if it is one of these. */
    void deleteAllBut(long handle) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (handles[i] == handle) {
                handles[kept++] = handle;
            } else {
                JniUtils.deleteNDArray(handles[i]);
            }
        }
        count = kept;
    }
}
