package org.torchmm.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * A task: the best items of each query of a partition. Queries come in batches, and each batch is held against every piece of the
 * items, so that one piece and one batch are in memory at a time.
 */
// Scores have the same bits however queries are cut into partitions and items into pieces: the kernel's order of
// summation hangs on k
// alone where a product has at least 400 multiplications and b's columns are 1 apart, which Piece and the zeros behind
// a batch see to.
final class Scorer implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    /** Queries of a product. */
    static final int ROWS = 256;

    private static final int GRAIN = 32;

    /** What a batch may take, its queries and their best items. */
    private static final long BATCH_BYTES = 32 << 20;

    private final ArrayList<Broadcast<Piece>> pieces;
    private final int rank;
    private final int k;
    private final Similarity similarity;
    private final Chosen kernel;

    /** The kernel that a task multiplies with, chosen where the task runs. */
    interface Chosen extends Serializable {
        MatrixKernel kernel();
    }

    Scorer(List<Broadcast<Piece>> pieces, int rank, int k, Similarity similarity, Chosen kernel) {
        this.pieces = new ArrayList<>(pieces);
        this.rank = rank;
        this.k = k;
        this.similarity = similarity;
        this.kernel = kernel;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> queries) {
        TaskContext task = TaskContext.get();
        if (task != null && MatrixKernels.getThreads() != task.cpus()) {
            MatrixKernels.setThreads(task.cpus());
        }
        MatrixKernel multiplies = kernel.kernel();
        int size = (int) Math.max(ROWS, Math.min(1 << 20, BATCH_BYTES / (4L * rank + Best.bytes(k))));
        return new Iterator<>() {

            private Iterator<Row> answers = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                if (!answers.hasNext() && queries.hasNext()) {
                    answers = answer(multiplies, queries, size).iterator();
                }
                return answers.hasNext();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return answers.next();
            }
        };
    }

    /** The next batch. */
    private List<Row> answer(MatrixKernel multiplies, Iterator<Row> queries, int size) {
        List<Object> ids = new ArrayList<>();
        float[] vectors = new float[rank * ROWS];
        while (queries.hasNext() && ids.size() < size) {
            Row row = queries.next();
            int offset = ids.size() * rank;
            if (offset + rank > vectors.length) {
                vectors = Arrays.copyOf(vectors, 2 * vectors.length);
            }
            ids.add(Vectors.id(row, "queries"));
            List<Float> vector = Vectors.vector(row, "queries");
            if (!pieces.isEmpty()) {
                Vectors.read(vector, rank, "queries", vectors, offset);
                similarity.prepare(vectors, offset, rank);
            }
        }
        Best[] best = new Best[ids.size()];
        Arrays.setAll(best, i -> new Best(k, similarity != Similarity.EUCLIDEAN));
        if (k > 0) {
            score(multiplies, vectors, best);
        }
        List<Row> rows = new ArrayList<>(best.length);
        for (int i = 0; i < best.length; i++) {
            rows.add(RowFactory.create(ids.get(i), best[i].rows()));
        }
        return rows;
    }

    private void score(MatrixKernel multiplies, float[] vectors, Best[] best) {
        float[] scores = new float[ROWS * Piece.TILE];
        Offers offers = similarity == Similarity.EUCLIDEAN ? new Distances(vectors, rank, best.length) : Offers.ALL;
        for (Broadcast<Piece> broadcast : pieces) {
            Piece piece = broadcast.value();
            for (int tile = 0; tile < piece.tiles(); tile++) {
                int width = piece.width(tile);
                FloatMatrices b = matrix(piece.values, piece.offset(tile), rank, width);
                for (int from = 0; from < best.length; from += ROWS) {
                    int rows = Math.min(ROWS, best.length - from);
                    int multiplied = (rows + GRAIN - 1) / GRAIN * GRAIN;
                    FloatMatrices a = matrix(vectors, from * rank, multiplied, rank);
                    multiplies.bmm(a, b, matrix(scores, 0, multiplied, width));
                    for (int i = 0; i < rows; i++) {
                        offers.offer(scores, i * width, piece, tile, from + i, best[from + i]);
                    }
                }
            }
        }
    }

    private static FloatMatrices matrix(float[] data, int offset, int rows, int columns) {
        return new FloatMatrices(data, offset, 1, rows, columns, 0, columns, 1);
    }
}
