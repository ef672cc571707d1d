package org.torchmm.comparisons.calls;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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
        private final AddedCalls added;
        private final ReductionCalls reductions;
        private final OrderCalls orders;
        private final OtherCalls others;
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
            added = new AddedCalls(random);
            reductions = new ReductionCalls(random);
            orders = new OrderCalls(random);
            others = new OtherCalls(random);
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
            switch (random.nextInt(22)) {
                case 0, 1, 2, 3 -> take(views.next(sizes), first);
                case 4, 5 -> take(products.next(), first, factor(results, first));
                case 6 -> {
                    int other = partner(results, sizes);
                    boolean isDjls = isDjls(first, other) && random.nextBoolean();
                    take(isDjls ? arrays.ofTwo(sizes.length) : elementwise.ofTwo(), first, other);
                }
                case 7 -> writeOrAdd(first, partner(results, sizes));
                case 8 -> {
                    int other = factor(results, first);
                    take(contractions.ofTwo(sizes, execution.sizes(other)), first, other);
                }
                case 9 -> take(contractions.ofOne(sizes), first);
                case 10, 11 -> take(reductions.of(sizes.length), first);
                case 12 -> take(orders.ofOne(sizes), first);
                case 13 -> {
                    int other = partner(results, sizes);
                    Integer[] some =
                            random.nextInt(3) == 0 ? new Integer[] {first, other, first} : new Integer[] {first, other};
                    take(orders.ofSome(sizes.length), some);
                }
                case 14, 15, 16 -> supplied(added.of(sizes), first);
                case 17 -> take(others.ofOne(), first);
                case 18 -> choose(results, first);
                case 19 -> into(results, first);
                default ->
                    take(random.nextBoolean() || !isDjls(first) ? elementwise.ofOne() : arrays.ofOne(sizes), first);
            }
        }

        /** Whether DJL's own methods know the dtypes of libtorch's arrays. */
        private boolean isDjls(Integer... operands) {
            return Stream.of(operands).noneMatch(id -> Creations.UNNAMED.contains(execution.dtype(id)));
        }

        private void writeOrAdd(int first, int other) {
            if (!isDjls(first, other)) {
                take(others.ofTwo(), first, other);
                return;
            }
            // what libtorch makes of one that lies across the other hangs on its vectors
            boolean isApart = other == first || execution.root(other) != execution.root(first);
            take(
                    isApart && random.nextInt(3) == 0 ? arrays.into() : arrays.ofTwo(execution.sizes(first).length),
                    first,
                    other);
        }

        /** Two arrays are compared, or chosen from by a condition. */
        private void choose(List<Integer> results, int first) {
            int id = steps.size();
            if (random.nextInt(3) == 0) {
                take(OtherCalls.nearly(), first);
                boolean isThere = execution.results().contains(id) && random.nextInt(3) > 0;
                take(others.ofTwo(), first, isThere ? id : partner(results, execution.sizes(first)));
                return;
            }
            take(elementwise.condition(), first);
            if (execution.results().contains(id)) {
                int other = random.nextInt(8) == 0 ? first : id;
                take(elementwise.ofCondition(), other, first, partner(results, execution.sizes(first)));
            }
        }

        /** A product into an array that is there. */
        private void into(List<Integer> results, int first) {
            int other = factor(results, first);
            long[] a = execution.sizes(first);
            long[] b = execution.sizes(other);
            long[] size = a.length == 0 || b.length == 0 ? a : a.clone();
            if (size.length > 1 && b.length > 1) {
                size[size.length - 1] = b[b.length - 1];
            } else if (size.length > 0) {
                size = Arrays.copyOf(size, size.length - 1);
            }
            int out = supply(execution.dtype(first), size);
            if (out >= 0) {
                take(products.into(), first, other, out);
            }
        }

        private void supplied(AddedCalls.Wanted wanted, int first) {
            DataType dtype = execution.dtype(first);
            Integer[] operands = new Integer[wanted.sizes().size()];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = i == wanted.given()
                        ? first
                        : supply(dtype, wanted.sizes().get(i));
                if (operands[i] < 0) {
                    return;
                }
            }
            take(wanted.call(), operands);
        }

        /** An array of that size and mostly that dtype: one that is there, or a new one, plain or as a view; -1 where there is none. */
        private int supply(DataType dtype, long[] size) {
            if (random.nextInt(4) == 0) {
                for (int id : execution.results()) {
                    if (Arrays.equals(execution.sizes(id), size) && execution.dtype(id) == dtype) {
                        return id;
                    }
                }
            }
            DataType own =
                    random.nextInt(25) == 0 ? Creations.DTYPES.get(random.nextInt(Creations.DTYPES.size())) : dtype;
            int id = steps.size();
            int rank = size.length;
            if (rank > 1 && random.nextInt(3) == 0) {
                long[] swapped = size.clone();
                swapped[rank - 1] = size[rank - 2];
                swapped[rank - 2] = size[rank - 1];
                take(creations.of(own, swapped));
                if (execution.results().contains(id)) {
                    take(Call.of("mT", "", Closeness.BITS, (torch, x) -> torch.mT(x[0])), id++);
                }
            } else if (rank > 0 && random.nextInt(5) == 0) {
                long[] longer = size.clone();
                longer[rank - 1] += 2;
                take(creations.of(own, longer));
                if (execution.results().contains(id)) {
                    take(
                            Call.of(
                                    "narrow",
                                    "-1, 1, " + size[rank - 1],
                                    Closeness.BITS,
                                    (torch, x) -> torch.narrow(x[0], -1, 1, size[rank - 1])),
                            id++);
                }
            } else {
                take(creations.of(own, size));
            }
            return execution.results().contains(id) ? id : -1;
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
            return operands.length == 2 && most > MOST_ELEMENTS;
        }

        /** Some of the words once more, into arrays that are given. */
        private Call formOf(Call call) {
            if (!OutForm.isOf(call) || random.nextInt(6) > 0) {
                return call;
            }
            DataType dtype =
                    random.nextInt(4) > 0 ? null : Creations.DTYPES.get(random.nextInt(Creations.DTYPES.size()));
            return new OutForm(call, random.nextInt(3), dtype).call();
        }

        private void take(Call call, Integer... operands) {
            if (fault == null && !isLarge(operands)) {
                Step step = new Step(steps.size(), formOf(call), Arrays.asList(operands));
                steps.add(step);
                fault = execution.take(step);
            }
        }
    }
}
