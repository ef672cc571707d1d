package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;

/** What a road works with: tiles of one width, what of them is compiled, copies, and room for them. */
final class Workshop<A> {

    final Tiles<A> tiles;
    final Practice<A> practice;
    final Packing<A> packing;
    /** For one chunk of work. */
    final Workspaces<A> workspaces;
    /** For panels that all chunks share, 16 MB of them. */
    // Tried: one pool for both; panels and chunks changed places from product to product, panels left L3: 5x3136x576
    // 1.3
    // times as long, 64x3136x576 1.06.
    final Workspaces<A> shared;

    Workshop(Tiles<A> tiles, Practice<A> practice, Packing<A> packing, Workspaces<A> workspaces, Workspaces<A> shared) {
        this.tiles = tiles;
        this.practice = practice;
        this.packing = packing;
        this.workspaces = workspaces;
        this.shared = shared;
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
}
