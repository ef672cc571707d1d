package org.torchmm.libtorch;

import ai.djl.pytorch.jni.JniUtils;
import org.torchmm.engine.Recording;

/**
 * libtorch's switch by which a thread's operations are recorded. DJL leaves it on in all threads but the one that loaded the engine, and a
 * virtual thread has its carrier's: so each call sets it, next before its operation.
 */
final class GradFlag {

    private GradFlag() {}

    /** Where an operand may require a gradient: else no call need ask in which mode its thread is, 10 ns. */
    static void set() {
        if (Tensor.haveGradients() || Natives.isCollecting()) {
            setOften();
        }
    }

    private static void setOften() {
        boolean isRecording = isRecording();
        if (isRecording) {
            Tensor.expectGradients(); // a result of this call may be part of what is recorded
        }
        if (JniUtils.isGradMode() != isRecording) {
            JniUtils.setGradMode(isRecording);
        }
    }

    static boolean isRecording() {
        return Recording.isOn(Natives.isCollecting());
    }

    /** The flag of the thread as it was. */
    static boolean switchTo(boolean isOn) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(isOn);
        return before;
    }
}
