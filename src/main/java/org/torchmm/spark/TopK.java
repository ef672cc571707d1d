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
 * <p>The call looks at all items and at all queries, and then takes the items, partition by partition, through the driver and
 * broadcasts them in pieces of 32 MB, which Spark keeps on disk where memory does not hold them. Datasets that are dear to compute are
 * so computed twice, and better cached. The scores are computed when the result is asked for, as
 * any Dataset's, by {@link MatrixKernels#best} on {@code spark.task.cpus} threads, which a task sets for its JVM.
 * A task holds one piece and one batch of queries at a time. Scores have the same bits for any number of partitions, pieces and
 * threads.
 *
 * <p>All is refused at the call, on the driver, with an {@link IllegalArgumentException}:
 *
 * <ul>
 *   <li>from the schemas, before any job: other columns and types
 *       ({@code expected m1 and m2 to have the same dtype, but got: float != double}), and a negative k;
 *   <li>from the rows, by one aggregate over each Dataset, before any item is taken: {@code selected index k out of range} for a k above
 *       the number of items, ids, vectors or elements that are null, vectors of several sizes
 *       ({@code expected sequence of length 64 at dim 1 (got 32)}), and
 *       {@code mat1 and mat2 shapes cannot be multiplied (20x64 and 32x500)}. A Dataset that {@link Dataset#isLocal lies on the driver}
 *       is looked at there, without any job.
 * </ul>
 *
 * A Dataset whose rows are others when they are computed again is refused with the same words: items at the call, queries by their
 * task, which fails.
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
        Extent of = Extent.of(items, "items");
        if (k > of.count()) {
            throw outOfRange();
        }
        Extent by = Extent.of(queries, "queries");
        if (by.count() > 0 && of.count() > 0 && by.rank() != of.rank()) {
            throw new IllegalArgumentException("mat1 and mat2 shapes cannot be multiplied (" + by.count() + "x"
                    + by.rank() + " and " + of.rank() + "x" + of.count() + ")");
        }
        Scorer scorer =
                new Scorer(gather(items, of.rank(), k, similarity, pieceBytes), of.rank(), k, similarity, kernel);
        return queries.mapPartitions(scorer, Encoders.row(schema(queries.schema(), items.schema())));
    }

    /** The items, which may be others than those that were looked at: what is wrong now is refused now. */
    private static List<Broadcast<Piece>> gather(
            Dataset<Row> items, int rank, int k, Similarity similarity, long pieceBytes) {
        JavaSparkContext spark = new JavaSparkContext(items.sparkSession().sparkContext());
        Piece.Builder builder = new Piece.Builder(items.schema().fields()[0].dataType(), rank, pieceBytes);
        List<Broadcast<Piece>> pieces = new ArrayList<>();
        float[] vector = new float[rank];
        long count = 0;
        try {
            Iterator<Row> rows = items.isLocal() ? items.collectAsList().iterator() : items.toLocalIterator();
            for (; rows.hasNext(); count++) {
                Row row = rows.next();
                Object id = Vectors.id(row, "items");
                Vectors.read(Vectors.vector(row, "items"), rank, "items", vector, 0);
                similarity.prepare(vector, 0, rank);
                builder.add(id, vector);
                if (builder.isFull()) {
                    pieces.add(spark.broadcast(builder.next()));
                }
            }
            if (k > count) {
                throw outOfRange();
            }
            if (!builder.isEmpty()) {
                pieces.add(spark.broadcast(builder.next()));
            }
            return pieces;
        } catch (RuntimeException e) {
            pieces.forEach(Broadcast::destroy);
            throw e;
        }
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
