package org.torchmm.spark;

/** What a score is. */
enum Similarity {
    /** The largest first. */
    INNER_PRODUCT,
    /** The inner product of both vectors, each divided by its norm. The largest first. */
    COSINE,
    /** A distance: the smallest first. */
    EUCLIDEAN;

    /** As in torch.nn.functional.cosine_similarity. */
    private static final double LEAST_NORM = 1e-8;

    /** What is multiplied in the place of a vector, which is overwritten by it. */
    void prepare(float[] vectors, int offset, int rank) {
        if (this == COSINE) {
            double norm = Math.max(Math.sqrt(squared(vectors, offset, rank)), LEAST_NORM);
            for (int l = offset; l < offset + rank; l++) {
                vectors[l] = (float) (vectors[l] / norm);
            }
        }
    }

    /** The square of a vector's norm. */
    static double squared(float[] vectors, int offset, int rank) {
        double sum = 0;
        for (int l = offset; l < offset + rank; l++) {
            sum += (double) vectors[l] * vectors[l];
        }
        return sum;
    }
}
