package org.torchmm.spark;

/**
 * Of a product only follows about how far two vectors are apart: what could be near is measured again, element by element, so that the
 * order is right for vectors that are close to each other and far from zero too.
 */
final class Distances implements Offers {

    /** Half the distance from 1 to the next float. */
    private static final double U = Math.scalb(1.0, -24);

    private final float[] vectors;
    private final int rank;
    private final double[] squares;
    /** What is left of |x|^2 + |y|^2 - 2xy after all that its rounding may have added, as a part of |x|^2 + |y|^2. */
    private final double least;

    Distances(float[] vectors, int rank, int queries) {
        this.vectors = vectors;
        this.rank = rank;
        this.squares = new double[queries];
        for (int i = 0; i < queries; i++) {
            squares[i] = Similarity.squared(vectors, i * rank, rank);
        }
        // |fl(xy) - xy| <= gamma sum |x||y| <= gamma (|x|^2 + |y|^2) / 2, Higham, section 3.1
        double ku = (rank + 2) * U;
        this.least = ku < 0.5 ? 1 - ku / (1 - ku) : 0;
    }

    @Override
    public void offer(float[] products, int offset, Piece piece, int tile, int query, Best best) {
        int first = tile * Piece.TILE;
        int count = piece.count(tile);
        double square = squares[query];
        double farthest = farthest(best);
        for (int j = 0; j < count; j++) {
            if ((square + piece.squares[first + j]) * least - 2.0 * products[offset + j] > farthest) {
                continue; // what is NaN is not
            }
            double distance = Math.sqrt(piece.squaredDistance(vectors, query * rank, first + j));
            best.offer((float) distance, piece.ids, first + j);
            farthest = farthest(best);
        }
    }

    /** The square of a distance that rounds to more than the worst of the best, and what is lost of subnormal products. */
    private double farthest(Best best) {
        double worst = best.isFull() ? best.worst() : Double.POSITIVE_INFINITY;
        return Double.isNaN(worst)
                ? Double.POSITIVE_INFINITY
                : worst * worst * (1 + 4 * U) + (rank + 2) * Float.MIN_VALUE;
    }
}
