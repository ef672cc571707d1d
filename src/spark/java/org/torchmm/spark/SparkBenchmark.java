package org.torchmm.spark;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.mllib.linalg.Matrices;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.torchmm.kernel.MatrixKernels;
import scala.Tuple2;

/**
 * CPU seconds of Spark's tasks, on one core, round by round in one process: {@code SparkBenchmark ROUNDS WHAT...} with {@code als},
 * {@code blocks}, {@code blocks1024}, {@code perceptron}, {@code items} (a million of them, alone), {@code small} (calls of gemm without
 * Spark). {@code -Djava11} has Java11BLAS beside; netlib's native BLAS is, where netlib finds one.
 */
public final class SparkBenchmark {

    private final SparkSession spark = Spark.builder("local[1]")
            .config("spark.sql.adaptive.enabled", "false")
            .getOrCreate();

    private final AtomicLong nanos = new AtomicLong();

    /** By name, the one that MLlib has. */
    private final Map<String, BLAS> blas = new LinkedHashMap<>();

    private final int rounds;

    private SparkBenchmark(int rounds) {
        this.rounds = rounds;
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                nanos.addAndGet(end.taskMetrics().executorCpuTime());
            }
        });
        MatrixKernels.setThreads(1);
        BLAS vector = KernelBlasTest.netlib("VectorBLAS");
        blas.put("VectorBLAS", vector);
        blas.put("torchmm", new KernelBlas(vector, MatrixKernels.best()));
        if (System.getProperty("java11") != null) {
            blas.put("Java11BLAS", KernelBlasTest.netlib("Java11BLAS"));
        }
        try {
            blas.put("native", NativeBLAS.getInstance());
        } catch (RuntimeException | LinkageError e) {
            System.out.println("no native BLAS: " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        SparkBenchmark benchmark = new SparkBenchmark(Integer.parseInt(args[0]));
        System.out.printf("Spark %s, Java %s%n", benchmark.spark.version(), System.getProperty("java.runtime.version"));
        for (String what : Arrays.asList(args).subList(1, args.length)) {
            switch (what) {
                case "als" -> benchmark.als(20_000, 20_000, 64, 10);
                case "blocks" -> benchmark.blocks(3000, 1500);
                case "blocks1024" -> benchmark.blocks(4096, 1024);
                case "perceptron" -> benchmark.perceptron();
                case "small" ->
                    new SmallProducts(benchmark.blas.get("torchmm"), benchmark.blas.get("VectorBLAS"))
                            .measure(2, 4, 8, 16, 32, 48, 64);
                case "items" -> benchmark.items(1_000_000, 128);
                default -> throw new IllegalArgumentException(what);
            }
        }
        benchmark.spark.stop();
    }

    private interface Run {
        void run() throws Exception;
    }

    private double seconds(Run run) throws Exception {
        spark.sparkContext().listenerBus().waitUntilEmpty();
        nanos.set(0);
        run.run();
        spark.sparkContext().listenerBus().waitUntilEmpty();
        return nanos.get() / 1e9;
    }

    /** One round to warm up, then the others, each of all, so that what else the machine does is everybody's. */
    private void measure(String title, Map<String, Run> runs) throws Exception {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Run> run : runs.entrySet()) {
                double taken = seconds(run.getValue());
                if (round > 0) {
                    seconds.computeIfAbsent(run.getKey(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        System.out.println(title + ": task CPU seconds, median, and ratio to the first, median of rounds");
        List<Double> first = seconds.values().iterator().next();
        seconds.forEach((name, taken) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < taken.size(); i++) {
                ratios.add(taken.get(i) / first.get(i));
            }
            System.out.printf(
                    Locale.ROOT, "  %-22s %7.2f  %5.3f   %s%n", name, median(taken), median(ratios), rounded(taken));
        });
    }

    static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static String rounded(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .toList()
                .toString();
    }

    private static void ask(Dataset<?> result) {
        result.write().format("noop").mode("overwrite").save();
    }

    private Dataset<Row> factors(int count, int rank, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        float[][] vectors = TopKTest.vectors(random, count, rank);
        for (int i = 0; i < count; i++) {
            rows.add(RowFactory.create(i, vectors[i]));
        }
        Dataset<Row> factors = spark.createDataFrame(
                        rows,
                        new StructType()
                                .add("id", DataTypes.IntegerType)
                                .add("features", DataTypes.createArrayType(DataTypes.FloatType)))
                .repartition(2)
                .cache();
        factors.count();
        return factors;
    }

    private void als(int users, int items, int rank, int k) throws Exception {
        Dataset<Row> user = factors(users, rank, 1);
        Dataset<Row> item = factors(items, rank, 2);
        ALSModel model = new ALSModel("als", rank, user, item);
        model.set(model.userCol(), "user");
        model.set(model.itemCol(), "item");
        Map<String, Run> runs = new LinkedHashMap<>();
        runs.put("recommendForAllUsers", () -> ask(model.recommendForAllUsers(k)));
        runs.put(
                "TopK, VectorBLAS",
                () -> ask(TopK.of(user, item, k, Similarity.INNER_PRODUCT, 32 << 20, NetlibKernel::new)));
        runs.put("TopK", () -> ask(TopK.of(user, item, k)));
        measure("top-" + k + " of " + users + " x " + items + ", rank " + rank, runs);
    }

    private Map<String, Run> withEach(Run run) {
        Map<String, Run> runs = new LinkedHashMap<>();
        blas.forEach((name, one) -> runs.put(name, () -> {
            MllibBlas.set(List.of(one, one));
            run.run();
        }));
        return runs;
    }

    private void blocks(int size, int block) throws Exception {
        BlockMatrix a = blockMatrix(size, block, 1);
        BlockMatrix b = blockMatrix(size, block, 2);
        measure(
                "BlockMatrix " + size + ", blocks of " + block,
                withEach(() -> a.multiply(b).blocks().count()));
    }

    private BlockMatrix blockMatrix(int size, int block, long seed) {
        List<Tuple2<Integer, Integer>> places = new ArrayList<>();
        for (int i = 0; i < size / block; i++) {
            for (int j = 0; j < size / block; j++) {
                places.add(new Tuple2<>(i, j));
            }
        }
        var blocks = new JavaSparkContext(spark.sparkContext())
                .parallelize(places, 2)
                .map(place -> {
                    Random random = new Random(seed + 31L * place._1 + place._2);
                    double[] values = random.doubles((long) block * block).toArray();
                    Matrix matrix = Matrices.dense(block, block, values);
                    return new Tuple2<>(new Tuple2<Object, Object>(place._1, place._2), matrix);
                });
        BlockMatrix matrix = new BlockMatrix(blocks.rdd(), block, block);
        matrix.cache();
        matrix.blocks().count();
        return matrix;
    }

    private void perceptron() throws Exception {
        Random random = new Random(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            double[] features = random.doubles(256).toArray();
            rows.add(RowFactory.create((double) (i % 10), Vectors.dense(features)));
        }
        Dataset<Row> data = spark.createDataFrame(
                        rows,
                        new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType()))
                .repartition(2)
                .cache();
        data.count();
        MultilayerPerceptronClassifier perceptron = new MultilayerPerceptronClassifier()
                .setLayers(new int[] {256, 256, 10})
                .setBlockSize(128)
                .setMaxIter(30)
                .setTol(0)
                .setSeed(4);
        measure("perceptron 256, 256, 10, 4000 rows, 30 iterations", withEach(() -> perceptron.fit(data)));
    }

    /** Those that are wider than the heap, in {@code -Xmx512m}. */
    private void items(int count, int rank) throws Exception {
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("vector", DataTypes.createArrayType(DataTypes.FloatType));
        Dataset<Row> items = spark.range(0, count, 1, 100)
                .mapPartitions(
                        (MapPartitionsFunction<Long, Row>) ids -> {
                            Random random = new Random();
                            List<Row> rows = new ArrayList<>();
                            ids.forEachRemaining(id -> {
                                random.setSeed(id * 0x9E3779B97F4A7C15L);
                                rows.add(RowFactory.create(id, TopKTest.vectors(random, 1, rank)[0]));
                            });
                            return rows.iterator();
                        },
                        Encoders.row(schema));
        Dataset<Row> queries = TopKTest.dataset(spark, TopKTest.vectors(new Random(5), 1000, rank), 2);
        long start = System.nanoTime();
        double cpu = seconds(() -> ask(TopK.of(queries, items, 10)));
        System.out.printf(
                Locale.ROOT,
                "1000 queries, %d items of %d: %.1f task CPU seconds, %.0f s in all, heap of at most %d MB%n",
                count,
                rank,
                cpu,
                (System.nanoTime() - start) / 1e9,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
