package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.torchmm.kernel.MatrixKernel;

/** One kernel asked by several threads at once, as {@link MatrixKernel} allows: what it keeps for one call must not meet another. */
final class ManyThreads {

    private static final int THREADS = 4;
    private static final int ROUNDS = 8;

    private static final List<Case> CASES = Stream.of(
                    "bmm float32(3,4,5) float32(3,5,6) normal 1",
                    "bmm float32(4,20,30) float32(4,30,40)/transposed normal 2",
                    "mm float32(70,150) float32(150,90)/transposed normal 3",
                    "mm float64(30,140)/transposed float64(140,40) normal 4",
                    "mm int32(50,90) int32(90,60) normal 5",
                    "mm int64(50,90) int64(90,60)/transposed normal 6",
                    "mv float32(100,150) float32(150) normal 7")
            .map(Case::parse)
            .toList();

    private ManyThreads() {}

    /** The verdicts of all threads; each begins at another case, so that different products meet. */
    static List<Verdict> ask(MatrixKernel kernel) {
        List<Comparison> comparisons = CASES.stream()
                .filter(asked -> Request.isAsked(kernel, asked))
                .map(Comparison::new)
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<Verdict>>> tasks = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                tasks.add(() -> askAll(kernel, comparisons, first));
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<List<Verdict>> answer : threads.invokeAll(tasks)) {
                verdicts.addAll(answer.get());
            }
            return verdicts;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
            comparisons.forEach(Comparison::close);
        }
    }

    private static List<Verdict> askAll(MatrixKernel kernel, List<Comparison> comparisons, int first) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < ROUNDS * comparisons.size(); i++) {
            verdicts.add(comparisons.get((first + i) % comparisons.size()).strided(kernel));
        }
        return verdicts;
    }
}
