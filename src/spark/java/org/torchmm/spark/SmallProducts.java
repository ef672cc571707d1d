package org.torchmm.spark;

import dev.ludovic.netlib.blas.BLAS;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Times of single calls of gemm, in turns: a BLAS's over another's, with every transposition, and c overwritten or added to. */
final class SmallProducts {

    private static final int ROUNDS = 31;

    private static final int WARM = 12_000;

    /** Of a batch of calls. */
    private static final long NANOS = 300_000;

    private final BLAS one;
    private final BLAS other;

    SmallProducts(BLAS one, BLAS other) {
        this.one = one;
        this.other = other;
    }

    private interface Call {
        void by(BLAS blas);
    }

    void measure(int... sizes) {
        System.out.println(
                "calls of n x n x n: time over VectorBLAS's, median of " + ROUNDS + " rounds (microseconds)");
        for (boolean isFloat : new boolean[] {true, false}) {
            for (int n : sizes) {
                StringBuilder line = new StringBuilder(isFloat ? "  sgemm " : "  dgemm ").append(n);
                for (String trans : List.of("NN", "TN", "NT", "TT")) {
                    for (int beta = 0; beta < 2; beta++) {
                        line.append("  ").append(trans).append(beta).append(ratio(call(isFloat, trans, n, beta)));
                    }
                }
                System.out.println(line);
            }
        }
    }

    private static Call call(boolean isFloat, String trans, int n, int beta) {
        String a = trans.substring(0, 1);
        String b = trans.substring(1);
        double[] x = new Random(n).doubles(n * n).toArray();
        double[] y = new double[n * n];
        float[] u = new float[n * n];
        float[] v = new float[n * n];
        for (int i = 0; i < n * n; i++) {
            u[i] = (float) x[i];
        }
        return isFloat
                ? blas -> blas.sgemm(a, b, n, n, n, 1, u, 0, n, u, 0, n, beta, v, 0, n)
                : blas -> blas.dgemm(a, b, n, n, n, 1, x, 0, n, x, 0, n, beta, y, 0, n);
    }

    private String ratio(Call call) {
        int calls = 16;
        while (nanos(call, other, calls) < NANOS) {
            calls *= 2;
        }
        for (int i = 0; i < WARM; i += calls) { // the kernel's ways are compiled beside
            nanos(call, one, calls);
            nanos(call, other, calls);
        }
        List<Double> ratios = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            boolean isFirst = i % 2 == 0;
            long before = isFirst ? nanos(call, one, calls) : nanos(call, other, calls);
            long after = isFirst ? nanos(call, other, calls) : nanos(call, one, calls);
            long ours = isFirst ? before : after;
            ratios.add(ours / (double) (before + after - ours));
            times.add(ours / 1e3 / calls);
        }
        return String.format(Locale.ROOT, " %.2f (%.2f)", SparkBenchmark.median(ratios), SparkBenchmark.median(times));
    }

    private static long nanos(Call call, BLAS blas, int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            call.by(blas);
        }
        return System.nanoTime() - start;
    }
}
