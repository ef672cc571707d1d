package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.torchmm.comparisons.Operand;
import org.torchmm.comparisons.OperandData;
import org.torchmm.comparisons.RandomCases;
import org.torchmm.comparisons.Values;
import org.torchmm.rules.Operation;

/**
 * A random call of vdot, inner, outer, linear or a product that is added to an input, mostly such as is taken: operands of every dtype,
 * rank and layout, and numbers of every kind.
 */
final class AddedCase {

    private static final List<Operation> OPERATIONS = List.of(
            Operation.VDOT,
            Operation.INNER,
            Operation.OUTER,
            Operation.LINEAR,
            Operation.BADDBMM,
            Operation.ADDBMM,
            Operation.ADDMM,
            Operation.ADDMV,
            Operation.ADDR);

    /** Those that write their input. */
    private static final List<Operation> IN_PLACE =
            List.of(Operation.BADDBMM_, Operation.ADDBMM_, Operation.ADDMM_, Operation.ADDMV_, Operation.ADDR_);

    private static final Number[] NUMBERS = {
        0,
        1,
        2,
        -1,
        3,
        127,
        128,
        -128,
        -129,
        255,
        256,
        300,
        -255,
        -256,
        3_000_000_000L,
        0.0,
        0.5,
        1.0,
        2.7,
        -1.5,
        2f,
        1e300,
        Double.NaN
    };

    final Operation operation;
    private final List<Operand> operands;
    private final List<Integer> seeds;
    private final Number[] numbers;
    private final Random random;

    AddedCase(long seed, boolean isInPlace) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        operation = pick((isInPlace ? IN_PLACE : OPERATIONS).toArray(Operation[]::new));
        long[][] sizes = sizes(isInPlace);
        DataType dtype = pick(RandomOperands.ALL);
        operands = new ArrayList<>();
        for (long[] size : sizes) {
            DataType own = random.nextInt(25) == 0 ? pick(RandomOperands.ALL) : dtype;
            operands.add(isInPlace && operands.isEmpty() ? written(own, size) : operand(own, size));
        }
        seeds = operands.stream().map(operand -> random.nextInt()).toList();
        boolean hasNumbers = operation.schema().parameters().size() == 5;
        numbers = hasNumbers ? new Number[] {number(), number()} : new Number[0];
    }

    private Operand operand(DataType dtype, long... size) {
        List<Integer> sizes = Arrays.stream(size).mapToObj(s -> (int) s).toList();
        return new Operand(dtype, sizes, RandomCases.layout(size.length, random));
    }

    private Number number() {
        return random.nextInt(3) == 0 ? pick(NUMBERS) : (Number) (random.nextInt(5) - 1);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private long size() {
        int choice = random.nextInt(10);
        return choice == 0 ? 0 : choice < 8 ? 1 + random.nextInt(4) : 7 + random.nextInt(8);
    }

    private long[][] sizes(boolean isInPlace) {
        long b = size();
        long n = size();
        long m = size();
        long p = size();
        long[][] sizes = switch (operation) {
            case VDOT -> new long[][] {{m}, {m}};
            case OUTER -> new long[][] {{n}, {m}};
            case INNER -> new long[][] {endingWith(m, random.nextInt(4)), endingWith(m, random.nextInt(4))};
            case LINEAR -> linear(m, p);
            case BADDBMM, BADDBMM_ -> new long[][] {input(isInPlace, b, n, p), {b, n, m}, {b, m, p}};
            case ADDBMM, ADDBMM_ -> new long[][] {input(isInPlace, n, p), {b, n, m}, {b, m, p}};
            case ADDMM, ADDMM_ -> new long[][] {input(isInPlace, n, p), {n, m}, {m, p}};
            case ADDMV, ADDMV_ -> new long[][] {input(isInPlace, n), {n, m}, {m}};
            case ADDR, ADDR_ -> new long[][] {input(isInPlace, n, p), {n}, {p}};
            default -> throw new AssertionError(operation);
        };
        if (random.nextInt(6) == 0) {
            int spoiled = random.nextInt(sizes.length);
            sizes[spoiled] = spoiled(sizes[spoiled]);
        }
        return sizes;
    }

    private long[][] linear(long m, long p) {
        long[] input = endingWith(m, 1 + random.nextInt(4));
        long[] weight = random.nextInt(5) == 0 ? new long[] {m} : new long[] {p, m};
        return random.nextInt(3) == 0
                ? new long[][] {input, weight}
                : new long[][] {input, weight, {random.nextInt(3) == 0 ? 1 : p}};
    }

    private long[] endingWith(long last, int rank) {
        long[] size = new long[rank];
        for (int d = 0; d < rank; d++) {
            size[d] = d == rank - 1 ? last : size();
        }
        return size;
    }

    /** Of the result's size, or what expands to it. */
    private long[] input(boolean isInPlace, long... result) {
        if (isInPlace) {
            return result;
        }
        long[] input = random.nextInt(4) > 0
                ? result
                : Arrays.copyOfRange(result, random.nextInt(result.length + 1), result.length);
        if (random.nextInt(4) == 0 && input.length > 0) {
            input[random.nextInt(input.length)] = 1;
        }
        return input;
    }

    private long[] spoiled(long[] size) {
        if (size.length > 0 && random.nextInt(3) > 0) {
            long[] other = size.clone();
            other[random.nextInt(size.length)] = size();
            return random.nextBoolean() ? other : Arrays.copyOfRange(size, 1, size.length);
        }
        long[] longer = Arrays.copyOf(size, size.length + 1);
        longer[size.length] = size();
        return longer;
    }

    /** An argument for each parameter, the arrays of that Torch's kind; each time new ones of the same numbers. */
    Object[] arguments(Torch torch) {
        Object[] arguments = new Object[operation.schema().parameters().size()];
        for (int i = 0; i < operands.size(); i++) {
            arguments[i] = OperandData.of(operands.get(i), Values.INTEGERS, seeds.get(i))
                    .tensor(torch);
        }
        System.arraycopy(numbers, 0, arguments, arguments.length - numbers.length, numbers.length);
        return arguments;
    }

    /** An array of that size and dtype and some layout, which is never expanded. */
    NDArray out(Torch torch, DataType dtype, long... size) {
        return OperandData.of(written(dtype, size), Values.INTEGERS, random.nextInt())
                .tensor(torch);
    }

    private Operand written(DataType dtype, long... size) {
        Operand written = operand(dtype, size);
        while (!written.layout().expanded().isEmpty()) {
            written = operand(dtype, size);
        }
        return written;
    }

    @Override
    public String toString() {
        return operation
                + IntStream.range(0, operands.size() + numbers.length)
                        .mapToObj(i -> i < operands.size()
                                ? operands.get(i).toString()
                                : numbers[i - operands.size()].getClass().getSimpleName() + " "
                                        + numbers[i - operands.size()])
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
