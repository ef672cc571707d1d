package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * Random cases, each asked of libtorch and of kernels, until one disagrees; that one is made small and told.
 *
 * <p>{@code mvn -q test-compile exec:exec@fuzz -Dfuzz.cases=1000000}, with {@code -Dfuzz.seed=7} for other cases.
 */
final class Fuzz {

    private static final long CASES = 100_000;
    private static final long SEED = 1;

    private static final int CHUNK = 512;

    private final List<MatrixKernel> kernels;

    Fuzz(List<MatrixKernel> kernels) {
        this.kernels = kernels;
    }

    /**
     * What was wrong with the first case that went wrong, or null. Cases are asked side by side on all processors, so that kernels
     * meet themselves in other threads too; which case is the first does not depend on it.
     *
     * @param progress told how many cases were right so far, from any thread
     */
    String run(long cases, long seed, LongConsumer progress) {
        RandomCases random = new RandomCases(seed);
        AtomicLong right = new AtomicLong();
        for (long done = 0; done < cases; done += CHUNK) {
            List<Case> chunk = Stream.generate(random::next)
                    .limit(Math.min(CHUNK, cases - done))
                    .toList();
            OptionalInt wrong = IntStream.range(0, chunk.size())
                    .parallel()
                    .filter(i -> {
                        boolean isWrong = !faults(chunk.get(i)).isEmpty();
                        if (!isWrong) {
                            progress.accept(right.incrementAndGet());
                        }
                        return isWrong;
                    })
                    .findFirst();
            if (wrong.isPresent()) {
                return "Case " + (done + wrong.getAsInt() + 1) + " of seed " + seed + ": "
                        + told(chunk.get(wrong.getAsInt()));
            }
        }
        return null;
    }

    private String told(Case asked) {
        if (faults(asked).isEmpty()) {
            return asked + "\nis right when it is asked alone: it was wrong beside other products in other threads";
        }
        Case smallest = Shrinker.shrink(asked, candidate -> !faults(candidate).isEmpty());
        return asked + "\nshrunk to " + faults(smallest).get(0) + "\n" + smallest.again();
    }

    private List<Verdict> faults(Case asked) {
        try (Comparison comparison = new Comparison(asked)) {
            List<Verdict> verdicts = new ArrayList<>();
            verdicts.add(comparison.libtorch());
            kernels.forEach(kernel -> verdicts.addAll(comparison.of(kernel)));
            return verdicts.stream().filter(verdict -> !verdict.isAgreement()).toList();
        }
    }

    public static void main(String[] args) {
        long cases = Long.getLong("fuzz.cases", CASES);
        long seed = Long.getLong("fuzz.seed", SEED);
        String fault;
        try (Progress progress = new Progress(System.out, "seed " + seed, cases)) {
            fault = new Fuzz(MatrixKernels.all()).run(cases, seed, done -> progress.step(null));
        }
        System.out.println(fault == null ? cases + " cases, nothing found" : fault);
        System.exit(fault == null ? 0 : 1);
    }
}
