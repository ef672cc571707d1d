package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.torchmm.kernel.MatrixKernel;

/**
 * Random cases, each asked of libtorch and of kernels, until one disagrees; that one is made small and told.
 *
 * <p>{@code mvn -q test-compile exec:exec@fuzz -Dfuzz.cases=1000000}, with {@code -Dfuzz.seed=7} for other cases; {@link Request}
 * leaves kernels and dtypes out.
 */
final class Fuzz {

    private static final long CASES = 100_000;
    private static final long SEED = 1;

    private static final int CHUNK = 512;

    private final List<MatrixKernel> kernels;

    private final Request request;
    private final AtomicLong asked = new AtomicLong();

    /** @param request which dtypes are asked, and what a command has to repeat */
    Fuzz(List<MatrixKernel> kernels, Request request) {
        this.kernels = kernels;
        this.request = request;
    }

    /** How many cases were asked: all that were drawn, but those of other dtypes. */
    long asked() {
        return asked.get();
    }

    /**
     * What was wrong with the first case that went wrong, or null. Cases are asked side by side on all processors, so that kernels
     * meet themselves in other threads too; which case is the first does not depend on it. Cases of dtypes that were not asked
     * for are drawn as ever and left out.
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
                        if (request.covers(chunk.get(i))) {
                            asked.incrementAndGet();
                        }
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

    private String told(Case wrong) {
        if (faults(wrong).isEmpty()) {
            return wrong + "\nis right when it is asked alone: it was wrong beside other products in other threads";
        }
        Case smallest = Shrinker.shrink(wrong, candidate -> !faults(candidate).isEmpty());
        Verdict fault = faults(smallest).get(0);
        return wrong + "\nshrunk to " + fault + "\n" + again(fault);
    }

    /** A kernel is asked by its name, in the class that asks whichever is there. */
    private String again(Verdict fault) {
        return kernels.stream()
                .map(MatrixKernel::name)
                .filter(name -> fault.subject().equals(name) || fault.subject().startsWith(name + ", "))
                .findFirst()
                .map(name -> request.again("ProvidedKernelsComparisonTest", name, fault.asked()))
                .orElseGet(() -> request.again("LibtorchComparisonTest", null, fault.asked()));
    }

    private List<Verdict> faults(Case each) {
        if (!request.covers(each)) {
            return List.of();
        }
        try (Comparison comparison = new Comparison(each)) {
            List<Verdict> verdicts = new ArrayList<>(Amx.isWrong(each) ? List.of() : comparison.ofLibtorch());
            kernels.forEach(kernel -> verdicts.addAll(comparison.of(kernel)));
            return verdicts.stream().filter(verdict -> !verdict.isAgreement()).toList();
        }
    }

    public static void main(String[] args) {
        long cases = Request.number("fuzz.cases", CASES);
        long seed = Request.number("fuzz.seed", SEED);
        Request request = Request.ofProgram();
        Fuzz fuzz = new Fuzz(request.kernels(), request);
        String fault;
        try (Progress progress = new Progress(System.out, "seed " + seed, cases)) {
            fault = fuzz.run(cases, seed, done -> progress.step(null));
        }
        if (fuzz.asked() == 0) {
            fault = "no case was asked: of " + cases + " drawn none is of " + Request.names(request.dtypes());
        }
        String found = Plural.of(fuzz.asked(), "case") + ", nothing found";
        System.out.println(fault != null ? fault : fuzz.asked() == cases ? found : cases + " drawn, " + found);
        System.exit(fault == null ? 0 : 1);
    }
}
