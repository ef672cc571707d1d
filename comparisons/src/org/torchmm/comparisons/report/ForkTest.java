package org.torchmm.comparisons.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** A real JVM, and the least of work for it. */
class ForkTest {

    private static final List<String> SHAPES = List.of("tutorial", "square_16");

    private static Settings settings(double millis) {
        return new Settings(
                1, 2, millis, 0, "float64", false, SHAPES, List.of(), Path.of("target", "report.html"), null);
    }

    private static List<SpeedResult> run(Contest contest, boolean isVerified) throws IOException {
        Settings settings = settings(0.1);
        List<SpeedResult> results = new ArrayList<>();
        Fork.run(contest, settings, settings.shapesCovered(), isVerified, Map.of(), results::add);
        assertEquals(
                settings.shapesCovered(),
                results.stream().map(SpeedResult::shape).toList());
        return results;
    }

    @Test
    void times_the_kernels_and_tells_whether_they_are_right() throws IOException {
        for (SpeedResult result : run(Contest.KERNELS, true)) {
            assertEquals(MatrixKernels.all().stream().map(MatrixKernel::name).toList(), result.kernels());
            assertTrue(result.agreement().isAgreement());
            for (Timing timing : result.timings()) {
                assertEquals(2, timing.nanos().size());
                assertTrue(timing.spread().lower() > 0);
            }
            SpeedResult pooled = result.and(result);
            assertEquals(4, pooled.timings().get(0).nanos().size());
            assertEquals(result.agreement(), pooled.agreement());
        }
    }

    @Test
    void times_the_peers_beside_the_fastest_kernel() throws IOException {
        SpeedResult result = run(Contest.PEERS, false).get(0);
        assertNull(result.agreement());
        assertEquals(MatrixKernels.best().name(), result.kernels().get(0));
        assertTrue(result.kernels()
                .containsAll(List.of("djl", "netlib-vector", "netlib-java", "ejml", "ojalgo", "textbook")));
    }

    @Test
    void tells_what_a_jvm_said_that_did_not_come_to_its_end() {
        SpeedShape unknown = new SpeedShape("no_shape", FindingsExample.PRODUCT, "");
        String message = assertThrows(
                        IOException.class,
                        () -> Fork.run(Contest.KERNELS, settings(0.1), List.of(unknown), false, Map.of(), result -> {}))
                .getMessage();
        assertTrue(message.contains("ended with 1 after 0 of 1 shapes"), message);
        assertTrue(message.contains("no shape is called no_shape; there are tutorial, "), message);
    }
}
