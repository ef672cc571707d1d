package org.torchmm.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.torchmm.ChildJvm;

/**
 * Where the scalar kernel is slowest for want of an instruction: its time as a multiple of a plain loop's that rounds twice a step, both on
 * one thread, for many shapes and kinds of numbers.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.kernel.FallbackSweep -Dtour.args="-XX:UseAVX=0 -XX:-UseFMA"</pre>
 */
final class FallbackSweep {

    private static final long WARM_UP_NANOS = Long.getLong("sweep.warm", 250) * 1_000_000;
    private static final long ROUND_NANOS = 8_000_000;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Numbers of a kind, given which of the two operands they are for. */
    private enum Kind {
        RANDOM(random -> random.nextGaussian()),
        WHOLE(random -> random.nextInt(7) - 3.0),
        WHOLE_BY_FRACTIONS(random -> random.nextInt(7) - 3.0, random -> random.nextDouble() - 0.5),
        HALF(random -> random.nextInt(1 << 28) * 0x1p-27), // products of 56 bits, whose sums end in the middle
        SHORT(random -> (random.nextInt(1 << 14) - (1 << 13)) * 0x1p-13), // the same for floats
        DECIMALS(random -> (random.nextInt(20000) - 10000) / 100.0),
        MIXED(random -> random.nextInt(4) == 0 ? random.nextInt(4) : random.nextGaussian()),
        SPARSE(random -> random.nextInt(4) > 0 ? 0 : random.nextGaussian()),
        WIDE(random -> Math.scalb(random.nextGaussian(), random.nextInt(80) - 40));

        private final Function<Random, Double> first;
        private final Function<Random, Double> second;

        Kind(Function<Random, Double> both) {
            this(both, both);
        }

        Kind(Function<Random, Double> first, Function<Random, Double> second) {
            this.first = first;
            this.second = second;
        }

        void fill(Sample sample) {
            Random random = new Random(1);
            fill(sample.a.data(), random, first);
            fill(sample.b.data(), random, second);
        }

        private static void fill(Object array, Random random, Function<Random, Double> numbers) {
            for (int i = 0; i < Array.getLength(array); i++) {
                double x = numbers.apply(random);
                if (array instanceof float[] floats) {
                    floats[i] = (float) x;
                } else {
                    ((double[]) array)[i] = x;
                }
            }
        }
    }

    /** batch, m, k, n; a T where b is transposed. */
    private static final String[] SHAPES = {
        "1x1x100x1",
        "1x1x5000x1",
        "200x1x64x1",
        "1x1x300x300",
        "1x1x300x300T",
        "1x300x300x1",
        "1x1x2000x40",
        "1x8x8x8",
        "64x8x8x8",
        "64x8x8x8T",
        "1x12x12x12",
        "64x16x16x16",
        "1x24x24x24",
        "16x24x24x24T",
        "8x32x32x32",
        "1x2x1000x2",
        "1x5x2000x5",
        "1x4x200x200T",
        "1x2x500x500T",
        "1x3x50x1000",
        "1x1000x50x3",
        "1x1000x3x1000",
        "1x300x1x300",
        "1x300x2x300",
        "1x64x64x64T",
        "1x96x200x96",
        "1x30x400x30",
        "1x7x100x9",
        "100x3x4x5",
    };

    private FallbackSweep() {}

    /** JVM flags; {@code here} and a name prints the rows of this JVM. Kinds, shapes and types by {@code -Dsweep.kinds} and so on. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("here")) {
            here(args[1]);
            return;
        }
        System.out.println("JDK " + Runtime.version());
        for (String flag : args.length > 0 ? args : new String[] {"-XX:UseAVX=0", "-XX:-UseFMA"}) {
            ChildJvm.Result result = LesserJvms.child(flag)
                    .option("-Dsweep.kinds=" + System.getProperty("sweep.kinds", ""))
                    .option("-Dsweep.shapes=" + System.getProperty("sweep.shapes", ""))
                    .option("-Dsweep.types=" + System.getProperty("sweep.types", "FLOAT64,FLOAT32"))
                    .option("-Dsweep.warm=" + System.getProperty("sweep.warm", "250"))
                    .run(FallbackSweep.class, "here", flag);
            result.lines().forEach(System.out::println);
            if (result.exit() != 0) {
                System.out.println(flag + " ended with " + result.exit() + ": " + result.stderr());
            }
        }
    }

    private static void here(String jvm) {
        MatrixKernels.setThreads(1);
        MatrixKernel kernel = new ScalarKernel();
        List<String> kinds = List.of(System.getProperty("sweep.kinds").split(","));
        List<String> shapes = List.of(System.getProperty("sweep.shapes").split(","));
        for (String name : System.getProperty("sweep.types").split(",")) {
            ElementType type = ElementType.valueOf(name);
            List<Kind> of = Arrays.stream(Kind.values())
                    .filter(kind -> kinds.get(0).isEmpty() || kinds.contains(kind.name()))
                    .toList();
            System.out.println("| " + jvm + ", " + Element.valueOf(name) + " | "
                    + of.stream().map(Kind::name).collect(Collectors.joining(" | ")) + " | plain, ns |");
            System.out.println("|---".repeat(of.size() + 2) + "|");
            for (String shape : SHAPES) {
                if (shapes.get(0).isEmpty() || shapes.contains(shape)) {
                    System.out.println("| " + shape + " | " + cells(kernel, type, shape, of) + " |");
                }
            }
        }
    }

    private static String cells(MatrixKernel kernel, ElementType type, String shape, List<Kind> kinds) {
        boolean isTransposed = shape.endsWith("T");
        int[] sizes = Arrays.stream((isTransposed ? shape.substring(0, shape.length() - 1) : shape).split("x"))
                .mapToInt(Integer::parseInt)
                .toArray();
        Sample sample = new Sample(
                type,
                1,
                sizes[0],
                sizes[1],
                sizes[3],
                sizes[2],
                Sample.Layout.DENSE,
                isTransposed ? Sample.Layout.TRANSPOSED : Sample.Layout.DENSE,
                Sample.Layout.DENSE);
        List<String> cells = new ArrayList<>();
        double work = (double) sizes[0] * sizes[1] * sizes[2] * sizes[3];
        double least = Double.MAX_VALUE;
        for (Kind kind : kinds) {
            kind.fill(sample);
            double[] times = times(() -> kernel.bmm(sample.a, sample.b, sample.c), PlainLoop.of(sample));
            cells.add(String.format(Locale.ROOT, "%.1f", times[0]));
            least = Math.min(least, times[1]);
        }
        cells.add(String.format(Locale.ROOT, "%.2f", least / work));
        return String.join(" | ", cells);
    }

    /** The ratio, and the plain loop's time. */
    private static double[] times(Runnable product, Runnable plain) {
        nanos(product, WARM_UP_NANOS);
        nanos(plain, WARM_UP_NANOS);
        double[] ratios = new double[ROUNDS];
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            double slow = nanos(plain, ROUND_NANOS);
            ratios[round] = nanos(product, ROUND_NANOS) / slow;
            least = Math.min(least, slow);
        }
        Arrays.sort(ratios);
        return new double[] {ratios[ROUNDS / 2], least};
    }

    private static double nanos(Runnable run, long least) {
        long begin = THREADS.getCurrentThreadCpuTime();
        long taken;
        int runs = 0;
        do {
            for (int i = 0; i < 8; i++) {
                run.run();
            }
            runs += 8;
            taken = THREADS.getCurrentThreadCpuTime() - begin;
        } while (taken < least);
        return (double) taken / runs;
    }
}
