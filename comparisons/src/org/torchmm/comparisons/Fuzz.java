package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * Random cases, each asked of libtorch and of kernels, until one disagrees; that one is made small and told.
 *
 * <p>{@code mvn -q test-compile exec:exec@fuzz -Dfuzz.cases=1000000}, with {@code -Dfuzz.seed=7} for other cases.
 */
final class Fuzz {

    /** What mvn test asks, always the same. */
    static final long CASES = 300;

    static final long SEED = 20261123;

    private final List<MatrixKernel> kernels;

    Fuzz(List<MatrixKernel> kernels) {
        this.kernels = kernels;
    }

    /**
     * What was wrong with the first case that went wrong, or null.
     *
     * @param progress told the number of each case that was right
     */
    String run(long cases, long seed, LongConsumer progress) {
        RandomCases random = new RandomCases(seed);
        for (long i = 1; i <= cases; i++) {
            Case asked = random.next();
            if (!faults(asked).isEmpty()) {
                Case smallest =
                        Shrinker.shrink(asked, candidate -> !faults(candidate).isEmpty());
                return "Case " + i + " of seed " + seed + ": " + asked + "\nshrunk to "
                        + faults(smallest).get(0) + "\n" + smallest.again();
            }
            progress.accept(i);
        }
        return null;
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
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("seed " + seed)
                .setInitialMax(cases)
                .setUnit(" cases", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build()) {
            fault = new Fuzz(MatrixKernels.all()).run(cases, seed, bar::stepTo);
        }
        System.out.println(fault == null ? cases + " cases, nothing found" : fault);
        System.exit(fault == null ? 0 : 1);
    }
}
