package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixKernelsTest {

    /** Red where the vector kernel was not exercised, such as without the flag; nothing here is skipped. */
    @Test
    void this_build_runs_the_vector_kernel() {
        assertTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the tests have to run with --add-modules=jdk.incubator.vector");
        assertEquals("vector", MatrixKernels.best().name());
    }

    @Test
    void names_find_kernels_and_others_are_refused_with_the_names_there_are() {
        for (MatrixKernel kernel : MatrixKernels.all()) {
            assertSame(kernel, MatrixKernels.byName(kernel.name()));
        }
        String message = assertThrows(IllegalArgumentException.class, () -> MatrixKernels.byName("gpu"))
                .getMessage();
        assertEquals("no matrix kernel is called gpu; there are vector, scalar, provided", message);
    }

    @Test
    void kernels_of_other_jars_come_last() {
        List<String> names =
                MatrixKernels.all().stream().map(MatrixKernel::name).toList();
        assertEquals(List.of("vector", "scalar", "provided"), names);
    }

    @Test
    void threads_are_positive() {
        int before = MatrixKernels.getThreads();
        assertThrows(IllegalArgumentException.class, () -> MatrixKernels.setThreads(0));
        assertEquals(before, MatrixKernels.getThreads());
    }

    /** Named in META-INF/services of the tests. */
    public static final class ProvidedKernel implements MatrixKernel {

        private final MatrixKernel scalar = new ScalarKernel();

        @Override
        public String name() {
            return "provided";
        }

        @Override
        public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
            scalar.bmm(a, b, c);
        }

        @Override
        public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
            scalar.bmm(a, b, c);
        }

        @Override
        public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
            scalar.bmm(a, b, c);
        }

        @Override
        public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
            scalar.bmm(a, b, c);
        }
    }
}
