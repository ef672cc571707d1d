package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.torchmm.Torch;
import org.torchmm.libtorch.RawOperators;

/** The steps of a program, asked of libtorch and of arrays in Java's memory one after another, and what they came to. */
final class Execution implements AutoCloseable {

    private static final int LARGE = 20_000;

    private static final Call UNTOUCHED = Call.of("nothing", "", Closeness.BITS, (torch, none) -> null);

    private final Torch libtorch;
    private final Torch java;
    private final RawOperators raw = new RawOperators();
    private final Map<Integer, Pair> results = new LinkedHashMap<>();
    private long refused;
    private long uncomputed;

    /** @param root the array that was made for it, or for what it is a view of */
    private record Pair(NDArray libtorch, NDArray java, int root) {}

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
        Call call = step.call();
        NDArray[] theirs = pairs.stream().map(Pair::libtorch).toArray(NDArray[]::new);
        NDArray[] ours = pairs.stream().map(Pair::java).toArray(NDArray[]::new);
        Supplier<List<Content>> contents = Content.later(Difference.JAVA, ours);
        if (call.writes()) {
            List<Content> before = contents.get();
            contents = () -> before;
        }
        Object expected = outcome(call, libtorch, theirs);
        Object actual = outcome(call, java, ours);
        String fault = call.witness() == null ? null : call.witness().difference(raw, call, theirs, expected);
        if (fault == null) {
            fault = compare(step, pairs, contents, expected, actual);
        }
        if (fault == null && call.writes()) {
            fault = isDeclared(actual)
                    ? forget(pairs.get(call.written()).root)
                    : overwritten(call, pairs, expected, contents);
        }
        return fault == null ? null : step + ": " + fault;
    }

    private String compare(
            Step step, List<Pair> pairs, Supplier<List<Content>> operands, Object expected, Object actual) {
        if (isDeclared(actual)) {
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
        if (difference.isSame() && expected instanceof NDArray x && x.getShape().size() <= LARGE) {
            int root = pairs.isEmpty()
                    ? step.id()
                    : pairs.get(Math.max(0, step.call().written())).root;
            results.put(step.id(), new Pair(x, (NDArray) actual, root));
        }
        return difference.what();
    }

    private static boolean isDeclared(Object outcome) {
        return outcome instanceof Refusal refusal && refusal.isDeclared();
    }

    /** What libtorch may have written, and arrays in Java's memory have not; nothing is wrong. */
    private String forget(int root) {
        results.values().removeIf(pair -> pair.root == root);
        return null;
    }

    /**
     * Every array so far after one was to be written: what may be a view of it has to have changed alike in both kinds, another not at all,
     * nor any where that was refused. Those that are not the same to the bit from now on are no operands any more.
     */
    private String overwritten(Call call, List<Pair> pairs, Object expected, Supplier<List<Content>> operands) {
        int root = pairs.get(call.written()).root;
        for (Map.Entry<Integer, Pair> entry : List.copyOf(results.entrySet())) {
            Pair pair = entry.getValue();
            boolean mayDiffer = pair.root == root && !(expected instanceof Refusal);
            Difference difference = Difference.of(mayDiffer ? call : UNTOUCHED, operands, pair.libtorch, pair.java);
            if (difference.what() != null) {
                return "then " + Step.name(entry.getKey()) + " differs: " + difference.what();
            }
            if (!difference.isSame()) {
                results.remove(entry.getKey());
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

    DataType dtype(int id) {
        return results.get(id).java().getDataType();
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
        raw.close();
        libtorch.close();
        java.close();
    }
}
