package org.torchmm.spark;

/** Looks through a row of products and offers those that could be among a query's best. */
interface Offers {

    /** Products are the scores. */
    Offers ALL = (products, offset, piece, tile, query, best) -> {
        int first = tile * Piece.TILE;
        int count = piece.count(tile);
        int j = 0;
        for (; j < count && !best.isFull(); j++) {
            best.offer(products[offset + j], piece.ids, first + j);
        }
        while (j < count) {
            j = notLess(products, offset + j, offset + count, best.worst()) - offset;
            if (j < count) {
                best.offer(products[offset + j], piece.ids, first + j);
                j++;
            }
        }
    };

    /** The index of the first that is not less, NaN among them, or the end. */
    private static int notLess(float[] products, int from, int to, float worst) {
        int j = from;
        while (j < to && products[j] < worst) {
            j++;
        }
        return j;
    }

    /** The products of a query with a tile's items begin at the offset. */
    void offer(float[] products, int offset, Piece piece, int tile, int query, Best best);
}
