package org.torchmm.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

class TopKTest {

    private static final long SEED = Long.getLong("seed", 16);

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = Spark.builder("local[2]").getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    static float[][] vectors(Random random, int count, int rank) {
        float[][] vectors = new float[count][rank];
        for (float[] vector : vectors) {
            for (int l = 0; l < rank; l++) {
                vector[l] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    static StructType schema(DataType id, DataType vector) {
        return new StructType().add("id", id).add("vector", vector);
    }

    static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);

    /** Ids are the vectors' places. */
    static Dataset<Row> dataset(SparkSession spark, float[][] vectors, int partitions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            rows.add(RowFactory.create((long) i, vectors[i]));
        }
        return spark.createDataFrame(rows, schema(DataTypes.LongType, FLOATS)).repartition(partitions);
    }

    private record Found(Object id, float score) {}

    /** By the query's id. */
    private static List<List<Found>> found(Dataset<Row> result) {
        return result.collectAsList().stream()
                .sorted(Comparator.comparing(row -> row.getLong(0)))
                .map(row -> row.<Row>getList(1).stream()
                        .map(best -> new Found(best.get(0), best.getFloat(1)))
                        .toList())
                .toList();
    }

    @Test
    void the_values_are_those_of_torch() {
        Random random = new Random(SEED);
        int[][] shapes = {{1, 1, 1, 1}, {5, 7, 3, 7}, {40, 1100, 64, 10}, {300, 530, 17, 25}, {33, 600, 200, 600}};
        for (int[] s : shapes) {
            float[][] q = vectors(random, s[0], s[2]);
            float[][] items = vectors(random, s[1], s[2]);
            List<List<Found>> found = found(TopK.of(dataset(spark, q, 3), dataset(spark, items, 4), s[3]));
            try (Torch torch = Torch.open()) {
                NDArray scores = torch.mm(torch.tensor(q), torch.t(torch.tensor(items)));
                NDList top = torch.topk(scores, s[3]);
                float[] values = top.get(0).toFloatArray();
                float[] all = scores.toFloatArray();
                for (int i = 0; i < s[0]; i++) {
                    assertEquals(s[3], found.get(i).size());
                    for (int j = 0; j < s[3]; j++) {
                        Found best = found.get(i).get(j);
                        float tolerance = 1e-5f * s[2];
                        assertEquals(values[i * s[3] + j], best.score, tolerance, Arrays.toString(s) + " seed " + SEED);
                        assertEquals(all[i * s[1] + (int) (long) (Long) best.id], best.score, tolerance);
                    }
                    assertEquals(
                            s[3],
                            found.get(i).stream().map(Found::id).distinct().count());
                }
            }
        }
    }

    @Test
    void bits_do_not_hang_on_partitions_and_pieces() {
        Random random = new Random(SEED);
        float[][] q = vectors(random, 130, 33);
        float[][] items = vectors(random, 2100, 33);
        for (Similarity similarity : Similarity.values()) {
            List<List<Found>> whole = found(TopK.of(
                    dataset(spark, q, 1), dataset(spark, items, 1), 9, similarity, 1 << 20, MatrixKernels::best));
            for (int[] cut : new int[][] {{2, 3}, {40, 2}}) {
                assertEquals(
                        whole,
                        found(TopK.of(
                                dataset(spark, q, cut[0]),
                                dataset(spark, items, cut[1]),
                                9,
                                similarity,
                                1,
                                MatrixKernels::best)),
                        similarity + " seed " + SEED);
            }
        }
    }

    @Test
    void ties_are_in_the_order_of_ids_and_NaN_is_before_all() {
        float nan = Float.NaN;
        float inf = Float.POSITIVE_INFINITY;
        float[][] items = {{1}, {0}, {nan}, {-0f}, {1}, {-inf}, {nan}, {2}, {inf}, {1}};
        List<List<Found>> found = found(TopK.of(dataset(spark, new float[][] {{1}}, 1), dataset(spark, items, 7), 10));
        assertEquals(
                List.of(2L, 6L, 8L, 7L, 0L, 4L, 9L, 1L, 3L, 5L),
                found.get(0).stream().map(Found::id).toList());
        // those that are kept are the first of the ties, too
        for (int k : new int[] {1, 6}) {
            assertEquals(
                    found.get(0).subList(0, k),
                    found(TopK.of(dataset(spark, new float[][] {{1}}, 1), dataset(spark, items, 7), k))
                            .get(0));
        }
        // the nearest first, NaN last
        List<List<Found>> near =
                found(TopK.euclidean(dataset(spark, new float[][] {{1}}, 1), dataset(spark, items, 3), 10));
        assertEquals(
                List.of(0L, 4L, 9L, 1L, 3L, 7L, 5L, 8L, 2L, 6L),
                near.get(0).stream().map(Found::id).toList());
        float[][] same = new float[1500][];
        Arrays.fill(same, new float[] {0.5f, 2});
        for (Similarity similarity : Similarity.values()) {
            List<List<Found>> equal = found(TopK.of(
                    dataset(spark, new float[][] {{3, 1}}, 1),
                    dataset(spark, same, 5),
                    4,
                    similarity,
                    1,
                    MatrixKernels::best));
            assertEquals(
                    List.of(0L, 1L, 2L, 3L),
                    equal.get(0).stream().map(Found::id).toList());
        }
    }

    @Test
    void ids_keep_their_type_and_strings_are_in_Spark_s_order() {
        float[][] one = {{1}};
        List<String> words = new ArrayList<>(List.of("b", "", "\uffee", "\ud83d\ude00", "ab", "a", "\u00e9", "z"));
        List<Row> rows =
                words.stream().map(id -> RowFactory.create(id, new float[] {1})).toList();
        Dataset<Row> items = spark.createDataFrame(rows, schema(DataTypes.StringType, FLOATS));
        List<Object> expected = items.orderBy("id").collectAsList().stream()
                .map(row -> row.get(0))
                .toList();
        Row found = TopK.of(dataset(spark, one, 1), items, 8).first();
        assertEquals(
                expected, found.<Row>getList(1).stream().map(row -> row.get(0)).toList());

        for (DataType type : List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType)) {
            Dataset<Row> numbered = dataset(spark, new float[][] {{1}, {2}}, 2);
            Dataset<Row> typed = numbered.select(numbered.col("id").cast(type), numbered.col("vector"));
            Dataset<Row> result = TopK.of(typed, typed, 2);
            assertEquals(
                    "struct<id:" + type.simpleString() + ",topk:array<struct<id:" + type.simpleString()
                            + ",score:float>>>",
                    result.schema().simpleString());
            Row row = result.orderBy("id").first();
            assertEquals(
                    row.get(0).getClass(), row.<Row>getList(1).get(0).get(0).getClass());
            assertEquals("1", row.<Row>getList(1).get(0).get(0).toString());
        }
    }

