package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;

/** A DJL engine without native code, whose arrays are Java's. */
final class HeapEngine extends Engine {

    static final String NAME = "Java";

    /** After PyTorch (2) and OnnxRuntime (10), which else would take this for the engine that helps it out; before RPC (15). */
    static final int RANK = 12;

    private static final HeapEngine INSTANCE = new HeapEngine();

    private HeapEngine() {}

    static HeapEngine instance() {
        return INSTANCE;
    }

    /** The random numbers of the process, once somebody asks for some. */
    Generator generator() {
        return Process.GENERATOR;
    }

    private static final class Process {

        static final Generator GENERATOR = new Generator(System.nanoTime());
    }

    /** torch's name of a dtype; {@link IllegalArgumentException} where there are no such arrays. */
    static Dtype dtype(DataType type) {
        Dtype dtype = DataTypes.dtype(type);
        if (dtype == null) {
            throw new IllegalArgumentException("torchmm cannot create tensors of dtype " + type
                    + " in Java's memory: it has FLOAT32, FLOAT64, FLOAT16, BFLOAT16, INT8, UINT8, INT16, INT32, INT64,"
                    + " BOOLEAN and COMPLEX64");
        }
        return dtype;
    }

    @Override
    public Engine getAlternativeEngine() {
        return null;
    }

    @Override
    public String getEngineName() {
        return NAME;
    }

    @Override
    public int getRank() {
        return RANK;
    }

    @Override
    public String getVersion() {
        String version = HeapEngine.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public boolean hasCapability(String capability) {
        return false;
    }

    @Override
    public Device defaultDevice() {
        return Device.cpu();
    }

    @Override
    public int getGpuCount() {
        return 0;
    }

    @Override
    public Model newModel(String name, Device device) {
        throw new UnsupportedOperationException(
                "arrays in Java's memory run no models: Engine.getEngine(\"PyTorch\") does");
    }

    @Override
    public NDManager newBaseManager() {
        return HeapManager.newBase(Device.cpu(), Recycler.ofTorch());
    }

    @Override
    public NDManager newBaseManager(Device device) {
        return HeapManager.newBase(device == null ? Device.cpu() : device, Recycler.ofTorch());
    }

    @Override
    public void setRandomSeed(int seed) {
        super.setRandomSeed(seed);
        generator().manualSeed(seed);
    }
}
