package org.torchmm.comparisons.peers;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Another library that multiplies matrices, which this JVM may or may not have; it is loaded when first asked for. */
public final class Peer {

    private final String name;
    private final boolean isPlainJava;
    private final Callable<PeerKernel> loader;
    private PeerKernel kernel;
    private Throwable failure;

    Peer(String name, boolean isPlainJava, Callable<PeerKernel> loader) {
        this.name = name;
        this.isPlainJava = isPlainJava;
        this.loader = loader;
    }

    public String name() {
        return name;
    }

    /** Whether it multiplies without a native library, and so large products for seconds. */
    public boolean isPlainJava() {
        return isPlainJava;
    }

    /** Why it cannot run here; empty if it can. */
    public Optional<String> absence() {
        load();
        return Optional.ofNullable(failure).map(Peer::reason);
    }

    /** The adapter; {@link IllegalStateException} with the reason if the peer cannot run here. */
    public PeerKernel kernel() {
        load();
        if (failure != null) {
            throw new IllegalStateException(name + " cannot run here: " + reason(failure), failure);
        }
        return kernel;
    }

    private synchronized void load() {
        if (kernel != null || failure != null) {
            return;
        }
        try {
            kernel = loader.call();
        } catch (InvocationTargetException e) {
            failure = e.getCause();
        } catch (Exception | LinkageError e) {
            failure = e;
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof ExceptionInInitializerError && failure.getCause() != null) {
            return failure.getCause().toString();
        }
        return failure instanceof IllegalStateException ? failure.getMessage() : failure.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
