package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.ChildJvm;

/** What a JVM lacks costs speed and never a bit. */
class LesserJvmsTest {

    /** The tiles for aarch64, whose class counts on no more than vectors of 128 bits. */
    private static final String NEON = "-XX:MaxVectorSize=16 -Dos.arch=aarch64";

    /** Those in which other code runs, and which are quick; {@code KernelBits} says it of the others. */
    static Stream<String> flags() {
        return Stream.of("-XX:-UseFMA", "-XX:UseAVX=1", "-XX:MaxVectorSize=16", NEON, "-XX:TieredStopAtLevel=1");
    }

    @ParameterizedTest
    @MethodSource("flags")
    void every_kernel_has_the_same_bits(String flag) throws Exception {
        ChildJvm.Result result = LesserJvms.child(flag).run(KernelBits.class);
        assertEquals(0, result.exit(), result.stderr());
        List<String> lines = new ArrayList<>(result.lines());
        String fused = lines.remove(0);
        if (flag.equals("-XX:-UseFMA")) {
            assertEquals("fused multiply-add is emulated", fused);
        }
        List<String> kernels = lines.stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .distinct()
                .toList();
        assertTrue(kernels.contains("scalar"), lines::toString);
        List<String> expected = new ArrayList<>();
        for (String kernel : kernels) {
            for (ElementType type : ElementType.values()) {
                expected.add(kernel + " " + KernelBits.line(new ScalarKernel(), type));
            }
            expected.add(kernel + " " + PairSample.line(new ScalarKernel()));
        }
        assertEquals(expected, lines);
    }
}
