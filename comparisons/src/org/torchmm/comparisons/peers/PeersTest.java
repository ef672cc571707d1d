package org.torchmm.comparisons.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.torchmm.comparisons.peers.PeerSample.Place.DENSE;
import static org.torchmm.comparisons.peers.PeerSample.Place.ONE_FOR_ALL;
import static org.torchmm.comparisons.peers.PeerSample.Place.SPACED_AND_TRANSPOSED;
import static org.torchmm.comparisons.peers.PeerSample.Place.SPACED_ROWS;
import static org.torchmm.comparisons.peers.PeerSample.Place.STEPPED_COLUMNS;
import static org.torchmm.comparisons.peers.PeerSample.Place.TRANSPOSED;
import static org.torchmm.comparisons.peers.PeerSample.Place.WITH_OFFSET;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.comparisons.ElementType;
import org.torchmm.comparisons.peers.PeerSample.Shape;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernel;

/** What every adapter owes the comparisons: its library's products, right, in every layout, and nothing else. */
class PeersTest {

    private static final long SEED = 20_261_123;

    /** Those without native libraries of their own, which come with any build. */
    private static final List<String> ALWAYS =
            List.of("djl", "netlib-vector", "netlib-java", "ejml", "ojalgo", "textbook");

    private static final List<Shape> SHAPES = List.of(
            new Shape(1, 64, 64, 64, DENSE, DENSE, DENSE),
            new Shape(1, 33, 17, 65, DENSE, DENSE, DENSE),
            new Shape(1, 200, 3, 20, DENSE, DENSE, DENSE),
            new Shape(1, 3, 200, 20, DENSE, DENSE, DENSE),
            new Shape(1, 1, 1, 7, DENSE, DENSE, DENSE),
            new Shape(1, 1, 19, 23, DENSE, TRANSPOSED, DENSE),
            new Shape(1, 19, 1, 23, TRANSPOSED, DENSE, DENSE),
            new Shape(10, 3, 5, 4, DENSE, DENSE, DENSE),
            new Shape(5, 9, 8, 1, DENSE, DENSE, DENSE),
            new Shape(5, 9, 8, 1, TRANSPOSED, ONE_FOR_ALL, WITH_OFFSET),
            new Shape(4, 12, 10, 11, DENSE, TRANSPOSED, DENSE),
            new Shape(4, 12, 10, 11, TRANSPOSED, DENSE, DENSE),
            new Shape(4, 12, 10, 11, TRANSPOSED, TRANSPOSED, DENSE),
            new Shape(3, 12, 10, 11, SPACED_ROWS, DENSE, DENSE),
            new Shape(3, 12, 10, 11, SPACED_ROWS, SPACED_AND_TRANSPOSED, SPACED_ROWS),
            new Shape(3, 12, 10, 11, SPACED_AND_TRANSPOSED, SPACED_ROWS, TRANSPOSED),
            new Shape(3, 12, 10, 11, STEPPED_COLUMNS, STEPPED_COLUMNS, STEPPED_COLUMNS),
            new Shape(3, 12, 10, 11, WITH_OFFSET, WITH_OFFSET, WITH_OFFSET),
            new Shape(6, 7, 8, 9, DENSE, ONE_FOR_ALL, DENSE),
            new Shape(6, 7, 8, 9, ONE_FOR_ALL, TRANSPOSED, SPACED_AND_TRANSPOSED),
            new Shape(6, 7, 8, 9, ONE_FOR_ALL, ONE_FOR_ALL, DENSE),
            new Shape(2, 3, 4, 0, DENSE, DENSE, SPACED_ROWS),
            new Shape(0, 3, 4, 5, DENSE, DENSE, DENSE),
            new Shape(2, 0, 4, 5, DENSE, DENSE, DENSE),
            new Shape(2, 3, 0, 5, DENSE, DENSE, DENSE),
            new Shape(2, 90, 110, 150, DENSE, TRANSPOSED, SPACED_ROWS));

