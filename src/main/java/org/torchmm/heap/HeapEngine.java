package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/**
 * A DJL engine without native code, whose arrays are Java's. Managers and arrays work without: to initialise DJL's engines takes a JVM's
 * start some 20 ms.
 */
final class HeapEngine extends Engine {

    static final String NAME = "Java";

    /** After PyTorch (2) and OnnxRuntime (10), which else would take this for the engine that helps it out; before RPC (15). */
    static final int RANK = 12;

    private static final HeapEngine INSTANCE = new HeapEngine();

    private HeapEngine() {}

    static Engine instance() {
        return INSTANCE;
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
        return HeapManager.newBase(null, Recycler.ofTorch());
    }

    @Override
    public NDManager newBaseManager(Device device) {
        return HeapManager.newBase(device, Recycler.ofTorch());
    }

    @Override
    public void setRandomSeed(int seed) {
        super.setRandomSeed(seed);
        Generator.ofProcess().manualSeed(seed);
    }
}
