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
        blocks = Blocks.of(caches, tiles.maxRows(2), tiles.width / Byte.SIZE / tiles.lanes);
    }

    /** {@link Packing#panel}, in registers where b is transposed and there is enough of it. */
    void panel(Matrices<A> b, int from, int k, int n, A target, int to, int toRow) {
        boolean isAlongK = b.rowStride() == 1 && b.columnStride() != 1;
        if (isAlongK && k >= tiles.square && n >= tiles.square && practice.isReadyToTranspose()) {
            tiles.transpose(b.data(), from, b.columnStride(), k, n, target, to, toRow);
        } else {
            packing.panel(b, from, k, n, target, to, toRow);
        }
    }

    /** {@link Packing#rows}, in registers where a is transposed and there is enough of it. */
    void rows(Matrices<A> a, int from, int m, int k, A target, int toRow) {
        boolean isAlongM = a.rowStride() == 1 && a.columnStride() != 1;
        if (isAlongM && m >= tiles.square && k >= tiles.square && practice.isReadyToTranspose()) {
            tiles.transpose(a.data(), from, a.columnStride(), m, k, target, 0, toRow);
        } else {
            packing.rows(a, from, m, k, target, toRow);
        }
    }
}
