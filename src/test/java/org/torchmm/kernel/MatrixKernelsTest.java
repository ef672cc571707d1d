package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertEquals("no matrix kernel is called gpu; there are vector, scalar", message);
    }

    /** In a class loader of its own, or every other test and report would have this kernel too. */
    @Test
    void kernels_of_other_jars_come_last(@TempDir Path jar) throws Exception {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(MatrixKernel.class.getName()), ProvidedKernel.class.getName() + "\n");
        List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> kernels = loader.loadClass(MatrixKernels.class.getName());
            List<String> names = new ArrayList<>();
            for (Object kernel : (List<?>) kernels.getMethod("all").invoke(null)) {
                Method name = loader.loadClass(MatrixKernel.class.getName()).getMethod("name");
                names.add((String) name.invoke(kernel));
            }
            assertEquals(List.of("vector", "scalar", "provided"), names);
            Object provided = kernels.getMethod("byName", String.class).invoke(null, "provided");
            assertEquals(ProvidedKernel.class.getName(), provided.getClass().getName());
        }
        assertFalse(
                MatrixKernels.all().stream().anyMatch(kernel -> kernel.name().equals("provided")));
    }

    @Test
    void threads_are_at_least_one_and_not_so_many_that_a_machine_chokes_on_them() {
        int before = MatrixKernels.getThreads();
        assertThrows(IllegalArgumentException.class, () -> MatrixKernels.setThreads(0));
        String message = assertThrows(IllegalArgumentException.class, () -> MatrixKernels.setThreads(1_000_000))
                .getMessage();
        assertEquals("expected at most 512 threads, got 1000000", message);
        assertEquals(before, MatrixKernels.getThreads());
    }

    /** What another jar brings. */
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
