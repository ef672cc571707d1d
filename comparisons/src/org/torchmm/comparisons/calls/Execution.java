package org.torchmm.comparisons.calls;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torchmm.Torch;

/** The steps of a program, asked of libtorch and of arrays in Java's memory one after another, and what they came to. */
final class Execution implements AutoCloseable {

    private static final int LARGE = 20_000;

    private final Torch libtorch;
    private final Torch java;
    private final Map<Integer, Pair> results = new LinkedHashMap<>();
    private long refused;
    private long uncomputed;

    /** @param root the array that was made for it, or for what it is a view of */
    private record Pair(NDArray libtorch, NDArray java, int root) {}

    /** What a kind refused: class and sentence. DJL's own methods have one class for all that libtorch refuses. */
    private record Refusal(String type, String sentence) {

        private static final List<String> LIBTORCHS = List.of(
                IllegalArgumentException.class.getSimpleName(), IndexOutOfBoundsException.class.getSimpleName());

        static Refusal of(RuntimeException e) {
            String sentence = String.valueOf(e.getMessage());
            int trace = sentence.indexOf("\nException raised from");
            return new Refusal(e.getClass().getSimpleName(), trace < 0 ? sentence : sentence.substring(0, trace));
        }

        /** Whether this, of arrays in Java's memory, is libtorch's as torchmm tells it. */
        boolean tells(Refusal libtorchs) {
            boolean isDjls = libtorchs.type.equals(EngineException.class.getSimpleName());
            return sentence.equals(libtorchs.sentence)
                    && (isDjls ? LIBTORCHS.contains(type) : type.equals(libtorchs.type));
        }

        /** What there is not on arrays in Java's memory, and says so. */
        boolean isDeclared() {
            return sentence.contains("not computed on arrays in Java's memory")
                    || sentence.contains("of which there are no arrays in Java's memory");
        }

        @Override
        public String toString() {
            return type + ": " + sentence;
        }
    }

    Execution(Torch libtorch, Torch java) {
        this.libtorch = libtorch.scope();
        this.java = java.scope();
    }

    /** Takes a step; what is wrong with it, or null. One whose operands came to nothing is left out. */
    String take(Step step) {
        List<Pair> pairs = new ArrayList<>();
        for (int operand : step.operands()) {
            pairs.add(results.get(operand));
        }
        if (pairs.contains(null)) {
            return null;
        }
        NDArray[] operands = pairs.stream().map(Pair::java).toArray(NDArray[]::new);
        Object expected = outcome(
                step.call(), libtorch, pairs.stream().map(Pair::libtorch).toArray(NDArray[]::new));
        Object actual = outcome(step.call(), java, operands);
        if (actual instanceof Refusal refusal && refusal.isDeclared()) {
            uncomputed++;
            return null;
        }
        if (expected instanceof Refusal refusal) {
            refused++;
            if (actual instanceof Refusal told && told.tells(refusal)) {
                return null;
            }
        }
        Difference difference = Difference.of(step.call(), operands, expected, actual);
        if (difference.what() != null) {
            return step + ": " + difference.what();
        }
        if (difference.isSame() && expected instanceof NDArray x && x.getShape().size() <= LARGE) {
            int root = pairs.isEmpty() ? step.id() : pairs.get(0).root;
            results.put(step.id(), new Pair(x, (NDArray) actual, root));
        }
        return step.call().writes() ? overwritten(step) : null;
    }

    /** Every array so far after one was written in place: a view of it has to have changed, another not. */
    private String overwritten(Step step) {
        for (Map.Entry<Integer, Pair> entry : results.entrySet()) {
            NDArray[] none = {};
            Difference difference = Difference.of(
                    step.call(),
                    none,
                    entry.getValue().libtorch(),
                    entry.getValue().java());
            if (difference.what() != null) {
                return step + ": then " + Step.name(entry.getKey()) + " differs: " + difference.what();
            }
        }
        return null;
    }

    private static Object outcome(Call call, Torch torch, NDArray[] operands) {
        try {
            return call.body().ask(torch, operands);
        } catch (RuntimeException e) {
            return Refusal.of(e);
        }
    }

    /** The steps whose results can be operands. */
    List<Integer> results() {
        return List.copyOf(results.keySet());
    }

    long[] sizes(int id) {
        return results.get(id).java().getShape().getShape();
    }

    /** What a result may share memory with has the same root. */
    int root(int id) {
        return results.get(id).root();
    }

    long refused() {
        return refused;
    }

    long uncomputed() {
        return uncomputed;
    }

    @Override
    public void close() {
        libtorch.close();
        java.close();
    }
}
