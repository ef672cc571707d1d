package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.torchmm.rules.Word;

/**
 * Makes a failing case smaller while it fails: fewer dimensions, smaller sizes, plainer layouts and values.
 *
 * <p>A case is data, so a step is a handful of candidates and a few lines each. (jqwik 1.10.1 runs beside JUnit 6 and would shrink
 * too, but builds on JUnit's platform 1.14, prints a banner of its own into every test log, and cannot be told the number of cases
 * from outside.)
 */
final class Shrinker {

    private Shrinker() {}

    /** The smallest case met that still {@code fails}; {@code failing} itself if no smaller one does. */
    static Case shrink(Case failing, Predicate<Case> fails) {
        Case smallest = failing;
        for (boolean isSmaller = true; isSmaller; ) {
            isSmaller = false;
            for (Case candidate : smaller(smallest)) {
                if (fails.test(candidate)) {
                    smallest = candidate;
                    isSmaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** Cases one step smaller, the largest steps first; each is nearer to the smallest, so the steps end. */
    private static List<Case> smaller(Case c) {
        List<Case> candidates = new ArrayList<>();
        Operand a = c.a();
        Operand b = c.b();
        candidates.add(with(c, a.with(Layout.CONTIGUOUS), b));
        candidates.add(with(c, a, b.with(Layout.CONTIGUOUS)));
        for (int d = 0; d < Math.max(a.rank(), b.rank()); d++) {
            candidates.add(with(c, plainer(a, d), b));
            candidates.add(with(c, a, plainer(b, d)));
        }
        if (c.word() == Word.MATMUL) {
            candidates.add(with(c, withoutFirst(a), withoutFirst(b)));
            candidates.add(with(c, withoutFirst(a), b));
            candidates.add(with(c, a, withoutFirst(b)));
        }
        sizes(c, candidates);
        candidates.add(with(c, as(a, DataType.FLOAT32), as(b, DataType.FLOAT32)));
        for (Values values : List.of(Values.INTEGERS, Values.NORMAL)) {
            if (values.ordinal() != c.values().ordinal() && c.values() != Values.INTEGERS) {
                candidates.add(new Case(c.word(), a, b, values, c.seed()));
            }
        }
        candidates.add(new Case(c.word(), a, b, c.values(), 0));
        candidates.removeIf(c::equals);
        return candidates;
    }

    private static void sizes(Case c, List<Case> candidates) {
        Operand a = c.a();
        Operand b = c.b();
        for (int fromEnd = 1; fromEnd <= Math.max(a.rank(), b.rank()); fromEnd++) {
            for (int size : smallerSizes(a, fromEnd)) {
                candidates.add(with(c, resized(a, fromEnd, size), b));
                // the dimension that is contracted, and batch dimensions, have to stay equal
                int partner = fromEnd == 1 ? Math.min(2, b.rank()) : fromEnd;
                candidates.add(with(c, resized(a, fromEnd, size), resized(b, partner, size)));
            }
            for (int size : smallerSizes(b, fromEnd)) {
                candidates.add(with(c, a, resized(b, fromEnd, size)));
            }
        }
    }

    private static int size(Operand operand, int fromEnd) {
        return fromEnd > operand.rank() ? 0 : operand.size().get(operand.rank() - fromEnd);
    }

    /** 1, then what is left without 1/1, 1/2, 1/4, ... of it: a fault that returns every 8 or 16 is followed down. */
    private static List<Integer> smallerSizes(Operand operand, int fromEnd) {
        int size = size(operand, fromEnd);
        List<Integer> sizes = new ArrayList<>(List.of(1));
        for (int step = Integer.highestOneBit(size); step > 0; step /= 2) {
            sizes.add(size - step);
        }
        return sizes;
    }

    private static Operand resized(Operand operand, int fromEnd, int size) {
        if (size < 1 || size >= size(operand, fromEnd)) {
            return operand;
        }
        List<Integer> sizes = new ArrayList<>(operand.size());
        sizes.set(operand.rank() - fromEnd, size);
        return new Operand(operand.dtype(), sizes, operand.layout());
    }

    private static Operand withoutFirst(Operand operand) {
        boolean isPlain = operand.layout().equals(Layout.CONTIGUOUS);
        return operand.rank() < 2 || !isPlain
                ? operand
                : new Operand(operand.dtype(), operand.size().subList(1, operand.rank()), operand.layout());
    }

    private static Operand plainer(Operand operand, int dimension) {
        Layout layout = operand.layout();
        return operand.with(new Layout(
                dimension == 0 ? List.of() : layout.order(),
                without(layout.expanded(), dimension),
                without(layout.stepped(), dimension),
                without(layout.offset(), dimension)));
    }

    private static List<Integer> without(List<Integer> dimensions, int dimension) {
        return dimensions.stream().filter(d -> d != dimension).toList();
    }

    private static Operand as(Operand operand, DataType dtype) {
        return new Operand(dtype, operand.size(), operand.layout());
    }

    private static Case with(Case c, Operand a, Operand b) {
        return new Case(c.word(), a, b, c.values(), c.seed());
    }
}
