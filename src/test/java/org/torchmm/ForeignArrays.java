package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.lang.reflect.Proxy;

/** Arrays that are not of DJL's PyTorch engine. */
final class ForeignArrays {

    private ForeignArrays() {}

    /** An NDArray none of whose methods may be called. */
    static NDArray create() {
        return (NDArray) Proxy.newProxyInstance(
                ForeignArrays.class.getClassLoader(), new Class<?>[] {NDArray.class}, (proxy, method, args) -> {
                    throw new AssertionError(method + " was called");
                });
    }
}
