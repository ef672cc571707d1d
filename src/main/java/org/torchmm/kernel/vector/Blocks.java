package org.torchmm.kernel.vector;

import org.torchmm.kernel.Summation;

/**
 * How many elements of a and b are in which cache at a time: the inequalities beside each size are of the kind of Low, Igual, Smith and
 * Quintana-Orti, "Analytical Modeling Is Enough for High-Performance BLIS" (2016). Chains, and with them all bits, are {@link
 * Summation}'s and hang on no cache.
 *
 * @param block elements of b that are packed at a time
 * @param fewRows the same where only a few rows of tiles pass over them
 * @param unpacked elements of a b that tiles read where it lies
 * @param readOnce the same where one row of tiles reads each element once
 * @param streamed elements of a b that is so large that the order of reading decides
 */
record Blocks(int block, int fewRows, int unpacked, int readOnce, int streamed) {

    private static final int MOST = 1 << 28;

    static Blocks of(Caches caches, int bytes) {
        // block x bytes <= 2/3 L2: the block stays in L2 while rows of a and c pass
        // Tried (Zen 5, L2 of 1 MB): 512 KB and 256 KB; level within 2 %.
        long block = caches.l2() / 3 * 2 / bytes;
        // 3 x fewRows x bytes <= L2 / 2: the block, where it came from and its columns of c are in L2, as few passes do
        // not pay for panels that the others have driven out
        // Emerald Rapids, in turns, over block: 64x4096x64 and 64x3136x576 1.1; where rows are many, 1024x1024x1024
        // 0.95.
        // Tried: twice as much: 64x500x3000 1.06, 64x1024x1024 and 100x1000x1000 1.0 to 1.06, 128x3072x768 0.87.
        long fewRows = caches.l2() / 6 / bytes;
        // The bounds of what stays where it lies count elements, of 4 bytes or 8: those of 8 take twice as long to
        // multiply.
        // Tried (Zen 5): bytes; float64 14x300x300 0.66 as fast, 1x600x600 0.8.
        // 4 x unpacked <= 5/4 L1: each row of tiles finds most of b in L1, the rest in L2; beyond, packing pays
        // Tried (Zen 5): packing from 32 KB on: 37 times 33x65x129 0.85 as fast.
        long unpacked = caches.l1() / 16 * 5;
        // 4 x readOnce <= L2 / 2: what comes from L3 or memory is read faster in order
        long readOnce = caches.l2() / 8;
        // 4 x streamed > 2 L2: not even most of b stays in L2
        long streamed = caches.l2() / 2;
        return new Blocks(
                (int) Math.min(block, MOST),
                (int) Math.min(fewRows, MOST),
                (int) Math.min(unpacked, MOST),
                (int) Math.min(readOnce, MOST),
                (int) Math.min(streamed, MOST));
    }
}
