package org.torchmm;

/**
 * The words for what is recorded for gradients.
 *
 * <p>Operations on arrays that require a gradient are recorded while a {@link ai.djl.training.GradientCollector} of DJL's is open, in every
 * thread, virtual ones too, and else never. These words say otherwise for the thread that calls them, whichever {@link Torch} it asks then:
 *
 * <pre>{@code
 * try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
 *     NDArray loss = loss(torch.matmul(x, w), y);
 *     collector.backward(loss);
 *     try (GradMode mode = torch.noGrad()) {
 *         log(torch.matmul(validation, w));       // no graph is kept for this
 *     }
 * }
 * NDArray gradient = w.getGradient();
 * }</pre>
 *
 * <p>Arrays in Java's memory record nothing; an operand of libtorch's that requires a gradient is refused there while operations are
 * recorded.
 */
public interface Gradients {

    /** As Python's {@code with torch.no_grad():} records nothing in this thread until it is closed, whether a collector is open or not. */
    default GradMode noGrad() {
        Calls calls = Calls.of(this);
        return calls.call(() -> new GradMode(calls.backend, false));
    }

    /**
     * As Python's {@code with torch.enable_grad():} records in this thread until it is closed: inside {@link #noGrad}, or before the
     * collector is opened that goes {@code backward}.
     */
    default GradMode enableGrad() {
        Calls calls = Calls.of(this);
        return calls.call(() -> new GradMode(calls.backend, true));
    }

    /** Whether operations of this thread are recorded, where an operand requires a gradient. */
    default boolean isGradEnabled() {
        Calls calls = Calls.of(this);
        return calls.call(calls.backend::isRecording);
    }
}
