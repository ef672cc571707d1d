package org.torchmm;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.torchmm.engine.Backend;
import org.torchmm.kernel.MatrixKernels;

/** The two kinds of arrays, which tests of the facade ask alike. */
public enum Kind {
    LIBTORCH {
        @Override
        public Torch open() {
            return Torch.open();
        }

        @Override
        public Backend backend() {
            return Kinds.libtorch();
        }
    },
    JAVA {
        @Override
        public Torch open() {
            return Torch.open(MatrixKernels.best());
        }

        @Override
        public Backend backend() {
            return Kinds.heap(MatrixKernels.best());
        }
    };

    public abstract Torch open();

    public abstract Backend backend();

    /** A manager of its own. */
    public NDManager newManager() {
        return backend().newManager(Device.cpu());
    }

    /** Both, or the one that the system property {@code torchmm.kind} names. */
    public static List<Kind> all() {
        String only = System.getProperty("torchmm.kind");
        return only == null ? Arrays.asList(values()) : List.of(valueOf(only.toUpperCase(Locale.ROOT)));
    }
}
