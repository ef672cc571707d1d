package org.torchmm.engine;

import ai.djl.Device;

/** Python's names of devices. */
public final class Devices {

    private Devices() {}

    /** {@code cpu}, and {@code cuda:0} for what DJL calls {@code gpu(0)}. */
    public static String name(Device device) {
        if (device.equals(Device.cpu())) {
            return "cpu";
        }
        return (device.isGpu() ? "cuda" : device.getDeviceType()) + ":" + device.getDeviceId();
    }
}
