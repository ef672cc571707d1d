package org.torchmm.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.MatrixKernels;

/** What is refused on the driver, in which words, and which jobs were started before. */
class TopKRefusalsTest {

    private static SparkSession spark;

    private static final AtomicInteger JOBS = new AtomicInteger();

    /** How often a task chose a kernel to score with. */
    private static final AtomicInteger SCORED = new AtomicInteger();

    @BeforeAll
    static void start() {
        spark = Spark.builder("local[2]").getOrCreate();
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                JOBS.incrementAndGet();
            }
        });
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static int jobs() throws Exception {
        spark.sparkContext().listenerBus().waitUntilEmpty();
        return JOBS.get();
    }

    private static void forget() throws Exception {
        jobs();
        JOBS.set(0);
        SCORED.set(0);
    }

    private static Dataset<Row> topk(Dataset<Row> queries, Dataset<Row> items, int k) {
        return TopK.of(queries, items, k, Similarity.INNER_PRODUCT, 1, () -> {
            SCORED.incrementAndGet();
            return MatrixKernels.best();
        });
    }

    private static void refused(String message, Dataset<Row> queries, Dataset<Row> items, int k) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> topk(queries, items, k))
                        .getMessage());
    }

    private static Dataset<Row> local(Object[]... rows) {
        return spark.createDataFrame(
                Arrays.stream(rows).map(RowFactory::create).toList(),
                TopKTest.schema(DataTypes.LongType, TopKTest.FLOATS));
    }

    private static Dataset<Row> some() {
        return local(row(1L, 1f, 2f), row(2L, 3f, 4f));
    }

    private static Object[] row(Object id, Float... vector) {
        return new Object[] {id, vector};
    }

    @Test
    void what_schemas_tell_is_refused_before_any_job() throws Exception {
        Dataset<Row> some = some().repartition(1);
        DataType doubles = DataTypes.createArrayType(DataTypes.DoubleType);
        Dataset<Row> wide = some.select(some.col("id"), some.col("vector").cast(doubles));
        forget();
        refused("expected m1 and m2 to have the same dtype, but got: double != float", wide, some, 1);
        refused("expected m1 and m2 to have the same dtype, but got: float != double", some, wide, 1);
        refused("queries and items: expected vectors of type array<float>, got array<double>", wide, wide, 1);
        refused(
                "items: expected vectors of type array<float>, got bigint",
                some,
                some.select(some.col("id"), some.col("id").as("again")),
                1);
        refused("queries: expected two columns, id and vector, got struct<id:bigint>", some.select("id"), some, 1);
        refused(
                "items: expected ids of type bigint, int, smallint, tinyint or string, got double",
                some,
                some.select(some.col("id").cast("double"), some.col("vector")),
                1);
        refused("selected index k out of range", some, some, -1);
        assertThrows(NullPointerException.class, () -> TopK.of(null, some, 1));
        assertThrows(NullPointerException.class, () -> TopK.of(some, null, 1));
        assertEquals(0, jobs());
    }

    /** By the words of the refusal. */
    private static Map<String, Dataset<Row>> brokenRows() {
        Object[] whole = row(1L, 1f, 2f);
        Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
        rows.put("%s: a row has no id", local(whole, row(null, 1f, 2f)));
        rows.put("%s: a row has no vector", local(whole, new Object[] {2L, null}));
        rows.put("%s: a vector has an element that is null", local(whole, row(2L, 1f, null)));
        rows.put("expected sequence of length 2 at dim 1 (got 3)", local(whole, row(2L, 1f, 2f, 3f)));
        return rows;
    }

    private interface Refused {
        void call(String message, Dataset<Row> queries, Dataset<Row> items, int k);
    }

    /** What rows tell, all rows on the driver. */
    private static void each(Refused refused) {
        Dataset<Row> some = some();
        brokenRows().forEach((message, broken) -> {
            refused.call(message.formatted("items"), some, broken, 1);
            refused.call(message.formatted("queries"), broken, some, 1);
        });
        refused.call("selected index k out of range", some, some, 3);
        refused.call("selected index k out of range", some, local(), 1);
        Dataset<Row> three = local(row(1L, 1f, 2f, 3f));
        refused.call("mat1 and mat2 shapes cannot be multiplied (1x3 and 2x2)", three, some, 1);
        Dataset<Row> none = local(row(1L));
        refused.call("mat1 and mat2 shapes cannot be multiplied (2x2 and 0x1)", some, none, 1);
    }

    @Test
    void what_lies_on_the_driver_is_refused_before_any_job() throws Exception {
        forget();
        each(TopKRefusalsTest::refused);
        Dataset<Row> right = topk(some(), some(), 2);
        assertEquals(0, jobs());
        assertEquals(2, right.collectAsList().size());
        assertTrue(jobs() > 0);
        assertTrue(SCORED.get() > 0);
    }

    private static final AtomicInteger PASSES = new AtomicInteger();

    /** The first rows when they are computed for the first time, and then the others. */
    private static Dataset<Row> counted(Dataset<Row> first, Dataset<Row> then) {
        List<Row> before = first.collectAsList();
        List<Row> after = then.collectAsList();
        PASSES.set(0);
        return spark.range(1)
                .repartition(1)
                .mapPartitions(
                        (MapPartitionsFunction<Long, Row>)
                                one -> (PASSES.getAndIncrement() == 0 ? before : after).iterator(),
                        Encoders.row(first.schema()));
    }

    /** One aggregate looks at rows that are elsewhere: no item is taken, and nothing is scored. */
    @Test
    void what_rows_tell_is_refused_before_items_are_taken() throws Exception {
        forget();
        each((message, queries, items, k) -> {
            refused(message, queries.repartition(2), counted(items, items), k);
            assertEquals(1, PASSES.get(), "items are computed again");
        });
        assertTrue(jobs() > 0);
        Dataset<Row> right = topk(some().repartition(1), counted(some(), some()), 2);
        assertEquals(2, PASSES.get());
        assertEquals(0, SCORED.get(), "nothing is scored at the call");
        assertEquals(2, right.collectAsList().size());
        assertEquals(1, SCORED.get(), "partitions");
        assertEquals(2, PASSES.get());
    }

    @Test
    void what_changes_between_two_looks_is_refused_in_the_same_words() {
        Dataset<Row> one = local(row(1L, 1f, 2f));
        refused("selected index k out of range", some(), counted(some(), one), 2);
        brokenRows().forEach((message, broken) -> {
            refused(message.formatted("items"), some(), counted(some(), broken), 1);
            Dataset<Row> result = topk(counted(some(), broken), some(), 1);
            String expected = message.formatted("queries");
            Throwable failed = assertThrows(Exception.class, result::collectAsList);
            List<String> causes = Stream.iterate(failed, e -> e != null, Throwable::getCause)
                    .map(Throwable::toString)
                    .toList();
            assertTrue(causes.stream().anyMatch(words -> words.contains(expected)), causes::toString);
        });
    }
}
