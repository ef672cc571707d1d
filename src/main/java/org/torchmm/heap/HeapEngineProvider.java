package org.torchmm.heap;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/** Tells DJL of the engine, by {@code META-INF/services}. */
public final class HeapEngineProvider implements EngineProvider {

    @Override
    public String getEngineName() {
        return HeapEngine.NAME;
    }

    @Override
    public int getEngineRank() {
        return HeapEngine.RANK;
    }

    @Override
    public Engine getEngine() {
        return HeapEngine.instance();
    }
}
