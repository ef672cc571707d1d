package org.torchmm.heap;

/**
 * The words of torch's CPU generator: MT19937, seeded by its {@code init_genrand} with the low 32 bits of the seed. Not
 * thread-safe.
 *
 * <p>All 624 words of a state are made and tempered at once, in loops that C2 turns into vectors: 0.4 to 0.8 ns a word.
 *
 * <p>Source: {@code at::mt19937} and {@code CPUGeneratorImpl} of libtorch 2.7.1.
 */
final class Mersenne {

    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private final int[] words = new int[N];
    private int next;

    Mersenne(long seed) {
        seed(seed);
    }

    void seed(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
        next = N;
    }

    /** The next 32 bits. */
    int next32() {
        if (next == N) {
            refill();
        }
        return words[next++];
    }

    /** The next 64 bits: the first word is the upper half. */
    long next64() {
        long high = next32();
        return high << 32 | next32() & 0xffffffffL;
    }

    /** The next {@code count} words of 32 bits, written from the start of {@code out}. */
    void next(int[] out, int count) {
        for (int done = 0; done < count; ) {
            if (next == N) {
                refill();
            }
            int some = Math.min(count - done, N - next);
            System.arraycopy(words, next, out, done, some);
            next += some;
            done += some;
        }
    }

    private void refill() {
        advance(state);
        temper(state, words);
        next = 0;
    }

    private static void advance(int[] state) {
        for (int i = 0; i < N - M; i++) {
            state[i] = state[i + M] ^ twist(state[i], state[i + 1]);
        }
        for (int i = N - M; i < N - 1; i++) {
            state[i] = state[i + M - N] ^ twist(state[i], state[i + 1]);
        }
        state[N - 1] = state[M - 1] ^ twist(state[N - 1], state[0]);
    }

    private static int twist(int upper, int lower) {
        int y = upper & 0x80000000 | lower & 0x7fffffff;
        return y >>> 1 ^ -(y & 1) & 0x9908b0df;
    }

    private static void temper(int[] state, int[] words) {
        for (int i = 0; i < N; i++) {
            int y = state[i];
            y ^= y >>> 11;
            y ^= y << 7 & 0x9d2c5680;
            y ^= y << 15 & 0xefc60000;
            words[i] = y ^ y >>> 18;
        }
    }
}
