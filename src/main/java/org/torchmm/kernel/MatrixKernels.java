package org.torchmm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The kernels that this JVM can run: two of torchmm's own, "vector" (on the Vector API) and "scalar", and those that other
 * jars name in {@code META-INF/services/org.torchmm.kernel.MatrixKernel}.
 *
 * <p>Two system properties are read once: {@code torchmm.kernel} names the kernel that {@link #best} returns, and
 * {@code torchmm.threads} is the number of threads to begin with. The first use logs one line to the SLF4J logger
 * {@code org.torchmm.kernel.MatrixKernels}, saying what runs and which flag would make it faster. Where SLF4J has no binding and
 * {@link #best} had to take the scalar kernel, its first product says so on stderr, once. A kernel that cannot be made is a line in
 * the log, and is not there.
 */
public final class MatrixKernels {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** By name alone: what it imports is not there in a JVM without the module. */
    private static final String VECTOR_KERNEL = "org.torchmm.kernel.vector.VectorKernel";

    private MatrixKernels() {}

    /** torchmm's own, found on first use, in a class apart so that the thread count can be set without a search; nothing here fails. */
    private static final class Own {

        /** Why there is no vector kernel; null where there is one. */
        static final String NO_VECTOR;

        static final List<MatrixKernel> KERNELS;

        static {
            List<MatrixKernel> kernels = new ArrayList<>(2);
            NO_VECTOR = addVector(kernels);
            kernels.add(new ScalarKernel());
            KERNELS = kernels;
        }
    }

    /** With those of other jars, which a JVM's start need not look for. */
    private static final class All {

        static final List<MatrixKernel> KERNELS;

        static {
            List<MatrixKernel> kernels = new ArrayList<>(Own.KERNELS);
            kernels.addAll(ProvidedKernels.find(MatrixKernels.class.getClassLoader()));
            KERNELS = List.copyOf(kernels);
        }
    }

    private static final class Best {

        static final String FORCED = System.getProperty("torchmm.kernel");

        /** Null where the property names a kernel that is not there. */
        static final MatrixKernel KERNEL = choose();

        /** Which one is taken, if it has not been said. */
        static void say() {
            // it is by now
        }

        private static MatrixKernel choose() {
            String missing = Own.NO_VECTOR;
            MatrixKernel chosen = FORCED != null
                    ? find(FORCED)
                    : missing != null ? new ScalarKernel(new SlowRoad(missing)) : Own.KERNELS.get(0);
            if (FORCED == null && missing != null) {
                KernelLog.warn("Matrix kernel: {}, {} threads. {}", chosen.name(), getThreads(), missing);
            } else if (chosen != null) {
                KernelLog.info("Matrix kernel: {}, {} threads", chosen.name(), getThreads());
            }
            return chosen;
        }
    }

    /**
     * The kernel that the property {@code torchmm.kernel} names; without it the fastest of torchmm's own.
     *
     * @throws IllegalStateException if there is no kernel of the name that the property has
     */
    public static MatrixKernel best() {
        if (Best.KERNEL == null) {
            throw new IllegalStateException(
                    "the system property torchmm.kernel is \"" + Best.FORCED + "\": " + noneCalled(Best.FORCED));
        }
        return Best.KERNEL;
    }

    /** Every kernel there is, torchmm's own first, the fastest first. Unmodifiable. */
    public static List<MatrixKernel> all() {
        List<MatrixKernel> all = All.KERNELS;
        Best.say();
        return all;
    }

    /** The kernel of that name; {@link IllegalArgumentException} with the names there are if there is none. */
    public static MatrixKernel byName(String name) {
        Arguments.check(name, "byName", "name", 1, "String");
        MatrixKernel kernel = find(name);
        Best.say();
        if (kernel == null) {
            throw new IllegalArgumentException(noneCalled(name));
        }
        return kernel;
    }

    /** Threads that a product may use, the caller included. At first the property {@code torchmm.threads}, or the processors. */
    public static int getThreads() {
        return Threads.get();
    }

    /**
     * Takes effect from the next product on; results do not depend on it.
     *
     * @throws IllegalArgumentException if the number is not from 1 to 512
     */
    public static void setThreads(int count) {
        Threads.set(count);
    }

    /** Why it could not be added; null if it was. */
    private static String addVector(List<MatrixKernel> kernels) {
        if (!hasVectorModule()) {
            return "Start Java with --add-modules=" + VECTOR_MODULE
                    + " for the vector kernel, which is several times faster";
        }
        try {
            kernels.add(
                    (MatrixKernel) Class.forName(VECTOR_KERNEL).getConstructor().newInstance());
            return null;
        } catch (Throwable e) { // errors too: what a JVM's Vector API lacks shows when its classes are initialised
            Throwable reason = e;
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            return "The vector kernel, which is several times faster, cannot start: "
                    + (reason instanceof IllegalStateException ? reason.getMessage() : reason);
        }
    }

    /** Through {@code findModule}, of one that is not there, it would be a stream, which takes a JVM's start 8 ms. */
    private static boolean hasVectorModule() {
        for (Module module : ModuleLayer.boot().modules()) {
            if (VECTOR_MODULE.equals(module.getName())) {
                return true;
            }
        }
        return false;
    }

    private static MatrixKernel find(String name) {
        MatrixKernel own = find(name, Own.KERNELS);
        return own == null ? find(name, All.KERNELS) : own;
    }

    private static MatrixKernel find(String name, List<MatrixKernel> kernels) {
        for (MatrixKernel kernel : kernels) {
            if (name.equals(kernel.name())) {
                return kernel;
            }
        }
        return null;
    }

    private static String noneCalled(String name) {
        String names = All.KERNELS.stream().map(MatrixKernel::name).collect(Collectors.joining(", "));
        boolean isVector = name.equals("vector") && Own.NO_VECTOR != null;
        return "no matrix kernel is called " + name + "; there are " + names + (isVector ? ". " + Own.NO_VECTOR : "");
    }
}
