package org.torchmm.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.torchmm.kernel.MatrixKernels;

/**
 * For each query the k items that score best, all of them looked at.
 *
 * <p>{@code queries} and {@code items} are Datasets of two columns, an id and a vector, {@code array<float>}, whatever their names are.
 * Ids of items are {@code bigint}, {@code int}, {@code smallint}, {@code tinyint} or {@code string}, those of queries of any type. The
 * result has a row for each query, in the queries' partitions and order: its id, under its own name, and
 * {@code topk array<struct<id, score>>}, the best first. Where scores are equal the smaller id is first.
 *
 * <p>At the call the items go, partition by partition, through the driver and are broadcast in pieces of 32 MB, which Spark keeps on
 * disk where memory does not hold them; one aggregate looks at all queries. The scores are computed when the result is asked for, as
 * any Dataset's, by {@link MatrixKernels#best} on {@code spark.task.cpus} threads, which a task sets for its JVM.
 * A task holds one piece and one batch of queries at a time. Scores have the same bits for any number of partitions, pieces and
 * threads.
 *
 * <p>Refused with an {@link IllegalArgumentException} at the call: from the schemas, before any job, other columns and types
 * ({@code expected m1 and m2 to have the same dtype, but got: float != double}) and a negative k; then
 * {@code selected index k out of range} for a k above the number of items, ids, vectors or elements that are null, vectors of several
 * sizes, and {@code mat1 and mat2 shapes cannot be multiplied (20x64 and 32x500)}. A query that changes after that fails its task with
 * the same words.
 *
 * <p>Spark Connect has no broadcasts, and Spark refuses there.
 */
public final class TopK {

    private static final long PIECE_BYTES = 32 << 20;

    private TopK() {}

    /** {@code torch.topk(torch.mm(queries, items.t()), k)}: inner products, the largest first, NaN before all others. */
    public static Dataset<Row> of(Dataset<Row> queries, Dataset<Row> items, int k) {
        return of(queries, items, k, Similarity.INNER_PRODUCT, PIECE_BYTES, MatrixKernels::best);
    }

    /**
     * {@code torch.cosine_similarity} of each query with each item, the largest first: the inner product of both vectors, each divided
     * by its norm or, where that is less, by 1e-8.
     */
    public static Dataset<Row> cosine(Dataset<Row> queries, Dataset<Row> items, int k) {
        return of(queries, items, k, Similarity.COSINE, PIECE_BYTES, MatrixKernels::best);
    }

    /**
     * {@code torch.topk(torch.cdist(queries, items), k, largest=False)}: the nearest first, NaN after all others. Distances are summed
     * in float64 from the vectors' differences, and rounded; two vectors that are equal are 0 apart.
     */
    public static Dataset<Row> euclidean(Dataset<Row> queries, Dataset<Row> items, int k) {
        return of(queries, items, k, Similarity.EUCLIDEAN, PIECE_BYTES, MatrixKernels::best);
    }

    /** With pieces of another size, and another kernel. */
    static Dataset<Row> of(
            Dataset<Row> queries,
            Dataset<Row> items,
            int k,
            Similarity similarity,
            long pieceBytes,
            Scorer.Chosen kernel) {
        Vectors.check(queries, items);
        if (k < 0) {
            throw outOfRange();
        }
        List<Broadcast<Piece>> pieces = new ArrayList<>();
        Gathered gathered = gather(items, similarity, pieceBytes, pieces);
        if (k > gathered.count) {
            throw outOfRange();
        }
        Vectors.checkAll(queries, gathered.rank, gathered.count);
        Scorer scorer = new Scorer(pieces, gathered.rank, k, similarity, kernel);
        return queries.mapPartitions(scorer, Encoders.row(schema(queries.schema(), items.schema())));
    }

    private record Gathered(int rank, long count) {}

    private static Gathered gather(
            Dataset<Row> items, Similarity similarity, long pieceBytes, List<Broadcast<Piece>> pieces) {
        JavaSparkContext spark = new JavaSparkContext(items.sparkSession().sparkContext());
        Piece.Builder builder = null;
        float[] vector = {};
        long count = 0;
        for (Iterator<Row> rows = items.toLocalIterator(); rows.hasNext(); count++) {
            Row row = rows.next();
            Object id = Vectors.id(row, "items");
            List<Float> elements = Vectors.vector(row, "items");
            if (builder == null) {
                vector = new float[elements.size()];
                builder = new Piece.Builder(items.schema().fields()[0].dataType(), vector.length, pieceBytes);
            }
            Vectors.read(elements, vector.length, "items", vector, 0);
            similarity.prepare(vector, 0, vector.length);
            builder.add(id, vector);
            if (builder.isFull()) {
                pieces.add(spark.broadcast(builder.next()));
            }
        }
        if (builder != null && !builder.isEmpty()) {
            pieces.add(spark.broadcast(builder.next()));
        }
        return new Gathered(vector.length, count);
    }

    private static StructType schema(StructType queries, StructType items) {
        StructType best = new StructType(new StructField[] {
            DataTypes.createStructField("id", items.fields()[0].dataType(), false),
            DataTypes.createStructField("score", DataTypes.FloatType, false)
        });
        return new StructType(new StructField[] {
            DataTypes.createStructField(queries.fields()[0].name(), queries.fields()[0].dataType(), false),
            DataTypes.createStructField("topk", DataTypes.createArrayType(best, false), false)
        });
    }

    private static IllegalArgumentException outOfRange() {
        return new IllegalArgumentException("selected index k out of range");
    }
}
