package org.torchmm;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.numpy.NumpyFiles;

/** Tests that run once for each kind of arrays. */
@ParameterizedClass(name = "{0}")
@MethodSource("org.torchmm.Kind#all")
public abstract class OnBothKinds {

    protected final Kind kind;
    protected final NumpyFiles files;

    protected OnBothKinds(Kind kind) {
        this.kind = kind;
        files = new NumpyFiles(kind.backend());
    }
}
