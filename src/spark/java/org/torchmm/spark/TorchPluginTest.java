package org.torchmm.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torchmm.ChildJvm;

/** In JVMs of their own: what the plugin leaves in MLlib, and its one line. */
class TorchPluginTest {

    private static final String VECTOR = "--add-modules=jdk.incubator.vector";

    private static ChildJvm jvm() {
        return new ChildJvm()
                .option(
                        "-Xmx256m",
                        "-Dslf4j.provider=org.torchmm.PrintedLog",
                        "-Ddev.ludovic.netlib.blas.allowNativeBLAS=true")
                .option("-Ddev.ludovic.netlib.blas.nativeLibPath=/no/such/library.so");
    }

    private static List<String> lines(ChildJvm jvm, String... arguments) throws Exception {
        ChildJvm.Result result = jvm.run(PluginProbe.class, arguments);
        assertEquals(0, result.exit(), result.stderr());
        return result.lines().stream()
                .filter(line -> !line.startsWith("info Matrix kernel: "))
                .toList();
    }

    @Test
    void both_objects_have_the_kernel_over_netlib_s_own() throws Exception {
        assertEquals(
                List.of(
                        "info MLlib's sgemm and dgemm are torchmm's kernel vector, 3 threads",
                        "KernelBlas VectorBLAS",
                        "KernelBlas VectorBLAS",
                        "3 threads"),
                lines(jvm().option(VECTOR), "state"));
    }

    @Test
    void without_the_Vector_API_nothing_changes() throws Exception {
        assertEquals(
                List.of(
                        "info MLlib's products are left as they are: this JVM has no Vector API;"
                                + " --add-modules=jdk.incubator.vector gives it one",
                        "Java11BLAS ",
                        "Java11BLAS "),
                lines(jvm(), "state").subList(0, 3));
    }

    @Test
    void a_native_BLAS_stays() throws Exception {
        List<String> lines = lines(jvm().option(VECTOR), "native", "state");
        assertEquals("info MLlib's products are left as they are: a native BLAS is at work", lines.get(0));
        assertTrue(lines.get(1).startsWith("$Proxy"), lines::toString);
    }

    @Test
    void where_the_kernel_is_another_or_is_not_there_nothing_changes() throws Exception {
        assertEquals(
                "info MLlib's products are left as they are: the kernel is the scalar one",
                lines(jvm().option(VECTOR, "-Dtorchmm.kernel=scalar")).get(0));
        String wrong = lines(jvm().option(VECTOR, "-Dtorchmm.kernel=mine")).get(0);
        assertTrue(
                wrong.startsWith("warn MLlib's products are left as they are: java.lang.IllegalStateException: "),
                wrong);
    }

    @Test
    void without_MLlib_a_job_has_only_a_line() throws Exception {
        List<String> lines = lines(jvm().option(VECTOR).without(name -> name.startsWith("spark-mllib_")));
        assertEquals(
                "warn MLlib's products are left as they are:"
                        + " java.lang.ClassNotFoundException: org.apache.spark.mllib.linalg.BLAS$",
                lines.get(0));
    }
}