    static Stream<Arguments> presentPeersAndDtypes() {
        return presentPeers().flatMap(peer -> ElementType.DTYPES.stream().map(dtype -> Arguments.of(peer, dtype)));
    }

    @Test
    void a_peer_is_here_or_says_why_not(TestReporter reporter) {
        boolean all = "all".equals(System.getProperty("peers")); // profile peers
        for (Peer peer : Peers.all()) {
            String absence = peer.absence().map(reason -> "absent: " + reason).orElse("present");
            reporter.publishEntry(peer.name(), absence);
            if (all || ALWAYS.contains(peer.name())) {
                assertEquals("present", absence, peer.name());
            }
            if (peer.absence().isPresent()) {
                System.out.println(peer.name() + " is " + absence); // surefire keeps report entries to itself
                assertTrue(
                        assertThrows(IllegalStateException.class, peer::kernel)
                                .getMessage()
                                .startsWith(peer.name() + " cannot run here: "),
                        peer.name());
            } else {
                assertEquals(peer.name(), peer.kernel().name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("presentPeersAndDtypes")
    void products_are_right_or_refused(Peer peer, DataType dtype) {
        MatrixKernel kernel = peer.kernel();
        long seed = SEED;
        for (Shape shape : SHAPES) {
            PeerSample sample = new PeerSample(peer.name(), dtype, shape, seed++);
            if (kernel.elements().contains(ElementType.of(dtype).element())) {
                sample.check(kernel);
            } else {
                sample.checkRefusal(kernel);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("presentPeers")
    void a_prepared_product_runs_again_and_again(Peer peer) {
        Random random = new Random(SEED);
        FloatMatrices a = random(random, 5, 20, 30);
        FloatMatrices b = random(random, 5, 40, 30).transposed();
        FloatMatrices expected = random(random, 5, 20, 40);
        FloatMatrices c = random(random, 5, 20, 40);
        peer.kernel().bmm(a, b, expected);
        try (PreparedProduct product = peer.kernel().prepare(a, b, c)) {
            product.run();
            product.run();
            product.read();
            assertArrayEquals(expected.data(), c.data(), peer.name());
            product.run();
            product.read();
        }
        assertArrayEquals(expected.data(), c.data(), peer.name());
    }

    private static FloatMatrices random(Random random, int batch, int rows, int columns) {
        float[] data = new float[batch * rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return FloatMatrices.of(data, batch, rows, columns);
    }

    @ParameterizedTest
    @MethodSource("presentPeers")
    void what_does_not_fit_is_refused(Peer peer) {
        MatrixKernel kernel = peer.kernel();
        FloatMatrices a = FloatMatrices.of(new float[24], 2, 3, 4);
        FloatMatrices b = FloatMatrices.of(new float[40], 2, 4, 5);
        FloatMatrices c = FloatMatrices.of(new float[30], 2, 3, 5);
        FloatMatrices oneMatrix = new FloatMatrices(new float[30], 0, 2, 3, 5, 0, 5, 1);
        FloatMatrices overA = FloatMatrices.of(a.data(), 2, 3, 4);
        FloatMatrices square = FloatMatrices.of(new float[32], 2, 4, 4);
        refused(peer, () -> kernel.bmm(b, a, c));
        refused(peer, () -> kernel.bmm(a, b, FloatMatrices.of(new float[30], 2, 5, 3)));
        refused(peer, () -> kernel.bmm(a, FloatMatrices.of(new float[20], 1, 4, 5), c));
        refused(peer, () -> kernel.bmm(a, b, oneMatrix));
        refused(peer, () -> kernel.bmm(a, square, overA));
    }

    static Stream<Peer> presentPeers() {
        return Peers.all().stream().filter(peer -> peer.absence().isEmpty());
    }

    private static void refused(Peer peer, Runnable product) {
        assertThrows(IllegalArgumentException.class, product::run, peer.name());
    }
}
