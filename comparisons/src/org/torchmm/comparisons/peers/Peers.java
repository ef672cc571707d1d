package org.torchmm.comparisons.peers;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The libraries that torchmm is compared with. Those that bring native libraries are compiled with {@code mvn -Ppeers}
 * only, from {@code comparisons/peers-src}, and absent otherwise.
 *
 * <p>OpenBLAS is listed once and measured twice: it takes its AVX2 kernels on some AMD processors that have AVX-512, unless
 * the environment that the JVM starts in says {@code OPENBLAS_CORETYPE=SKYLAKEX}; its name is {@code openblas-skylakex}
 * then. {@code OPENBLAS_VERBOSE=2} makes it print which ones it took.
 */
public final class Peers {

    private static final String CORETYPE = System.getenv("OPENBLAS_CORETYPE");

    static final String OPENBLAS =
            CORETYPE == null || CORETYPE.isEmpty() ? "openblas" : "openblas-" + CORETYPE.toLowerCase(Locale.ROOT);

    private static final Peer OPENBLAS_PEER = new Peer(OPENBLAS, false, withProfile("OpenBlasPeer"));

    private static final List<Peer> ALL = List.of(
            new Peer("djl", false, DjlPeer::new),
            new Peer("onnxruntime", false, withProfile("OnnxRuntimePeer")),
            OPENBLAS_PEER,
            new Peer("netlib-vector", true, NetlibPeer::vector),
            new Peer("netlib-java", true, NetlibPeer::scalar),
            new Peer("ejml", true, EjmlPeer::new),
            new Peer("ojalgo", true, OjAlgoPeer::new),
            new Peer("textbook", true, TextbookLoop::new));

    private Peers() {}

    /** Every peer, absent ones included, native ones first. */
    public static List<Peer> all() {
        return ALL;
    }

    /** The peer of that name; {@link IllegalArgumentException} with the names there are if there is none. */
    public static Peer byName(String name) {
        return ALL.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no peer is called " + name + "; there are "
                        + ALL.stream().map(Peer::name).collect(Collectors.joining(", "))));
    }

    /** OpenBLAS, as the environment has it. */
    public static Peer openBlas() {
        return OPENBLAS_PEER;
    }

    private static Callable<PeerKernel> withProfile(String adapter) {
        return () -> {
            try {
                return (PeerKernel) Class.forName(Peers.class.getPackageName() + "." + adapter)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                throw new IllegalStateException("it comes with mvn -Ppeers", e);
            }
        };
    }
}
