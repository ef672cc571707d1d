package org.torchmm.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.torchmm.ChildJvm;

/**
 * What the first products of a JVM take: {@code ColdStart [m:n:k ...]}, by default 512:512:512 and 111:133:127, each in {@value #JVMS}
 * JVMs of its own. Prints, as medians, the first call's GFLOP/s, the scalar kernel's own first call's, those of the last second of four,
 * and the seconds from the first call on until a window of 20 ms or a call had 0.8 of that; on few processors it is less again while
 * the next tiles are compiled. On a busy machine {@code chrt -r} helps, whose threads take turns of 100 ms; {@code chrt -f} starves
 * the compiler, as the threads that wait for it never yield.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.kernel.ColdStart</pre>
 */
public final class ColdStart {

    private static final int JVMS = 5;
    private static final long WINDOW_NANOS = 20_000_000;
    private static final double SECONDS = 4;

    private ColdStart() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("here")) {
            System.out.println(here(MatrixKernels.byName(args[1]), args[2]));
            return;
        }
        System.out.printf(
                "Java %s, %d processors%n%-16s %10s %10s %10s %12s%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                "",
                "first",
                "scalar",
                "last",
                "s to 0.8");
        for (String shape : args.length > 0 ? args : new String[] {"512:512:512", "111:133:127"}) {
            double[][] vector = new double[3][JVMS];
            double[] scalar = new double[JVMS];
            for (int jvm = 0; jvm < JVMS; jvm++) {
                double[] numbers = child("vector", shape);
                for (int i = 0; i < vector.length; i++) {
                    vector[i][jvm] = numbers[i];
                }
                scalar[jvm] = child("scalar", shape)[0];
            }
            System.out.printf(
                    "%-16s %10.2f %10.2f %10.1f %12.2f%n",
                    shape, median(vector[0]), median(scalar), median(vector[1]), median(vector[2]));
        }
    }

    private static double[] child(String kernel, String shape) throws Exception {
        ChildJvm.Result result = new ChildJvm()
                .quiet()
                .option("--add-modules=jdk.incubator.vector")
                .run(ColdStart.class, "here", kernel, shape);
        if (result.exit() != 0) {
            throw new IllegalStateException(result.stderr());
        }
        return Arrays.stream(result.lines().get(0).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static String here(MatrixKernel kernel, String shape) {
        int[] sizes =
                Arrays.stream(shape.split(":")).mapToInt(Integer::parseInt).toArray();
        int m = sizes[0];
        int n = sizes[1];
        int k = sizes[2];
        FloatMatrices a = random(m, k);
        FloatMatrices b = random(k, n);
        FloatMatrices c = FloatMatrices.of(new float[m * n], 1, m, n);
        double flops = 2.0 * m * n * k;
        List<double[]> windows = new ArrayList<>(); // seconds at its end, GFLOP/s
        double first = 0;
        long begin = System.nanoTime();
        for (double now = 0; now < SECONDS; ) {
            long start = System.nanoTime();
            long end;
            int calls = 0;
            do {
                kernel.bmm(a, b, c);
                end = System.nanoTime();
                calls++;
                first = first == 0 ? flops / (end - start) : first;
            } while (end - start < WINDOW_NANOS);
            now = (end - begin) * 1e-9;
            windows.add(new double[] {now, calls * flops / (end - start)});
        }
        double last = median(windows.stream()
                .filter(window -> window[0] > SECONDS - 1)
                .mapToDouble(window -> window[1])
                .toArray());
        double reached = windows.stream()
                .filter(window -> window[1] >= 0.8 * last)
                .mapToDouble(window -> window[0])
                .findFirst()
                .orElse(SECONDS);
        return String.format(Locale.ROOT, "%.3f %.2f %.3f", first, last, reached);
    }

    private static FloatMatrices random(int rows, int columns) {
        Random random = new Random(1);
        float[] data = new float[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat();
        }
        return FloatMatrices.of(data, 1, rows, columns);
    }
}
