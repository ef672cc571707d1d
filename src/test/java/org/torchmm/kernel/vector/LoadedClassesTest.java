package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torchmm.ChildJvm;
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
