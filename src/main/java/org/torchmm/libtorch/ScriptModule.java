package org.torchmm.libtorch;

import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;

/** A loaded TorchScript module, which serves until the process ends. */
record ScriptModule(long handle) {

    private static final Attempt<Handles> HANDLES = Attempt.of(Handles::find, LoadFailure::sentence);

    private record Handles(MethodHandle load, MethodHandle run) {

        static Handles find() throws Exception {
            Library library = new Library();
            return new Handles(
                    library.method(
                            "moduleLoad",
                            long.class,
                            InputStream.class,
                            int[].class,
                            boolean.class,
                            byte[].class,
                            long.class),
                    library.method(
                            "moduleRunMethod",
                            long.class,
                            long.class,
                            String.class,
                            long[].class,
                            boolean.class,
                            boolean.class));
        }
    }

    /**
     * Takes 0.2 to 0.4 ms for a module of one method. DJL's own {@code loadModule} takes a millisecond where its buffer of 4 MB is warm,
     * 4 ms where it is not: it clears it, and copies it as a whole through JNI.
     */
    static ScriptModule load(Script script) {
        byte[] archive = script.archive();
        int[] cpu = {0, -1};
        boolean mapLocation = true;
        try {
            return new ScriptModule((long) HANDLES.get()
                    .load()
                    .invokeExact(
                            (InputStream) new ByteArrayInputStream(archive),
                            cpu,
                            mapLocation,
                            new byte[archive.length],
                            (long) archive.length));
        } catch (Throwable e) {
            throw Natives.unchecked(e);
        }
    }

    /**
     * Calls a method with values by their handles, as an operation like any other: its result, a new handle, can be changed, and be part
     * of a recorded operation. DJL's own {@code IValueUtils.runMethod} makes arrays of inference mode, which can do neither.
     */
    long run(String method, long... values) {
        // a thread's own switch: with it on, the first calls of a method take 16 to 30 ms, and addmm becomes mm and add
        JniUtils.setGraphExecutorOptimize(false);
        GradFlag.set(); // a virtual thread may have waited for the module, and go on with another carrier
        boolean isTrain = true;
        boolean separateCudaStream = false;
        try {
            return (long) HANDLES.get().run().invokeExact(handle, method, values, isTrain, separateCudaStream);
        } catch (Throwable e) {
            throw Natives.unchecked(e);
        }
    }

    /** The same with values of Java's. */
    long call(String method, Object... arguments) {
        long[] values = new long[arguments.length];
        int count = 0;
        try {
            for (Object argument : arguments) {
                values[count] = NativeValues.of(argument);
                count++;
            }
            return run(method, values);
        } finally {
            NativeValues.delete(values, count);
        }
    }
}
