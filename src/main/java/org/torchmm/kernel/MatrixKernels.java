package org.torchmm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels that this JVM can run: two of torchmm's own, "vector" (on the Vector API) and "scalar", and those that other
 * jars name in {@code META-INF/services/org.torchmm.kernel.MatrixKernel}.
 *
 * <p>Two system properties are read once: {@code torchmm.kernel} names the kernel that {@link #best} returns, and
 * {@code torchmm.threads} is the number of threads to begin with. The first use logs one line to the SLF4J logger
 * {@code org.torchmm.kernel.MatrixKernels}, saying what runs and which flag would make it faster.
 */
public final class MatrixKernels {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** By name alone: what it imports is not there in a JVM without the module. */
    private static final String VECTOR_KERNEL = "org.torchmm.kernel.vector.VectorKernel";

    private static final Logger logger = LoggerFactory.getLogger(MatrixKernels.class);

    private MatrixKernels() {}

    /** Chosen on first use, in a class of its own so that the thread count can be set without choosing. */
    private static final class Holder {

        static final List<MatrixKernel> ALL = find();
        static final MatrixKernel BEST = choose(ALL, System.getProperty("torchmm.kernel"));
    }

    /** The kernel that the property {@code torchmm.kernel} names; without it the fastest of torchmm's own. */
    public static MatrixKernel best() {
        return Holder.BEST;
    }

    /** Every kernel there is, torchmm's own first, the fastest first. Unmodifiable. */
    public static List<MatrixKernel> all() {
        return Holder.ALL;
    }

    /** The kernel of that name; {@link IllegalArgumentException} with the names there are if there is none. */
    public static MatrixKernel byName(String name) {
        return named(Holder.ALL, name);
    }

    /** Threads that a product may use, the caller included. At first the property {@code torchmm.threads}, or the processors. */
    public static int getThreads() {
        return Threads.get();
    }

    /** Takes effect from the next product on; results do not depend on it. Less than 1 is an {@link IllegalArgumentException}. */
    public static void setThreads(int count) {
        Threads.set(count);
    }

    private static List<MatrixKernel> find() {
        List<MatrixKernel> kernels = new ArrayList<>();
        if (hasVectorApi()) {
            kernels.add(vectorKernel());
        }
        kernels.add(new ScalarKernel());
        ServiceLoader.load(MatrixKernel.class, MatrixKernels.class.getClassLoader())
                .forEach(kernels::add);
        return List.copyOf(kernels);
    }

    private static MatrixKernel vectorKernel() {
        try {
            return (MatrixKernel) Class.forName(VECTOR_KERNEL).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(VECTOR_KERNEL, e);
        }
    }

    private static boolean hasVectorApi() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    private static MatrixKernel choose(List<MatrixKernel> kernels, String forced) {
        MatrixKernel chosen = forced == null ? kernels.get(0) : named(kernels, forced);
        if (hasVectorApi()) {
            logger.info("Matrix kernel: {}, {} threads", chosen.name(), getThreads());
        } else {
            logger.warn(
                    "Matrix kernel: {}, {} threads. Start Java with --add-modules={} for the vector kernel, which is several"
                            + " times faster",
                    chosen.name(),
                    getThreads(),
                    VECTOR_MODULE);
        }
        return chosen;
    }

    private static MatrixKernel named(List<MatrixKernel> kernels, String name) {
        StringJoiner names = new StringJoiner(", ");
        for (MatrixKernel kernel : kernels) {
            if (kernel.name().equals(name)) {
                return kernel;
            }
            names.add(kernel.name());
        }
        throw new IllegalArgumentException("no matrix kernel is called " + name + "; there are " + names);
    }
}
