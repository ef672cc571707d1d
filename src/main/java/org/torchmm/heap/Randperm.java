package org.torchmm.heap;

/**
 * 0 to n - 1, shuffled. The numbers hang on n alone: another dtype's are these, converted.
 *
 * <p>Source: {@code randperm_cpu} of libtorch 2.7.1.
 */
final class Randperm {

    /** From here on, two words each, so that the remainder stays uniform. */
    private static final long TWO_WORDS = 0xffffffffL / 20;

    private Randperm() {}

    static void fill(Mersenne words, int[] out, int offset, int n) {
        if (n >= TWO_WORDS) {
            fillByTwoWords(words, out, offset, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[offset + i] = i;
        }
        for (int i = 0; i < n - 1; i++) {
            int z = i + (int) ((words.next32() & 0xffffffffL) % (n - i));
            int saved = out[offset + i];
            out[offset + i] = out[offset + z];
            out[offset + z] = saved;
        }
    }

    static void fillByTwoWords(Mersenne words, int[] out, int offset, int n) {
        for (int i = 0; i < n; i++) {
            int z = (int) Long.remainderUnsigned(words.next64(), i + 1);
            out[offset + i] = i;
            out[offset + i] = out[offset + z];
            out[offset + z] = i;
        }
    }
}
