package org.torchmm.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/**
 * Some of the items, as they are broadcast: in tiles of (rank, width), each row by row, so that a kernel reads an item down a column.
 * A class and no record, which Kryo cannot read.
 */
final class Piece implements Serializable {

    private static final long serialVersionUID = 1;

    /** Items of a tile; with {@link Scorer#ROWS} queries its scores stay in a core's own cache. */
    static final int TILE = 512;

    /** The last tile is filled up with zeros to a multiple of this. */
    private static final int GRAIN = 16;

    final int rank;
    final int count;
    /** Tile t begins at {@code t * rank * TILE}. */
    final float[] values;

    final ItemIds ids;

    /** The squares of the items' norms, for distances. */
    final double[] squares;

    private Piece(int rank, int count, float[] values, ItemIds ids, double[] squares) {
        this.rank = rank;
        this.count = count;
        this.values = values;
        this.ids = ids;
        this.squares = squares;
    }

    int tiles() {
        return (count + TILE - 1) / TILE;
    }

    /** Items of a tile. */
    int count(int tile) {
        return Math.min(TILE, count - tile * TILE);
    }

    /** Columns of a tile: its items, and zeros behind the last of them. */
    int width(int tile) {
        return width(rank, count, tile);
    }

    private static int width(int rank, int count, int tile) {
        int left = count - tile * TILE;
        return left >= TILE ? TILE : (left + GRAIN - 1) / GRAIN * GRAIN;
    }

    int offset(int tile) {
        return tile * rank * TILE;
    }

    /** The square of the distance from a vector, summed in double. */
    double squaredDistance(float[] vectors, int offset, int item) {
        int tile = item / TILE;
        int width = width(tile);
        int from = offset(tile) + item % TILE;
        double sum = 0;
        for (int l = 0; l < rank; l++) {
            double difference = (double) vectors[offset + l] - values[from + l * width];
            sum += difference * difference;
        }
        return sum;
    }

    /** Fills pieces of at most so many items, one after the other. */
    static final class Builder {

        private final DataType idType;
        private final int rank;
        private final int capacity;
        private float[] values = {};
        private ItemIds ids;
        private double[] squares;
        private int count;

        Builder(DataType idType, int rank, long bytes) {
            this.idType = idType;
            this.rank = rank;
            long items = Math.min(bytes / (4L * Math.max(rank, 1)), Integer.MAX_VALUE / 8 / Math.max(rank, 1));
            this.capacity = (int) Math.max(1, items / TILE) * TILE;
            begin();
        }

        private void begin() {
            ids = new ItemIds(idType, capacity);
            squares = new double[capacity];
            count = 0;
            values = new float[0];
        }

        boolean isEmpty() {
            return count == 0;
        }

        boolean isFull() {
            return count == capacity;
        }

        void add(Object id, float[] vector) {
            int tile = count / TILE;
            int offset = tile * rank * TILE;
            if (count % TILE == 0 && values.length < offset + rank * TILE) { // as items come: few need no room for many
                values = Arrays.copyOf(values, Math.max(offset + rank * TILE, (int)
                        Math.min(2L * offset, (long) capacity * rank)));
            }
            int from = offset + count % TILE;
            for (int l = 0; l < rank; l++) {
                values[from + l * TILE] = vector[l];
            }
            ids.set(count, id);
            squares[count] = Similarity.squared(vector, 0, rank);
            count++;
        }

        /** What was added since the last one. */
        Piece next() {
            int last = (count - 1) / TILE;
            int offset = last * rank * TILE;
            int width = width(rank, count, last);
            float[] packed = Arrays.copyOf(values, offset + rank * width);
            for (int l = 0; l < rank; l++) {
                System.arraycopy(values, offset + l * TILE, packed, offset + l * width, width);
            }
            Piece piece = new Piece(rank, count, packed, ids.first(count), Arrays.copyOf(squares, count));
            begin();
            return piece;
        }
    }
}
