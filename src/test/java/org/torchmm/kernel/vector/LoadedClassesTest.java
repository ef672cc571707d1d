package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torchmm.ChildJvm;
import org.torchmm.Torch;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernels;

/** The classes of a start: those that the first small product does not need are not loaded, be it to verify who names them. */
class LoadedClassesTest {

    /** Chooses the kernel and multiplies once. */
    static final class FirstProduct {

        private FirstProduct() {}

        public static void main(String[] args) {
            float[] c = new float[10 * 3 * 5];
            MatrixKernels.best()
                    .bmm(
                            FloatMatrices.of(new float[10 * 3 * 4], 10, 3, 4),
                            FloatMatrices.of(new float[10 * 4 * 5], 10, 4, 5),
                            FloatMatrices.of(c, 10, 3, 5));
            System.out.println("product " + MatrixKernels.best().name());
        }
    }

    /** Arrays in Java's memory, from opening to closing. */
    static final class PureProduct {

        private PureProduct() {}

        public static void main(String[] args) {
            try (Torch torch = Torch.open(MatrixKernels.best())) {
                NDArray a = torch.tensor(new float[] {1, 2, 3, 4}, 2, 2);
                NDArray c = torch.bmm(torch.ones(10, 3, 4), torch.randn(10, 4, 5));
                System.out.println("product " + torch.mm(a, a).toFloatArray()[3]);
                c.close();
            }
        }
    }

    /** As regular expressions; the JDK has a lambda of its own where it opens a jar, from 25 on. */
    private static final List<String> NOT_NEEDED = List.of(
            "ai\\.djl\\.engine\\.Engine",
            "ai\\.djl\\.ndarray\\.BaseNDManager",
            "ai\\.djl\\.Device",
            "org\\.slf4j\\.LoggerFactory",
            "java\\.security\\.SecureRandom",
            "java\\.util\\.ServiceLoader",
            "java\\.util\\.regex\\.Pattern",
            "(org\\.torchmm|ai\\.djl)\\.\\S*\\$\\$Lambda\\S*");

    /** DJL's engine, SLF4J's search for its providers and the first lambda take a JVM's start some 20 ms each. */
    @Test
    void arrays_in_Javas_memory_are_multiplied_without_DJLs_engine_a_logger_or_a_lambda() throws Exception {
        ChildJvm.Result result = new ChildJvm()
                .without(name -> name.startsWith("slf4j-nop"))
                .option("-Xlog:class+load", "-Dtorchmm.threads=1")
                .run(PureProduct.class);
        assertEquals(0, result.exit(), result.stderr());
        assertTrue(
                result.lines().stream().anyMatch(line -> line.startsWith("product 22.0")),
                () -> String.join("\n", result.lines()));
        List<String> loaded = result.lines().stream()
                .filter(line -> line.matches(".* (" + String.join("|", NOT_NEEDED) + ") source.*"))
                .toList();
        assertEquals(List.of(), loaded);
    }

    @Test
    void the_first_small_product_loads_no_tiles() throws Exception {
        ChildJvm.Result result = new ChildJvm()
                .option("--add-modules=jdk.incubator.vector", "-Xlog:class+load")
                .run(FirstProduct.class);
        assertEquals(0, result.exit(), result.stderr());
        assertTrue(
                result.lines().stream().anyMatch(line -> line.startsWith("product ")),
                () -> String.join("\n", result.lines()));
        List<String> tiles = result.lines().stream()
                .filter(line -> line.matches(".*org\\.torchmm\\.kernel\\.vector\\.\\w*Tiles\\w* .*"))
                .toList();
        assertEquals(List.of(), tiles);
    }
}
