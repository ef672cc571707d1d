package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.torchmm.engine.Silence;
import org.torchmm.kernel.Threads;

/** DJL's PyTorch engine, loaded once, without a word to the network. */
public final class Libtorch {

    private static final String ENGINE = "PyTorch";

    /** How libtorch begins where it was built without what a device needs. */
    private static final String NO_BACKEND = "Could not run 'aten::";

    private Libtorch() {}

    private record Loaded(Engine engine, boolean hasCuda, boolean hasMkl) {}

    /** Devices that have held an array. */
    private static final Set<Device> USABLE = ConcurrentHashMap.newKeySet();

    private static final Attempt<Loaded> LOADED = Attempt.of(Libtorch::load, LoadFailure::sentence);

    /**
     * The engine, which the first call loads.
     *
     * @throws IllegalStateException if it cannot be loaded, with the reason and what helps; the same for each call
     */
    public static Engine engine() {
        return LOADED.get().engine();
    }

    static boolean hasCuda() {
        return LOADED.get().hasCuda();
    }

    /** Whether libtorch multiplies with MKL (x86-64 builds do), which decides some sentences of bmm. */
    static boolean hasMkl() {
        return LOADED.get().hasMkl();
    }

    /**
     * A manager of its own, on the CPU or on a device that this libtorch can use.
     *
     * @throws IllegalArgumentException for another device, which DJL would refuse when it is first used
     */
    static NDManager newManager(Device device) {
        Engine engine = engine();
        NDManager manager = engine.newBaseManager(device);
        if (!USABLE.contains(device)) {
            try {
                manager.zeros(new Shape(1)).close();
            } catch (EngineException e) {
                manager.close();
                throw new IllegalArgumentException(sentence(device, AtenCalls.sentence(e)), e);
            } catch (RuntimeException e) {
                manager.close();
                throw e;
            }
            USABLE.add(device);
        }
        return manager;
    }

    /** libtorch's, or Python's where the build has nothing for GPUs: a build that has it finds none ({@code No CUDA GPUs are available}). */
    private static String sentence(Device device, String libtorchs) {
        return device.isGpu() && libtorchs.startsWith(NO_BACKEND) ? "Torch not compiled with CUDA enabled" : libtorchs;
    }

    /** Seeds all generators: the CPU's takes the low 32 bits, a GPU's all of them. */
    static void setSeed(long seed) {
        engine();
        JniUtils.setSeed(seed);
    }

    /** Sets the threads of a product, for the calling thread and for those that have not multiplied yet. */
    public static void setNumThreads(int count) {
        Threads.check(count);
        engine();
        JniUtils.setNumThreads(count);
    }

    /** The threads of a product. */
    public static int getNumThreads() {
        engine();
        return JniUtils.getNumThreads();
    }

    private static Loaded load() throws Obstacle {
        Silence.keep();
        LoadFailure.checkVersions();
        NativeCache.check(LoadFailure.TORCH);
        ChosenLibtorch.check(LoadFailure.TORCH);
        Engine engine = Engine.getEngine(ENGINE);
        Natives.check();
        return new Loaded(
                engine,
                engine.hasCapability(StandardCapabilities.CUDA),
                engine.hasCapability(StandardCapabilities.MKL));
    }
}
