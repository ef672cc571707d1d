package org.torchmm.comparisons.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.torchmm.comparisons.SpeedShapes;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;

class BenchmarksTest {

    private static <T extends PreparedShape> T prepared(T product, String shape) {
        product.shape = shape;
        product.dtype = "float32";
        product.prepare();
        return product;
    }

    @Test
    void ask_every_named_shape() throws NoSuchFieldException {
        assertEquals(
                SpeedShapes.all().stream().map(SpeedShape::name).toList(),
                List.of(PreparedShape.class
                        .getField("shape")
                        .getAnnotation(Param.class)
                        .value()));
    }

    @Test
    void have_the_vector_module_in_their_forks() {
        assertTrue(List.of(ProductBenchmark.class.getAnnotation(Fork.class).jvmArgsAppend())
                .contains("--add-modules=jdk.incubator.vector"));
    }

    @Test
    void multiply_by_both_rules() {
        for (String implementation : List.of("libtorch", "vector", "scalar")) {
            NewResult product = new NewResult();
            product.implementation = implementation;
            prepared(product, "tutorial").run();
            product.free();
        }
        for (String implementation : List.of("vector", "scalar", "ejml")) {
            GivenResult product = new GivenResult();
            product.implementation = implementation;
            prepared(product, "attention_scores").run();
            product.free();
        }
    }

    @Test
    void say_that_libtorch_has_no_given_result_and_which_shapes_and_peers_there_are() {
        GivenResult product = new GivenResult();
        product.implementation = "libtorch";
        assertTrue(refusal(product, "tutorial").startsWith("DJL has no product that writes into a given array"));
        product.implementation = "none";
        assertTrue(refusal(product, "tutorial").startsWith("no peer is called none; there are djl, "));
        assertTrue(refusal(product, "circle").startsWith("no shape is called circle; there are tutorial, "));
    }

    private static String refusal(PreparedShape product, String shape) {
        return assertThrows(IllegalArgumentException.class, () -> prepared(product, shape))
                .getMessage();
    }

    /** In this JVM, for as short as JMH can. */
    @Test
    void keep_what_was_measured_with_a_table(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("jmh.json");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("ProductBenchmark")
                        .param("shape", "tutorial")
                        .param("implementation", "vector", "scalar")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .output(folder.resolve("output.txt").toString())
                        .resultFormat(ResultFormatType.JSON)
                        .result(json.toString())
                        .build())
                .run();
        Path kept = folder.resolve("results");
        Benchmarks.keep(json, results, kept, "ProductBenchmark");
        assertEquals(Files.readString(json), Files.readString(kept.resolve("jmh.json")));
        String table = Files.readString(kept.resolve("jmh.md"));
        assertTrue(
                table.contains(
                        "| Shape | vector, givenResult | scalar, givenResult | vector, newResult | scalar, newResult |"),
                table);
        assertTrue(table.lines().anyMatch(line -> line.matches("\\| tutorial( \\| [^|]* us){4} \\|")), table);
        assertTrue(table.contains("-Djmh.args=\"ProductBenchmark\""), table);
    }
}
