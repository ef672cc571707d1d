package org.torchmm.comparisons.load;

import java.util.List;

/** {@code (batch, n, m) x (batch, m, p)}. */
record BmmShape(int batch, int n, int m, int p) {

    /** What a server is asked side by side: from a call's own cost to half a millisecond of arithmetic. */
    static final List<BmmShape> MIXED = List.of(
            new BmmShape(1, 2, 2, 2),
            new BmmShape(10, 3, 4, 5),
            new BmmShape(8, 32, 32, 32),
            new BmmShape(12, 64, 64, 64), // attention scores of a short text
            new BmmShape(1, 64, 256, 256), // a layer, 64 rows
            new BmmShape(1, 1, 512, 512), // a layer, one row
            new BmmShape(1, 128, 128, 128),
            new BmmShape(1, 256, 256, 256));

    int ofA() {
        return batch * n * m;
    }

    int ofB() {
        return batch * m * p;
    }

    int ofC() {
        return batch * n * p;
    }
}