    @Test
    void names_of_columns_are_the_caller_s() {
        Dataset<Row> q = dataset(spark, new float[][] {{1}}, 1).toDF("user.id", "features");
        Dataset<Row> result = TopK.of(q, q, 1);
        assertEquals(List.of("user.id", "topk"), List.of(result.columns()));
        assertEquals(1, result.collectAsList().size());
    }

    @Test
    void nothing_of_nothing() {
        Dataset<Row> none = dataset(spark, new float[0][], 1);
        Dataset<Row> some = dataset(spark, new float[][] {{1, 2}, {3, 4}}, 1);
        assertEquals(0, TopK.of(none, some, 1).count());
        assertEquals(List.of(List.of(), List.of()), found(TopK.of(some, none, 0)));
        Dataset<Row> empty = dataset(spark, new float[][] {{}, {}, {}}, 2);
        assertEquals(
                List.of(new Found(0L, 0f), new Found(1L, 0f)),
                found(TopK.of(empty, empty, 2)).get(2));
    }

    @Test
    void cosines_are_torch_s() {
        Random random = new Random(SEED);
        float[][] q = vectors(random, 20, 12);
        float[][] items = vectors(random, 90, 12);
        items[3] = new float[12];
        for (int l = 0; l < 12; l++) {
            items[4][l] *= 1e-12f;
        }
        List<List<Found>> found = found(TopK.cosine(dataset(spark, q, 2), dataset(spark, items, 2), 90));
        try (Torch torch = Torch.open()) {
            NDArray cosines = torch.call(
                    "cosine_similarity",
                    torch.unsqueeze(torch.tensor(q), 1),
                    torch.unsqueeze(torch.tensor(items), 0),
                    -1);
            float[] all = cosines.toFloatArray();
            float[] values = torch.topk(cosines, 90).get(0).toFloatArray();
            for (int i = 0; i < 20; i++) {
                for (int j = 0; j < 90; j++) {
                    Found best = found.get(i).get(j);
                    assertEquals(values[i * 90 + j], best.score, 1e-5f);
                    assertEquals(all[i * 90 + (int) (long) (Long) best.id], best.score, 1e-5f);
                }
            }
        }
    }

