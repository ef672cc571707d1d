package org.torchmm.comparisons.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.torchmm.Torch;

/**
 * Random calls, each of the results of earlier ones, up to the first that differs.
 *
 * @param fault what is wrong with the last step, or null
 */
record Program(List<Step> steps, String fault, long refused, long uncomputed) {

    private static final int MOST = 24;
    private static final long MOST_ELEMENTS = 1_000_000;

    /** The program of a seed: drawn while it is asked, as later calls depend on the sizes of earlier results. */
    static Program draw(long seed, Torch libtorch, Torch java) {
        try (Execution execution = new Execution(libtorch, java)) {
            return new Drawing(seed, execution).program();
        }
    }

    /** Those steps again, up to the first that differs. */
    static Program of(List<Step> steps, Torch libtorch, Torch java) {
        try (Execution execution = new Execution(libtorch, java)) {
            for (int i = 0; i < steps.size(); i++) {
                String fault = execution.take(steps.get(i));
                if (fault != null) {
                    return new Program(steps.subList(0, i + 1), fault, execution.refused(), execution.uncomputed());
                }
            }
            return new Program(steps, null, execution.refused(), execution.uncomputed());
        }
    }

    private static final class Drawing {

        private final Random random;
        private final Execution execution;
        private final Creations creations;
        private final ViewCalls views;
        private final ProductCalls products;
        private final ContractionCalls contractions;
        private final ArrayCalls arrays;
        private final DimensionCalls dimensions;
        private final ElementwiseCalls elementwise;
        private final List<Step> steps = new ArrayList<>();
        private String fault;

        Drawing(long seed, Execution execution) {
            this.random = new Random(seed * 0x9E3779B97F4A7C15L);
            this.execution = execution;
            creations = new Creations(random);
            views = new ViewCalls(random);
            products = new ProductCalls(random);
            contractions = new ContractionCalls(random);
            arrays = new ArrayCalls(random);
            dimensions = new DimensionCalls(random);
            elementwise = new ElementwiseCalls(random);
        }

        Program program() {
            int length = 4 + random.nextInt(MOST - 4);
            while (steps.size() < length && fault == null) {
                next();
            }
            return new Program(List.copyOf(steps), fault, execution.refused(), execution.uncomputed());
        }

        private void next() {
            List<Integer> results = execution.results();
            if (results.isEmpty() || random.nextInt(6) == 0) {
                take(creations.next());
                return;
            }
            int first = random.nextInt(3) == 0
                    ? results.get(results.size() - 1)
                    : results.get(random.nextInt(results.size()));
            long[] sizes = execution.sizes(first);
            switch (random.nextInt(15)) {
                case 0, 1, 2, 3 -> take(views.next(sizes), first);
                case 4, 5 -> take(products.next(), first, factor(results, first));
                case 6 -> {
                    Call call = random.nextBoolean() ? elementwise.ofTwo() : arrays.ofTwo(sizes.length);
                    take(call, first, partner(results, sizes));
                }
                case 7 -> {
                    int other = partner(results, sizes);
                    // what libtorch makes of one that lies across the other hangs on its vectors
                    boolean isApart = other == first || execution.root(other) != execution.root(first);
                    take(isApart && random.nextInt(3) == 0 ? arrays.into() : arrays.ofTwo(sizes.length), first, other);
                }
                case 8 -> {
                    int other = factor(results, first);
                    take(contractions.ofTwo(sizes, execution.sizes(other)), first, other);
                }
                case 9 -> take(contractions.ofOne(sizes), first);
                case 10, 11 -> take(dimensions.ofOne(sizes), first);
                case 12 -> take(dimensions.ofTwo(sizes.length), first, partner(results, sizes));
                default -> take(random.nextBoolean() ? elementwise.ofOne() : arrays.ofOne(sizes), first);
            }
        }

        /** Often one that can be multiplied: its own transpose. */
        private int factor(List<Integer> results, int first) {
            int rank = execution.sizes(first).length;
            if (rank < 2 || random.nextInt(3) == 0) {
                return random.nextBoolean() ? first : results.get(random.nextInt(results.size()));
            }
            int id = steps.size();
            take(Call.of("mT", "", Closeness.BITS, (torch, x) -> torch.mT(x[0])), first);
            return execution.results().contains(id) ? id : first;
        }

        /** Often one of sizes that broadcast. */
        private int partner(List<Integer> results, long[] sizes) {
            int id = results.get(0);
            for (int tries = 0; tries < 6; tries++) {
                id = results.get(random.nextInt(results.size()));
                if (broadcasts(sizes, execution.sizes(id))) {
                    return id;
                }
            }
            return id;
        }

        private static boolean broadcasts(long[] a, long[] b) {
            for (int d = 1; d <= Math.min(a.length, b.length); d++) {
                long x = a[a.length - d];
                long y = b[b.length - d];
                if (x != y && x != 1 && y != 1) {
                    return false;
                }
            }
            return true;
        }

        /** Whether two broadcast against each other could be more than is compared in a moment. */
        private boolean isLarge(Integer... operands) {
            long most = 1;
            for (int operand : operands) {
                most *= Math.max(1, Arrays.stream(execution.sizes(operand)).reduce(1, (x, y) -> x * y));
            }
            return operands.length > 1 && most > MOST_ELEMENTS;
        }

        private void take(Call call, Integer... operands) {
            if (fault == null && !isLarge(operands)) {
                Step step = new Step(steps.size(), call, Arrays.asList(operands));
                steps.add(step);
                fault = execution.take(step);
            }
        }
    }
}
