package org.torchmm.kernel.vector;

import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Summation;
import org.torchmm.kernel.vector.Tiles.Sum;

/** How {@link PackedRoad} cuts a product: the sizes of its tiles and blocks, and what pays for it. */
final class PackedPlan<A> {

    /**
     * Bytes from an array's first element to the beginning of a cache line, where panels begin: an array has a header of 16 bytes, and one
     * of {@link #LARGE} bytes or more begins a region of G1. Where it does not, each second access of a panel crosses a line.
     */
    private static final int TO_LINE = 48;

    private static final int LARGE = 4 << 20;

    /** To transpose an element takes as long as so many multiplications: 0.3 ns. */
    private static final int TRANSPOSED = 32;

    /** Chains up to which a product is turned whatever its form: all are packed together, and of more a block has few panels. */
    // Emerald Rapids, one thread, in turns, over not turned: NT 128x768x3072 1.12 and 1.06 (17, 25), 64x1000x3000 1.15,
    // 256x1024x4096 1.05 and 1.02, 200x1024x2048 0.98 and 0.95.
    private static final int TURNED = 8;

    /** Columns for each row that turning pays for then. */
    private static final int MANY = 6;

    /**
     * Rows of tiles that are few, for {@link Blocks#fewRows}, and panels that a row of tiles passes over at least, once it is packed. To
     * pack b is most of what they cost beside the sums, and of that to wait for memory.
     */
    private static final int FEW = 8;

    /** Elements of a tile or more. */
    private static final int TILE = 512;

    /** The product, or its transpose. */
    final Product<A> p;

    final Workshop<A> shop;
    final Tiles<A> tiles;
    /** Rows of a tile at most, and columns, which are a panel's. */
    final int mr;

    final int nr;
    /** Rows of c, tile by tile. */
    final Split rows;
    /** Steps of k, chain by chain. */
    final Split chains;
    /** Elements from one panel of a chain to the next. */
    final int size;

    /** Where a tile is in the array of panels that is not summed up in c, its next chain if a is not packed, and the first panel. */
    final int total;

    final int sums;
    final int first;
    /** Panels of all of b. */
    final int count;

    final boolean packsRows;
    /** Whether c is column-major, as the product was turned round. */
    final boolean isTurned;
    /** Whether each tile has just the rows and vectors that it needs: else all are the one that stands in, and what is past c is dropped. */
    final boolean isExact;

    /** Not {@code isExact} if all its tiles are the one that is compiled first. */
    PackedPlan(Product<A> product, Workshop<A> shop, boolean isExact) {
        this.isExact = isExact;
        isTurned = isExact && paysTurned(product, shop) && shop.practice.isReadyToTranspose();
        p = isTurned ? product.transposed() : product;
        this.shop = shop;
        tiles = shop.tiles;
        // Tried (Emerald Rapids): panels of four vectors, tiles 6x4: squares 0.97 to 1.02, beside busy siblings 1.05.
        // Tried: the first row of tiles packs b on its way: 128x128x128 1.06, 256x256x256 1.0 to 1.04, from L3 0.9.
        nr = 2 * tiles.lanes;
        count = (p.n() + nr - 1) / nr;
        // worth it where more than one panel follows
        packsRows = !isExact || count > 1;
        chains = Summation.chains(p.k());
        boolean accumulates = packsRows && chains.chunks() > 1;
        mr = !isExact ? tiles.standIn() : accumulates ? tiles.mostAccumulated : tiles.maxRows(2);
        rows = Split.of(p.m(), mr);
        // Tried: all chains of a block, so that a row of tiles is done before the next: squares 0.98 to 1.0.
        size = chains.most() * nr;
        total = TO_LINE / p.b().element().bytes();
        sums = total + TILE;
        first = sums + TILE;
    }

    /** Panels of a block of b, of each of which {@code size} elements are packed together. */
    int most(int size) {
        return isOfFewRows() && !isTurned
                ? Math.max(FEW, shop.blocks.fewRows() / size)
                : Math.max(1, shop.blocks.block() / size);
    }

    /** The length of an array for so many panels of {@code size} elements. */
    int room(int panels, int size) {
        return Math.max(LARGE / p.b().element().bytes(), first + panels * size);
    }

    private boolean isOfFewRows() {
        return rows.chunks() <= FEW;
    }

    /** By the elements that are transposed either way, and the columns of vectors past m. */
    // Zen 5, JDK 17, one thread, turned over not turned: NT 128x3072x768 1.33, 64x1000x300 1.28, 256x1024x1024 1.04.
    private static boolean paysTurned(Product<?> p, Workshop<?> shop) {
        Tiles<?> tiles = shop.tiles;
        long m = p.m();
        long n = p.n();
        long k = p.k();
        int nr = 2 * tiles.lanes;
        int rest = p.m() % nr;
        boolean isMany = MANY * m <= n && m * n <= shop.blocks.readOnce() && nr * k <= shop.blocks.block();
        // tiles that accumulate have fewer rows than these, but only where n > m > nr: still a square or more
        long past = (tiles.lanes - m % tiles.lanes) % tiles.lanes;
        return p.a().columnStride() == 1
                && p.b().rowStride() == 1
                && p.b().columnStride() != 1
                && (rest == 0 || rest >= tiles.square)
                && Split.of(p.n(), tiles.maxRows(2)).least() >= tiles.square
                && (Summation.chains(p.k()).chunks() <= TURNED || isMany)
                && TRANSPOSED * (m * k + m * n) + past * n * k < TRANSPOSED * n * k;
    }

    boolean isReady() {
        if (!isExact) {
            return shop.practice.isReady(Sum.ACCUMULATE, mr, 2);
        }
        boolean isReady = isReady(packsRows ? Sum.PACKED : Sum.overwriting(p.a().columnStride()));
        return chains.chunks() == 1
                ? isReady
                : isReady & (packsRows ? isReady(Sum.ACCUMULATE) : shop.practice.isReadyToAdd());
    }

    private boolean isReady(Sum sum) {
        int rest = p.n() % nr;
        boolean needsTwo = p.n() >= nr || rest > tiles.lanes;
        boolean needsOne = rest > 0 && rest <= tiles.lanes;
        return (!needsTwo || isReady(sum, 2)) & (!needsOne || isReady(sum, 1));
    }

    private boolean isReady(Sum sum, int vectors) {
        boolean isReady = true;
        for (int size = rows.least(); size <= rows.most(); size++) {
            isReady &= shop.practice.isReady(sum, size, vectors);
        }
        return isReady;
    }
}
