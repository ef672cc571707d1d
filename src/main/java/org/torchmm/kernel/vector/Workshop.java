package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;

/** What a road works with: tiles of one width, what of them is compiled, copies, and room for them. */
final class Workshop<A> {

    final Tiles<A> tiles;
    final Practice<A> practice;
    final Packing<A> packing;
    /** For one chunk of work. */
    final Workspaces<A> workspaces;

    final Blocks blocks;

    Workshop(Tiles<A> tiles, Practice<A> practice, Packing<A> packing, Workspaces<A> workspaces, Caches caches) {
        this.tiles = tiles;
        this.practice = practice;
        this.packing = packing;
        this.workspaces = workspaces;
        blocks = Blocks.of(caches, tiles.width / Byte.SIZE / tiles.lanes);
    }

    /** {@link Packing#panel}, in registers where b is transposed and there is enough of it. */
    void panel(Matrices<A> b, int from, int k, int n, A target, int to, int toRow) {
        if (isTransposed(b, k, n)) {
            tiles.transpose(b.data(), from, b.columnStride(), k, n, target, to, toRow);
        } else {
            packing.panel(b, from, k, n, target, to, toRow);
        }
    }

    /** Each of b's matrices q0 to q1 row by row, one after the other. */
    void panels(Matrices<A> b, int q0, int q1, A target) {
        int k = b.rows();
        int n = b.columns();
        boolean isTransposed = isTransposed(b, k, n);
        A data = b.data();
        int batch = b.batchStride();
        int column = b.columnStride();
        int from = b.offset() + q0 * batch;
        for (int q = q0, to = 0; q < q1; q++, from += batch, to += k * n) {
            if (isTransposed) {
                tiles.transpose(data, from, column, k, n, target, to, n);
            } else {
                packing.panel(b, from, k, n, target, to, n);
            }
        }
    }

    private boolean isTransposed(Matrices<A> b, int k, int n) {
        boolean isAlongK = b.rowStride() == 1 && b.columnStride() != 1;
        return isAlongK && k >= tiles.square && n >= tiles.square && practice.isReadyToTranspose();
    }

    /** {@link Packing#rows}, {@link Tiles#ROW} apart, in registers where there is enough of it. */
    void rows(Matrices<A> a, int from, int m, int k, A target, int to) {
        if (a.columnStride() == 1 && k >= tiles.lanes && practice.isReadyToPack()) {
            tiles.packRows(a.data(), from, a.rowStride(), m, k, target, to);
            return;
        }
        boolean isAlongM = a.rowStride() == 1 && a.columnStride() != 1;
        if (isAlongM && m >= tiles.square && k >= tiles.square && practice.isReadyToTranspose()) {
            tiles.transpose(a.data(), from, a.columnStride(), m, k, target, to, Tiles.ROW);
        } else {
            packing.rows(a, from, m, k, target, to, Tiles.ROW);
        }
    }
}
