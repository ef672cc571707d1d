package org.torchmm.libtorch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The native calls of DJL's engine, which it does not show: by handles of tensors, modules and TorchScript's values. */
final class Library {

    private final Class<?> library;
    private final MethodHandles.Lookup lookup;
    private final Object instance;

    Library() throws ReflectiveOperationException {
        library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
        lookup = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
        instance = lookup.findStaticVarHandle(library, "LIB", library).get();
    }

    MethodHandle method(String name, Class<?> result, Class<?>... parameters) throws ReflectiveOperationException {
        return lookup.bind(instance, name, MethodType.methodType(result, parameters));
    }
}
