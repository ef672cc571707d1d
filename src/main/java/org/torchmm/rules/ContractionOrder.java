package org.torchmm.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * In which order the operands of einsum meet, two by two, so that the fewest numbers are multiplied: the best of all orders for up to 8
 * operands, for more at each step the two whose result saves the most memory.
 */
public final class ContractionOrder {

    private static final int MOST_OF_ALL_ORDERS = 8;

    private final double[] sizes;
    private final long results;
    private final long[] dims;

    private ContractionOrder(long[][] operands, int resultRank) {
        sizes = new double[operands[0].length];
        dims = new long[operands.length];
        for (int i = 0; i < operands.length; i++) {
            for (int d = 0; d < sizes.length; d++) {
                if (operands[i][d] != 1) {
                    sizes[d] = operands[i][d];
                    dims[i] |= 1L << d;
                }
            }
        }
        results = (1L << resultRank) - 1;
    }

    /**
     * The two that meet in each step, by number: operands first, then what came of the steps.
     *
     * @param operands their aligned sizes
     * @param resultRank how many of the dimensions stay
     */
    public static int[][] of(long[][] operands, int resultRank) {
        int n = operands.length;
        if (n < 3 || operands[0].length > 62) {
            return fromTheLeft(n);
        }
        ContractionOrder order = new ContractionOrder(operands, resultRank);
        return n <= MOST_OF_ALL_ORDERS ? order.best(n) : order.greedy(n);
    }

    /** As libtorch goes. */
    public static int[][] fromTheLeft(int n) {
        int[][] steps = new int[n - 1][];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new int[] {i == 0 ? 0 : n + i - 1, i + 1};
        }
        return steps;
    }

    /** The dimensions of what comes of a set of operands. */
    private long dimsOf(int set, int n) {
        long own = 0;
        long others = results;
        for (int i = 0; i < n; i++) {
            if ((set & 1 << i) != 0) {
                own |= dims[i];
            } else {
                others |= dims[i];
            }
        }
        return own & others;
    }

    private double elements(long mask) {
        double elements = 1;
        for (long left = mask; left != 0; left &= left - 1) {
            elements *= sizes[Long.numberOfTrailingZeros(left)];
        }
        return elements;
    }

    private int[][] best(int n) {
        int all = (1 << n) - 1;
        double[] costs = new double[all + 1];
        int[] firsts = new int[all + 1];
        long[] masks = new long[all + 1];
        for (int set = 1; set <= all; set++) {
            masks[set] = dimsOf(set, n);
            if (Integer.bitCount(set) == 1) {
                continue;
            }
            costs[set] = Double.POSITIVE_INFINITY;
            int lowest = Integer.lowestOneBit(set);
            // from the largest subset down: of equal costs the order from the left counts
            for (int first = set & ~Integer.highestOneBit(set), i = 0; i == 0 || first > 0; i++) {
                if ((first & lowest) != 0) {
                    int second = set & ~first;
                    double cost = costs[first] + costs[second] + elements(masks[first] | masks[second]);
                    if (cost < costs[set]) {
                        costs[set] = cost;
                        firsts[set] = first;
                    }
                }
                first = i == 0 ? set - 1 & set : first - 1 & set;
            }
        }
        List<int[]> steps = new ArrayList<>();
        add(steps, all, firsts, n);
        return steps.toArray(int[][]::new);
    }

    private static int add(List<int[]> steps, int set, int[] firsts, int n) {
        if (Integer.bitCount(set) == 1) {
            return Integer.numberOfTrailingZeros(set);
        }
        int first = add(steps, firsts[set], firsts, n);
        int second = add(steps, set & ~firsts[set], firsts, n);
        steps.add(new int[] {first, second});
        return n + steps.size() - 1;
    }

    private int[][] greedy(int n) {
        List<Integer> left = new ArrayList<>();
        List<Long> masks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            left.add(i);
            masks.add(dims[i]);
        }
        int[][] steps = new int[n - 1][];
        for (int step = 0; step < steps.length; step++) {
            int[] pair = cheapest(masks);
            steps[step] = new int[] {left.get(pair[0]), left.get(pair[1])};
            long result = merged(masks, pair[0], pair[1]);
            for (int i = 1; i >= 0; i--) {
                left.remove(pair[i]);
                masks.remove(pair[i]);
            }
            left.add(n + step);
            masks.add(result);
        }
        return steps;
    }

    private int[] cheapest(List<Long> masks) {
        int[] cheapest = {0, 1};
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < masks.size(); i++) {
            for (int j = i + 1; j < masks.size(); j++) {
                double more = elements(merged(masks, i, j)) - elements(masks.get(i)) - elements(masks.get(j));
                if (more < least) {
                    least = more;
                    cheapest = new int[] {i, j};
                }
            }
        }
        return cheapest;
    }

    private long merged(List<Long> masks, int i, int j) {
        long others = results;
        for (int k = 0; k < masks.size(); k++) {
            others |= k == i || k == j ? 0 : masks.get(k);
        }
        return (masks.get(i) | masks.get(j)) & others;
    }
}
