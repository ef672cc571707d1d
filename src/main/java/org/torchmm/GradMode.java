package org.torchmm;

import org.torchmm.engine.Backend;
import org.torchmm.engine.Recording;

/**
 * Whether the operations of a thread are recorded for gradients, from {@link Gradients#noGrad} or {@link Gradients#enableGrad} until it is
 * closed, and what was opened inside it with it. Closing twice is harmless.
 */
public final class GradMode implements AutoCloseable {

    private final Recording recording;
    private final Backend backend;
    private final boolean before;

    GradMode(Backend backend, boolean isOn) {
        this.backend = backend;
        recording = Recording.open(isOn);
        before = backend.switchRecording(isOn);
    }

    /**
     * Ends it.
     *
     * @throws IllegalStateException from another thread than the one that opened it
     */
    @Override
    public void close() {
        if (recording.close()) {
            backend.switchRecording(before);
        }
    }
}