    /** Far from zero products lose all that distances hang on. */
    @Test
    void distances_are_exact_far_from_zero_too() {
        Random random = new Random(SEED);
        for (float shift : new float[] {0, 1000, 1e6f, 1e19f, 1e-22f}) {
            float[][] q = vectors(random, 12, 9);
            float[][] items = vectors(random, 1300, 9);
            for (float[][] side : List.of(q, items)) {
                for (float[] vector : side) {
                    for (int l = 0; l < 9; l++) {
                        vector[l] = shift == 1e19f || shift == 1e-22f ? vector[l] * shift : vector[l] + shift;
                    }
                }
            }
            List<List<Found>> found = found(TopK.of(
                    dataset(spark, q, 2), dataset(spark, items, 2), 20, Similarity.EUCLIDEAN, 1, MatrixKernels::best));
            for (int i = 0; i < 12; i++) {
                float[] query = q[i];
                List<Found> expected = IntStream.range(0, items.length)
                        .mapToObj(j -> new Found((long) j, distance(query, items[j])))
                        .sorted(Comparator.comparing(Found::score).thenComparing(best -> (Long) best.id))
                        .limit(20)
                        .toList();
                assertEquals(expected, found.get(i), "shift " + shift + " seed " + SEED);
            }
        }
    }

    private static float distance(float[] x, float[] y) {
        double sum = 0;
        for (int l = 0; l < x.length; l++) {
            sum += ((double) x[l] - y[l]) * ((double) x[l] - y[l]);
        }
        return (float) Math.sqrt(sum);
    }

    @Test
    void the_best_are_those_of_a_sort() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(60);
            int k = random.nextInt(n + 1);
            ItemIds ids = new ItemIds(DataTypes.LongType, n);
            List<Long> order = new ArrayList<>();
            for (long id = 0; id < n; id++) {
                order.add(id);
            }
            Collections.shuffle(order, random);
            float[] scores = new float[n];
            Best best = new Best(k, round % 2 == 0);
            for (int i = 0; i < n; i++) {
                ids.set(i, order.get(i));
                scores[order.get(i).intValue()] = random.nextInt(9) == 0 ? Float.NaN : random.nextInt(5) - 2;
                best.offer(scores[order.get(i).intValue()], ids, i);
            }
            Comparator<Long> byScore = Comparator.comparing(id -> scores[id.intValue()]); // NaN is the greatest
            List<Long> expected = order.stream()
                    .sorted((round % 2 == 0 ? byScore.reversed() : byScore).thenComparing(Comparator.naturalOrder()))
                    .limit(k)
                    .toList();
            assertEquals(
                    expected,
                    Arrays.stream(best.rows()).map(row -> row.get(0)).toList(),
                    "round " + round + " seed " + SEED);
        }
    }
}
