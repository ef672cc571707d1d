package org.torchmm.spark;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/**
 * How many vectors a Dataset of (id, vector) has, and of how many elements, once all rows are known to be whole and of one size.
 *
 * @param rank 0 where there is no vector
 */
record Extent(long count, int rank) {

    /** By a look at all rows: where the Dataset lies on the driver without any job, else by one aggregate. */
    static Extent of(Dataset<Row> vectors, String which) {
        return vectors.isLocal() ? ofRows(vectors.collectAsList(), which) : aggregate(vectors, which);
    }

    private static Extent ofRows(List<Row> rows, String which) {
        int rank = 0;
        float[] vector = {};
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Vectors.id(row, which);
            List<Float> elements = Vectors.vector(row, which);
            if (i == 0) {
                rank = elements.size();
                vector = new float[rank];
            }
            Vectors.read(elements, rank, which, vector, 0);
        }
        return new Extent(rows.size(), rank);
    }

    private static Extent aggregate(Dataset<Row> vectors, String which) {
        boolean hasNulls = ((ArrayType) vectors.schema().fields()[1].dataType()).containsNull();
        Row found = vectors.toDF("id", "vector")
                .selectExpr(
                        "count(1)",
                        "count(id)",
                        "count(vector)",
                        "coalesce(min(size(vector)), 0)",
                        "coalesce(max(size(vector)), 0)",
                        hasNulls ? "coalesce(max(exists(vector, x -> x is null)), false)" : "false")
                .first();
        long count = found.getLong(0);
        if (found.getLong(1) < count) {
            throw Vectors.noId(which);
        }
        if (found.getLong(2) < count) {
            throw Vectors.noVector(which);
        }
        if (found.getInt(3) != found.getInt(4)) {
            throw Vectors.ragged(found.getInt(3), found.getInt(4));
        }
        if (found.getBoolean(5)) {
            throw Vectors.noElement(which);
        }
        return new Extent(count, found.getInt(3));
    }
}
