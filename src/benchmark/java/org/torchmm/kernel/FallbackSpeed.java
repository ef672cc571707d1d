package org.torchmm.kernel;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.torchmm.ChildJvm;

/**
 * The kernels in JVMs that lack what this one has: the time of a plain loop over rows, columns and sums in the same JVM, as a multiple of
 * the kernel's, both on one thread.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.kernel.FallbackSpeed -Dtour.args="-Xint -XX:UseAVX=1"</pre>
 */
public final class FallbackSpeed {

    private static final int ROUNDS = 5;
    private static final long WARM_UP_NANOS = 600_000_000;

    /** The same where tiles wait in the compiler's queue, of CPU time, as on a busy machine the compiler too has to wait. */
    private static final long TILES_NANOS = 1_500_000_000L;

    private static final long ROUND_NANOS = 20_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** {@code (batch, m, k) x (batch, k, n)}, and whether b is transposed. */
    private record Shape(int batch, int m, int n, int k, boolean isTransposed) {

        Sample sample(ElementType type) {
            return new Sample(
                    type,
                    1,
                    batch,
                    m,
                    n,
                    k,
                    Sample.Layout.DENSE,
                    isTransposed ? Sample.Layout.TRANSPOSED : Sample.Layout.DENSE,
                    Sample.Layout.DENSE);
        }

        @Override
        public String toString() {
            return batch + "x" + m + "x" + k + "x" + n + (isTransposed ? "T" : "");
        }
    }

    /** By the order of their sums: SEPARATE, BLOCKED twice, LANES. */
    private static final List<Shape> SHAPES = List.of(
            new Shape(100, 3, 5, 4, false),
            new Shape(8, 32, 32, 32, false),
            new Shape(1, 96, 96, 200, false),
            new Shape(1, 4, 200, 200, true));

    /** int64 is as int32. */
    private static final List<ElementType> TYPES = List.of(ElementType.FLOAT32, ElementType.FLOAT64, ElementType.INT32);

    private FallbackSpeed() {}

    /** Flags, or none for all of them; {@code here} and a name prints the rows of this JVM. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2 && args[0].equals("here")) {
            rows(args[1]);
            return;
        }
        System.out.println("JDK " + Runtime.version());
        String shapes = SHAPES.stream().map(Shape::toString).collect(Collectors.joining(" | "));
        System.out.println("| JVM | kernel | dtype | " + shapes + " |");
        System.out.println("|---".repeat(3 + SHAPES.size()) + "|");
        for (String flag : args.length > 0 ? List.of(args) : LesserJvms.FLAGS) {
            ChildJvm.Result result = LesserJvms.child(flag).run(FallbackSpeed.class, "here", flag);
            result.lines().forEach(System.out::println);
            if (result.exit() != 0) {
                System.out.println(flag + " ended with " + result.exit() + ": " + result.stderr());
            }
        }
    }

    private static void rows(String jvm) {
        MatrixKernels.setThreads(1);
        for (MatrixKernel kernel : MatrixKernels.all()) {
            for (ElementType type : TYPES) {
                List<String> cells = new ArrayList<>();
                for (Shape shape : SHAPES) {
                    cells.add(String.format(Locale.ROOT, "%.2f", ratio(kernel, shape.sample(type))));
                }
                System.out.println("| " + jvm + " | " + kernel.name() + " | " + Element.valueOf(type.name()) + " | "
                        + String.join(" | ", cells) + " |");
            }
        }
    }

    private static double ratio(MatrixKernel kernel, Sample sample) {
        Runnable product = () -> kernel.bmm(sample.a, sample.b, sample.c);
        Runnable plain = PlainLoop.of(sample);
        warmUp(product, kernel.name().equals("vector") ? TILES_NANOS : WARM_UP_NANOS);
        warmUp(plain, WARM_UP_NANOS);
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ratios[round] = nanos(plain) / nanos(product);
        }
        Arrays.sort(ratios);
        return ratios[ROUNDS / 2];
    }

    private static void warmUp(Runnable run, long nanos) {
        long end = THREADS.getCurrentThreadCpuTime() + nanos;
        do {
            run.run();
        } while (THREADS.getCurrentThreadCpuTime() < end);
    }

    private static double nanos(Runnable run) {
        long begin = THREADS.getCurrentThreadCpuTime();
        long taken;
        int runs = 0;
        do {
            run.run();
            runs++;
            taken = THREADS.getCurrentThreadCpuTime() - begin;
        } while (taken < ROUND_NANOS);
        return (double) taken / runs;
    }
}
