package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.torchmm.engine.Backend;
import org.torchmm.heap.HeapBackend;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.libtorch.LibtorchBackend;

/** The two kinds of arrays; the classes of libtorch's are touched only where DJL's PyTorch engine is on the class path. */
final class Kinds {

    /** Asked for by name: the class may be missing. */
    private static final Class<?> PYTORCH = find("ai.djl.pytorch.engine.PtNDArray");

    private Kinds() {}

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, Kinds.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    static boolean hasLibtorch() {
        return PYTORCH != null;
    }

    /**
     * libtorch's arrays.
     *
     * @throws IllegalStateException if DJL's PyTorch engine is not on the class path
     */
    static Backend libtorch() {
        if (!hasLibtorch()) {
            throw new IllegalStateException("DJL's PyTorch engine is not on the class path: add"
                    + " ai.djl.pytorch:pytorch-engine, pytorch-jni and pytorch-native-cpu, or use"
                    + " Torch.open(MatrixKernels.best()), which needs no native library");
        }
        return LibtorchBackend.INSTANCE;
    }

    /** Arrays in Java's memory. */
    static Backend heap(MatrixKernel kernel) {
        return new HeapBackend(kernel);
    }

    /** The kind that an array is of; of null and of other engines' arrays, one that is to refuse them. */
    static Backend of(NDArray array) {
        return of(array, hasLibtorch() ? libtorch() : HeapBackend.best());
    }

    /** The kind that an array is of; of null and of other engines' arrays, the one that is to refuse them. */
    static Backend of(NDArray array, Backend refusing) {
        if (HeapBackend.has(array)) {
            return HeapBackend.best();
        }
        return hasLibtorch() && PYTORCH.isInstance(array) ? libtorch() : refusing;
    }

    /** The kind that a manager's arrays are of; null for other engines'. */
    static Backend of(NDManager manager) {
        if (HeapBackend.has(manager)) {
            return HeapBackend.best();
        }
        return hasLibtorch() && libtorch().isOwn(manager) ? libtorch() : null;
    }
}
