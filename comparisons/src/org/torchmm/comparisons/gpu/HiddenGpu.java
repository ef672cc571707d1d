package org.torchmm.comparisons.gpu;

import ai.djl.Device;

/** Opens a GPU, in a JVM that sees none. */
final class HiddenGpu {

    private HiddenGpu() {}

    public static void main(String[] args) {
        System.out.println(GpuAlone.opening(Device.gpu()));
    }
}
