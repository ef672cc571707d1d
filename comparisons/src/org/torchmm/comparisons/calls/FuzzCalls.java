package org.torchmm.comparisons.calls;

import java.util.stream.Collectors;
import org.torchmm.Torch;
import org.torchmm.comparisons.Request;
import org.torchmm.kernel.MatrixKernels;

/**
 * Random programs, asked of libtorch and of arrays in Java's memory until one differs; that one is made short and told.
 *
 * <p>{@code mvn -q test-compile exec:exec@fuzz-calls -Dfuzz.cases=1000000}, with {@code -Dfuzz.seed=7} for other programs. Program
 * i of a run is that of the seed + i, so that it can be run alone. On one thread, as the seed of random numbers is the process's.
 */
final class FuzzCalls implements AutoCloseable {

    private static final long CALLS = 100_000;
    private static final long SEED = 1;

    private final Torch libtorch = Torch.open();
    private final Torch java = Torch.open(MatrixKernels.best());
    private long calls;
    private long refused;
    private long uncomputed;

    /** Programs until so many calls were asked; what was wrong with the first that went wrong, or null. */
    String run(long most, long seed) {
        for (long i = 0; calls < most; i++) {
            Program program = Program.draw(seed + i, libtorch, java);
            calls += program.steps().size();
            refused += program.refused();
            uncomputed += program.uncomputed();
            if (program.fault() != null) {
                return told(program, seed + i);
            }
        }
        return null;
    }

    private String told(Program wrong, long seed) {
        Program shortest = ShortestProgram.of(wrong, steps -> Program.of(steps, libtorch, java));
        String steps = shortest.steps().stream().map(Step::toString).collect(Collectors.joining("\n  "));
        return "The program of seed " + seed + " differs at " + wrong.fault() + "\n\nshortened to\n  " + steps
                + "\nwhich differs at " + shortest.fault()
                + "\nAgain: mvn -q test-compile exec:exec@fuzz-calls -Dfuzz.cases=1 -Dfuzz.seed=" + seed;
    }

    /** Calls asked of both. */
    long calls() {
        return calls;
    }

    /** Of which libtorch refused. */
    long refused() {
        return refused;
    }

    /** Of which there is no such method on arrays in Java's memory, as it says. */
    long uncomputed() {
        return uncomputed;
    }

    @Override
    public void close() {
        libtorch.close();
        java.close();
    }

    public static void main(String[] args) {
        long calls = Request.number("fuzz.cases", CALLS);
        long seed = Request.number("fuzz.seed", SEED);
        try (FuzzCalls fuzz = new FuzzCalls()) {
            String fault = fuzz.run(calls, seed);
            System.out.println(
                    fuzz.calls + " calls, " + fuzz.refused + " of them refused, " + fuzz.uncomputed
                            + " not computed on arrays in Java's memory; " + (fault == null ? "nothing found" : fault));
            System.exit(fault == null ? 0 : 1);
        }
    }
}
