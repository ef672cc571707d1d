package org.torchmm;

import java.io.IOException;
import java.util.Arrays;

/**
 * JVM start to the first product and out again, plain DJL and torchmm in turn; medians of the wall time, caches warm.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.StartUp</pre>
 */
final class StartUp {

    private static final int ROUNDS = 15;

    private StartUp() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        double[] djl = new double[ROUNDS];
        double[] torch = new double[ROUNDS];
        double[] silentDjl = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            double x = seconds("djl");
            double y = seconds("torch");
            double z = seconds("djl", "-DOPT_OUT_TRACKING=true", "-Dai.djl.offline=true");
            if (round >= 0) {
                djl[round] = x;
                torch[round] = y;
                silentDjl[round] = z;
            }
        }
        System.out.printf(
                "JDK %s: plain DJL %.3f s, plain DJL told to be silent %.3f s, torchmm %.3f s, ratio to silent DJL %.3f%n",
                Runtime.version(), median(djl), median(silentDjl), median(torch), median(torch) / median(silentDjl));
    }

    private static double seconds(String what, String... options) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = FirstProduct.process(what, options)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(what + " failed");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
