package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;

/** DJL's PyTorch engine, loaded once, without a word to the network. */
public final class Libtorch {

    private static final String ENGINE = "PyTorch";

    private Libtorch() {}

    private static final class Holder {
        static final Engine INSTANCE = load();
        static final boolean CUDA = INSTANCE.hasCapability(StandardCapabilities.CUDA);
        static final boolean MKL = INSTANCE.hasCapability(StandardCapabilities.MKL);
    }

    /** The engine, which the first call loads. */
    public static Engine engine() {
        return Holder.INSTANCE;
    }

    static boolean hasCuda() {
        return Holder.CUDA;
    }

    /** Whether libtorch multiplies with MKL (x86-64 builds do), which decides some sentences of bmm. */
    static boolean hasMkl() {
        return Holder.MKL;
    }

    /** A manager of its own, on the CPU or on a device that this libtorch can use. */
    static NDManager newManager(Device device) {
        Engine engine = engine();
        if (device.isGpu() && !hasCuda()) {
            throw new IllegalArgumentException("Torch not compiled with CUDA enabled");
        }
        return engine.newBaseManager(device);
    }

    /** Sets the threads of a product, for the calling thread and for those that have not multiplied yet. */
    public static void setNumThreads(int count) {
        engine();
        JniUtils.setNumThreads(count);
    }

    /** The threads of a product. */
    public static int getNumThreads() {
        engine();
        return JniUtils.getNumThreads();
    }

    /**
     * DJL's {@code Engine} asks the cloud it runs in who it is, and reports that, in its static initialiser; both ways to
     * opt out are set before the class is touched, unless the user decided otherwise.
     */
    private static Engine load() {
        setUnlessChosen("OPT_OUT_TRACKING", "OPT_OUT_TRACKING");
        setUnlessChosen("ai.djl.offline", "DJL_OFFLINE");
        try {
            return Engine.getEngine(ENGINE);
        } catch (EngineException e) {
            throw new IllegalStateException(
                    "libtorch could not be loaded. Is ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier of "
                            + platform() + " on the class path, and the cache directory writable? " + e.getMessage(),
                    e);
        }
    }

    private static void setUnlessChosen(String property, String environment) {
        if (System.getProperty(property) == null && System.getenv(environment) == null) {
            System.setProperty(property, "true");
        }
    }

    private static String platform() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = name.contains("win") ? "win" : name.contains("mac") ? "osx" : "linux";
        String arch = System.getProperty("os.arch");
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }
}
