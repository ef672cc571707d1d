package org.torchmm.comparisons.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.torchmm.rules.Operation;

/** Draws einsum and its kin for two arrays, mostly such as fit them. */
final class ContractionCalls {

    private static final String LETTERS = "abcdefghijklmABCDEFGHIJKLM";

    private final Random random;

    ContractionCalls(Random random) {
        this.random = random;
    }

    /** A call of arrays of those sizes; of the first alone where {@link #ofOne} says so. */
    Call ofTwo(long[] a, long[] b) {
        return switch (random.nextInt(9)) {
            case 0 -> {
                int dims = random.nextInt(3) - (random.nextInt(12) == 0 ? 1 : 0);
                yield call("tensordot", "" + dims, (torch, x) -> torch.tensordot(x[0], x[1], dims));
            }
            case 1 -> {
                int[][] dims = pairs(a, b);
                yield call(
                                "tensordot",
                                array(dims[0]) + ", " + array(dims[1]),
                                (torch, x) -> torch.tensordot(x[0], x[1], dims[0], dims[1]))
                        .by(Operation.TENSORDOT, x -> new Object[] {x[0], x[1], longs(dims[0]), longs(dims[1])});
            }
            case 2 -> {
                int dim = random.nextInt(4) - 2;
                yield call("vecdot", "" + dim, (torch, x) -> torch.vecdot(x[0], x[1], dim))
                        .by(Operation.VECDOT, x -> new Object[] {x[0], x[1], (long) dim});
            }
            case 3 -> call("kron", "", (torch, x) -> torch.kron(x[0], x[1])).by(Operation.KRON, x -> x);
            case 4 ->
                call("multiDot", "", (torch, x) -> torch.multiDot(x[0], x[1]))
                        .by(Operation.MULTI_DOT, x -> new Object[] {List.of(x)});
            case 5 -> call("chainMatmul", "", (torch, x) -> torch.chainMatmul(x[0], x[1]));
            default -> {
                String equation = equation(a, b);
                yield call("einsum", "\"" + equation + "\"", (torch, x) -> torch.einsum(equation, x[0], x[1]))
                        .by(Operation.EINSUM, x -> new Object[] {equation, List.of(x)});
            }
        };
    }

    /** A call of an array of those sizes. */
    Call ofOne(long[] sizes) {
        if (random.nextInt(3) == 0) {
            // no inverses: whether a matrix of less than full rank is singular hangs on the last bit of each step
            int n = random.nextInt(7);
            return Call.of("matrixPower", "" + n, Closeness.POWER, (torch, x) -> torch.matrixPower(x[0], n))
                    .times(n)
                    .by(Operation.MATRIX_POWER, x -> new Object[] {x[0], (long) n});
        }
        if (random.nextInt(4) == 0) {
            return call("chainMatmul", "", (torch, x) -> torch.chainMatmul(x[0]));
        }
        String equation = equation(sizes);
        return call("einsum", "\"" + equation + "\"", (torch, x) -> torch.einsum(equation, x[0]))
                .by(Operation.EINSUM, x -> new Object[] {equation, List.of(x)});
    }

    private static Call call(String name, String arguments, Call.Body body) {
        return Call.of(name, arguments, Closeness.CONTRACTION, body);
    }

    private static long[] longs(int... dims) {
        return Arrays.stream(dims).asLongStream().toArray();
    }

    private int[][] pairs(long[] a, long[] b) {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int d = 0; d < a.length; d++) {
            for (int e = 0; e < b.length; e++) {
                boolean fits = a[d] == b[e] || random.nextInt(20) == 0;
                if (fits && !first.contains(d) && !second.contains(e) && random.nextBoolean()) {
                    first.add(d);
                    second.add(e);
                }
            }
        }
        if (random.nextInt(20) == 0) {
            second.add(random.nextInt(4) - 2);
        }
        return new int[][] {
            first.stream()
                    .mapToInt(d -> random.nextInt(4) == 0 ? d - a.length : d)
                    .toArray(),
            second.stream().mapToInt(d -> d).toArray()
        };
    }

    /** Letters that two dimensions of one size have in common or not; now and then one that does not fit. */
    private String equation(long[]... operands) {
        List<Long> sizes = new ArrayList<>();
        StringBuilder equation = new StringBuilder();
        for (long[] operand : operands) {
            equation.append(equation.isEmpty() ? "" : ",");
            boolean isShort = operand.length > 0 && random.nextInt(6) == 0;
            for (int d = isShort ? 1 : 0; d < operand.length; d++) {
                equation.append(isShort && d == 1 ? "..." : "").append(letter(operand[d], sizes));
            }
            equation.append(isShort && operand.length == 1 ? "..." : "");
        }
        if (random.nextInt(4) == 0) {
            return equation.toString();
        }
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < sizes.size(); i++) {
            if (random.nextInt(3) > 0) {
                result.insert(random.nextInt(result.length() + 1), LETTERS.charAt(i));
            }
        }
        return equation + "->" + (random.nextBoolean() ? "..." : "") + result;
    }

    private char letter(long size, List<Long> sizes) {
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) == size || random.nextInt(60) == 0) {
                same.add(i);
            }
        }
        if (!same.isEmpty() && random.nextInt(4) > 0 || sizes.size() == LETTERS.length()) {
            return LETTERS.charAt(same.isEmpty() ? 0 : same.get(random.nextInt(same.size())));
        }
        sizes.add(size);
        return LETTERS.charAt(sizes.size() - 1);
    }

    private static String array(int... numbers) {
        return Arrays.toString(numbers).replace('[', '{').replace(']', '}').replace("{", "new int[] {");
    }
}
