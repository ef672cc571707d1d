package org.torchmm.libtorch;

import org.torchmm.rules.Build;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Strides;

/** What another array's row-major copy in Java is. */
record DenseFacts(Facts copied) implements Facts {

    @Override
    public long[] sizes() {
        return copied.sizes();
    }

    @Override
    public Dtype dtype() {
        return copied.dtype();
    }

    @Override
    public long[] strides() {
        return Strides.contiguous(sizes());
    }

    @Override
    public boolean requiresGrad() {
        return false;
    }

    @Override
    public Build build() {
        return copied.build();
    }
}
