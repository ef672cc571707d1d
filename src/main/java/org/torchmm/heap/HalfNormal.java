package org.torchmm.heap;

/**
 * Box-Muller on blocks of 16 numbers of float16 or bfloat16, every step rounded to the format. There are 2048 or 256 uniform
 * numbers, so that radius, cosine and sine are looked up; {@link StrictMath} makes the tables the same everywhere.
 *
 * <p>Source: {@code normal_fill_16} of libtorch 2.7.1.
 */
final class HalfNormal {

    private static final int BLOCK = 16;

    private final HalfFormat format;
    private final int mask;
    private final float[] radius;
    private final float[] cosine;
    private final float[] sine;

    HalfNormal(HalfFormat format) {
        this.format = format;
        int count = 1 << format.digits;
        mask = count - 1;
        radius = new float[count];
        cosine = new float[count];
        sine = new float[count];
        for (int i = 0; i < count; i++) {
            float u = (float) i / count;
            float log = format.rounded((float) StrictMath.log(format.rounded(1 - u)));
            radius[i] = format.rounded((float) Math.sqrt(-2 * log));
            float theta = format.rounded((float) (2 * Math.PI * u));
            cosine[i] = format.rounded((float) StrictMath.cos(theta));
            sine[i] = format.rounded((float) StrictMath.sin(theta));
        }
    }

    /** 16 numbers and more; where they fill no whole block, the last 16 are drawn anew. */
    void fill(Mersenne words, double mean, double deviation, short[] out, int offset, int count) {
        float center = format.rounded((float) mean);
        float scale = format.rounded((float) deviation);
        int[] block = new int[BLOCK];
        int blocks = count / BLOCK;
        for (int i = 0; i < blocks; i++) {
            words.next(block, BLOCK);
            fill(block, center, scale, out, offset + i * BLOCK);
        }
        int rest = count % BLOCK;
        if (rest != 0) {
            words.next(block, rest);
            words.next(block, BLOCK);
            fill(block, center, scale, out, offset + count - BLOCK);
        }
    }

    private void fill(int[] block, float mean, float deviation, short[] out, int offset) {
        for (int j = 0; j < BLOCK / 2; j++) {
            float r = radius[block[j] & mask];
            int angle = block[j + BLOCK / 2] & mask;
            out[offset + j] = format.bits(format.rounded(format.rounded(r * cosine[angle]) * deviation) + mean);
            out[offset + j + BLOCK / 2] =
                    format.bits(format.rounded(format.rounded(r * sine[angle]) * deviation) + mean);
        }
    }
}
