package org.torchmm.comparisons.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.torchmm.Torch;
import org.torchmm.comparisons.Request;
import org.torchmm.kernel.MatrixKernels;

/**
 * {@link Chore}s on both roads, libtorch's and the kernel's, two threads each, for as long as wanted: every answer is right, nothing
 * is left in a {@code Torch}, and the process holds no more at the end than after it has warmed up.
 *
 * <pre>mvn -q test-compile exec:exec@soak -Dsoak.seconds=600 -Dsoak.seed=1</pre>
 */
public final class Soak {

    private static final int SECONDS = 600;
    private static final int THREADS_A_ROAD = 2;

    /** Chores of a thread between two lives of the Torch that it works in. */
    private static final int LIFE = 200;

    /** Of the time, for compilers, caches and pools. */
    private static final double WARM_UP = 0.1;

    /** What malloc and the JVM may keep more or less of; a leak of one small array a call is gigabytes in ten minutes. */
    private static final long SWAY_MEGABYTES = 100;

    private final long seed;
    private final Path directory;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong chores = new AtomicLong();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    Soak(long seed, Path directory) {
        this.seed = seed;
        this.directory = directory;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(Request.number("soak.seconds", SECONDS));
        Path directory = Files.createTempDirectory("torchmm-soak");
        Soak soak = new Soak(Request.number("soak.seed", 1), directory);
        System.out.printf("JDK %s, seed %d; at the start %s%n", Runtime.version(), soak.seed, Memory.now());
        long begin = System.nanoTime();
        List<Thread> threads = soak.start(done -> System.nanoTime() - begin < nanos);
        Memory warm = null;
        for (int tenth = 1; tenth <= 10; tenth++) {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, begin + nanos * tenth / 10 - System.nanoTime());
            }
            Memory memory = Memory.now();
            warm = tenth == 1 ? memory : warm;
            System.out.printf(
                    "%5d s  %,12d chores  %,12d calls  %s%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
                    soak.chores.get(),
                    soak.calls.get(),
                    memory);
        }
        soak.end(threads);
        Files.delete(directory);
        Memory last = Memory.now();
        System.out.printf("after warm-up %s%nat the end    %s%n", warm, last);
        if (last.resident() > warm.resident() + SWAY_MEGABYTES || last.heap() > warm.heap() + SWAY_MEGABYTES) {
            System.out.println("It grows.");
            System.exit(1);
        }
    }

    long calls() {
        return calls.get();
    }

    /** @param goesOn asked by each thread before each chore, with the number that it has done */
    List<Thread> start(IntPredicate goesOn) {
        List<Supplier<Torch>> roads = List.of(Torch::open, () -> Torch.open(MatrixKernels.best()));
        List<Thread> threads = new ArrayList<>();
        for (Supplier<Torch> road : roads) {
            for (int t = 0; t < THREADS_A_ROAD; t++) {
                int number = threads.size();
                threads.add(new Thread(() -> work(road, number, goesOn), "soak-" + number));
            }
        }
        threads.forEach(Thread::start);
        return threads;
    }

    /** Waits for the threads, and throws what one of them met. */
    void end(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (fault.get() != null) {
            throw new AssertionError("seed " + seed, fault.get());
        }
    }

    private void work(Supplier<Torch> road, int number, IntPredicate goesOn) {
        Random random = new Random(seed + number);
        try {
            Path own = Files.createDirectory(directory.resolve(String.valueOf(number)));
            for (int done = 0; fault.get() == null && goesOn.test(done); ) {
                try (Torch torch = road.get()) {
                    int end = done + LIFE;
                    for (; done < end && fault.get() == null && goesOn.test(done); done++) {
                        Chore chore = Chore.values()[done % Chore.values().length];
                        try (Torch scope = torch.scope()) {
                            calls.addAndGet(chore.run(scope, random, own));
                        }
                        chores.incrementAndGet();
                        checkNothingIsLeft(torch, chore);
                    }
                }
            }
            delete(own);
        } catch (Throwable e) {
            fault.compareAndSet(null, e);
        }
    }

    private static void checkNothingIsLeft(Torch torch, Chore chore) {
        int left = torch.manager().getManagedArrays().size();
        if (left > 0) {
            throw new AssertionError(chore + " left " + left + " arrays");
        }
    }

    /** Also finds what saving left beside its files. */
    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!name.equals("one.npy") && !name.equals("many.npz")) {
                    throw new AssertionError("left behind: " + name);
                }
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
