package org.torchmm.rules;

/** What a rule may know of an array. Strides and gradients can cost a native call: asked only where an answer hangs on them. */
public interface Facts {

    /** The size of each dimension; not to be changed. */
    long[] sizes();

    /** Null where DJL has no name for it (int16, bfloat16 and others made by TorchScript): left to libtorch to judge. */
    Dtype dtype();

    /** The same where it costs nothing to know; null where it would. */
    default Dtype dtypeAtOnce() {
        return dtype();
    }

    /** Elements between neighbours in each dimension; not to be changed. */
    long[] strides();

    /** Whether a gradient flows back to the array. */
    boolean requiresGrad();

    /** Whether it has elements at regular distances: it is not sparse. */
    default boolean isStrided() {
        return true;
    }

    /** What kind of build answers for the array. */
    Build build();

    /** The number of dimensions. */
    default int rank() {
        return sizes().length;
    }
}
