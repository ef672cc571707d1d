package org.torchmm.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import dev.ludovic.netlib.blas.BLAS;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

/** Executors in processes of their own, one of which dies in the middle of its work. */
class ClusterTest {

    private static final long SEED = Long.getLong("seed", 16);

    private static SparkSession spark;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        // The command that starts an executor looks for Spark's jars here; executors have this JVM's class path.
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        spark = Spark.builder("local-cluster[2,1,768]")
                .config("spark.executor.memory", "768m")
                .config("spark.plugins", TorchPlugin.class.getName())
                .config("spark.task.maxFailures", "4")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void executors_have_the_kernel_on_a_task_s_processors() {
        List<String> found = new JavaSparkContext(spark.sparkContext())
                .parallelize(List.of(1, 2), 2)
                .mapPartitions(numbers -> {
                    List<String> names = new ArrayList<>();
                    for (BLAS blas : MllibBlas.get()) {
                        names.add(blas.getClass().getSimpleName() + " " + MatrixKernels.getThreads());
                    }
                    return names.iterator();
                })
                .collect();
        assertEquals(List.of("KernelBlas 1", "KernelBlas 1", "KernelBlas 1", "KernelBlas 1"), found);
    }

    @Test
    void top_k_is_the_same_when_an_executor_dies() throws IOException {
        Random random = new Random(SEED);
        Dataset<Row> queries = TopKTest.dataset(spark, TopKTest.vectors(random, 600, 16), 4);
        Dataset<Row> items = TopKTest.dataset(spark, TopKTest.vectors(random, 1500, 16), 3);
        List<String> expected = sorted(TopK.of(queries, items, 5, Similarity.INNER_PRODUCT, 1, MatrixKernels::best));
        String armed = folder.resolve("armed").toString();
        Dataset<Row> result = TopK.of(
                queries.mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> {
                            List<Row> seen = new ArrayList<>();
                            rows.forEachRemaining(seen::add);
                            if (Files.deleteIfExists(Path.of(armed))) {
                                Runtime.getRuntime().halt(9);
                            }
                            return seen.iterator();
                        },
                        Encoders.row(queries.schema())),
                items,
                5,
                Similarity.INNER_PRODUCT,
                1,
                MatrixKernels::best);
        Files.createFile(Path.of(armed));
        assertEquals(expected, sorted(result), "seed " + SEED);
        assertFalse(Files.exists(Path.of(armed)), "no executor died");
    }

    private static List<String> sorted(Dataset<Row> result) {
        return result.collectAsList().stream()
                .sorted(Comparator.comparing(row -> row.getLong(0)))
                .map(row -> row.getLong(0) + " " + row.getList(1))
                .toList();
    }

    /** An executor that dies once something of a part is written: no file of a part's name is there that is not whole. */
    @Test
    void a_killed_attempt_leaves_no_part_that_looks_whole() throws IOException {
        String in = Files.createDirectories(folder.resolve("in")).toString();
        String out = Files.createDirectories(folder.resolve("out")).toString();
        String died = folder.resolve("died").toString();
        String mat2 = folder.resolve("mat2.npy").toString();
        List<String> parts = new ArrayList<>();
        try (Torch torch = Torch.open(MatrixKernels.best())) {
            torch.manualSeed(SEED);
            torch.save(Path.of(mat2), torch.randn(8, 40, 1024));
            for (int i = 0; i < 4; i++) {
                Path part = Path.of(in).resolve("part-" + i + ".npy");
                torch.save(part, torch.randn(8, 200, 40));
                parts.add(part.toString());
            }
            new JavaSparkContext(spark.sparkContext())
                    .parallelize(List.of(1, 2), 2)
                    .foreachPartition(numbers -> killsOnce(out, died)); // one watcher in each executor
            List<String> written = Batches.bmm(new JavaSparkContext(spark.sparkContext()), parts, mat2, out)
                    .collect();
            assertTrue(Files.exists(Path.of(died)), "no executor died");
            assertEquals(4, written.size());
            for (String part : parts) {
                NDArray expected = torch.bmm(
                        torch.load(Path.of(part)).head(),
                        torch.load(Path.of(mat2)).head());
                Path to = Path.of(out).resolve(Path.of(part).getFileName());
                torch.assertClose(torch.load(to).head(), expected, 0, 0);
            }
        }
        long size = Files.size(Path.of(written(out, "part-0.npy")));
        for (String line : Files.readAllLines(Path.of(died))) {
            String[] seen = line.split(" ");
            assertTrue(
                    !seen[0].startsWith("part-") || !seen[0].endsWith(".npy") || Long.parseLong(seen[1]) == size, line);
        }
    }

    private static String written(String out, String name) {
        return Path.of(out).resolve(name).toString();
    }

    /** Writes down what lies there at the end. */
    private static void killsOnce(String out, String died) {
        Thread watcher = new Thread(() -> {
            while (true) {
                try (Stream<Path> files = Files.list(Path.of(out))) {
                    if (files.findAny().isPresent()) {
                        Files.createFile(Path.of(died)); // by one of both
                        break;
                    }
                } catch (IOException e) {
                    return;
                }
                Thread.onSpinWait();
            }
            try (Stream<Path> files = Files.list(Path.of(out))) {
                List<String> lines = new ArrayList<>();
                for (Path file : files.toList()) {
                    lines.add(file.getFileName() + " " + Files.size(file));
                }
                Files.write(Path.of(died), lines);
            } catch (IOException e) {
                // a file that was renamed meanwhile
            } finally {
                Runtime.getRuntime().halt(9);
            }
        });
        watcher.setDaemon(true);
        watcher.start();
    }
}
