package org.torchmm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

class DevicesTest {

    @Test
    void devices_have_the_names_that_python_gives_them() {
        assertEquals("cpu", Devices.name(Device.cpu()));
        assertEquals("cuda:0", Devices.name(Device.gpu()));
        assertEquals("cuda:3", Devices.name(Device.gpu(3)));
        assertEquals("mps:0", Devices.name(Device.of("mps", 0)));
    }
}
