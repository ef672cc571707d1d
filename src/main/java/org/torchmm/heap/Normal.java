package org.torchmm.heap;

import java.util.EnumMap;
import java.util.Map;
import org.torchmm.kernel.Fused;

/**
 * Normal numbers. Fewer than 16 of them, of whatever dtype, come by pairs in float64, and the second of a pair is kept for the
 * next call; 16 and more come in blocks of 16 in their own dtype, the last 16 drawn anew where they fill no whole block. Not
 * thread-safe.
 *
 * <p>float32 of 16 and more, float16 and bfloat16 have libtorch's bits. libtorch takes logarithm, sine and cosine of float64
 * from the C library, which is not the same everywhere: here they are {@link Math}'s, and float64 normals within 2 ulp. Rounded to
 * float32 and shorter, as fewer than 16 are, that is no other number but about once in 10^11.
 *
 * <p>Source: {@code normal_kernel}, {@code normal_fill} and {@code at::normal_distribution} of libtorch 2.7.1.
 */
final class Normal {

    private static final int BLOCK = Avx2Normal.BLOCK;
    private static final double TWO_PI = 2 * Math.PI;

    private final Mersenne words;
    private final Avx2Normal avx2 = new Avx2Normal();
    private final int[] block = new int[BLOCK * Avx2Normal.BLOCKS];
    private final Map<HalfFormat, HalfNormal> halves = new EnumMap<>(HalfFormat.class);

    /** The second number of the last pair, until the next call or seed. */
    private double kept;

    private boolean isKept;

    Normal(Mersenne words) {
        this.words = words;
    }

    void forget() {
        isKept = false;
    }

    void fill(double mean, double deviation, float[] out, int offset, int count) {
        if (count < BLOCK) {
            for (int i = offset; i < offset + count; i++) {
                out[i] = (float) Fused.multiplyAdd(next(), deviation, mean);
            }
            return;
        }
        int blocks = count / BLOCK;
        for (int done = 0; done < blocks; ) {
            int some = Math.min(blocks - done, Avx2Normal.BLOCKS);
            words.next(block, some * BLOCK);
            avx2.fill(block, some, (float) mean, (float) deviation, out, offset + done * BLOCK);
            done += some;
        }
        int rest = count % BLOCK;
        if (rest != 0) {
            words.next(block, rest);
            words.next(block, BLOCK);
            avx2.fill(block, 1, (float) mean, (float) deviation, out, offset + count - BLOCK);
        }
    }

    void fill(double mean, double deviation, double[] out, int offset, int count) {
        if (count < BLOCK) {
            for (int i = offset; i < offset + count; i++) {
                out[i] = Fused.multiplyAdd(next(), deviation, mean);
            }
            return;
        }
        Uniform.fill(words, 0, 1, out, offset, count);
        int end = offset + count;
        for (int i = offset; i + BLOCK <= end; i += BLOCK) {
            boxMuller(mean, deviation, out, i);
        }
        if (count % BLOCK != 0) {
            Uniform.fill(words, 0, 1, out, end - BLOCK, BLOCK);
            boxMuller(mean, deviation, out, end - BLOCK);
        }
    }

    void fill(HalfFormat format, double mean, double deviation, short[] out, int offset, int count) {
        if (count < BLOCK) {
            for (int i = offset; i < offset + count; i++) {
                out[i] = format.bits((float) Fused.multiplyAdd(next(), deviation, mean));
            }
            return;
        }
        halves.computeIfAbsent(format, HalfNormal::new).fill(words, mean, deviation, out, offset, count);
    }

    private double next() {
        if (isKept) {
            isKept = false;
            return kept;
        }
        double u1 = Uniform.float64(words);
        double u2 = Uniform.float64(words);
        double radius = Math.sqrt(-2 * Math.log1p(-u2));
        double theta = TWO_PI * u1;
        kept = radius * Math.sin(theta);
        isKept = true;
        return radius * Math.cos(theta);
    }

    private static void boxMuller(double mean, double deviation, double[] data, int from) {
        for (int i = from; i < from + BLOCK / 2; i++) {
            double radius = Math.sqrt(-2 * Math.log(1 - data[i]));
            double theta = TWO_PI * data[i + BLOCK / 2];
            data[i] = Fused.multiplyAdd(radius * Math.cos(theta), deviation, mean);
            data[i + BLOCK / 2] = Fused.multiplyAdd(radius * Math.sin(theta), deviation, mean);
        }
    }
}
