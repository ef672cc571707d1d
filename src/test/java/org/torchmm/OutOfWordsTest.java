package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.torchmm.engine.DataTypes;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.LibtorchBackend;
import org.torchmm.libtorch.RawOperators;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;
import org.torchmm.rules.ReductionRules;
import org.torchmm.rules.Schema.Parameter;

/**
 * Everyday words whose results go into an array that is given: random calls come to the same on both kinds of arrays, and to what libtorch's
 * operator with {@code out} does, or are refused in its sentence.
 */
@Tag("libtorch")
class OutOfWordsTest {

    private static final Set<Operation> WORDS = EnumSet.of(
            Operation.ADD,
            Operation.ADD_NUMBER,
            Operation.SUB,
            Operation.SUB_NUMBER,
            Operation.MUL,
            Operation.MUL_NUMBER,
            Operation.DIV,
            Operation.DIV_NUMBER,
            Operation.POW,
            Operation.POW_NUMBER,
            Operation.POW_OF_NUMBER,
            Operation.MAXIMUM,
            Operation.MINIMUM,
            Operation.MAX_OTHER,
            Operation.MIN_OTHER,
            Operation.NEG,
            Operation.ABS,
            Operation.EXP,
            Operation.LOG,
            Operation.SQRT,
            Operation.TANH,
            Operation.SIGMOID,
            Operation.CLAMP,
            Operation.CLAMP_ARRAYS,
            Operation.EQ,
            Operation.NE_NUMBER,
            Operation.LT,
            Operation.LE_NUMBER,
            Operation.GT,
            Operation.GE_NUMBER,
            Operation.WHERE,
            Operation.TRIL,
            Operation.TRIU,
            Operation.SUM,
            Operation.MEAN,
            Operation.PROD_DIM,
            Operation.CUMSUM,
            Operation.AMAX,
            Operation.AMIN,
            Operation.ARGMAX,
            Operation.ARGMIN,
            Operation.ALL,
            Operation.ANY,
            Operation.SOFTMAX,
            Operation.LOG_SOFTMAX,
            Operation.CAT,
            Operation.STACK,
            Operation.GELU,
            Operation.MAX,
            Operation.MIN,
            Operation.NORM,
            Operation.NORM_OF_MATRIX,
            Operation.VAR,
            Operation.STD,
            Operation.MAX_DIM,
            Operation.MIN_DIM,
            Operation.SORT,
            Operation.TOPK);

    /** Values and indices, which are drawn without equal elements, as libtorch leaves it open where those were. */
    private static final Set<Operation> IN_ORDER =
            EnumSet.of(Operation.MAX_DIM, Operation.MIN_DIM, Operation.SORT, Operation.TOPK);

    /** Of which TorchScript does not offer the overload that Python's words ask; and gelu, which writes no strided array. */
    private static final Set<Operation> NOT_ASKED = EnumSet.of(Operation.MAX, Operation.MIN, Operation.GELU);

    /** Of which Python's words ask another operator, with the number as an array of none dimensions. */
    private static final Set<Operation> WITH_A_NUMBER =
            EnumSet.of(Operation.ADD_NUMBER, Operation.SUB_NUMBER, Operation.MUL_NUMBER, Operation.DIV_NUMBER);

    private static final int CASES = Integer.getInteger("out.cases", 1000);
    private static final long SEED = Long.getLong("out.seed", 1127);

    private final Torch libtorch = Torch.open();
    private final Torch java = Torch.open(MatrixKernels.best());
    private final RawOperators raw = new RawOperators();

    @AfterEach
    void close() {
        raw.close();
        libtorch.close();
        java.close();
    }

    /** One call, drawn alike for each Torch that it is asked of. */
    private static final class Asked {

        final Operation operation;
        private final long seed;
        private final Dtype outDtype;
        private final boolean isSpoiled;
        private final boolean isOwnDtype;

        Asked(long seed) {
            this(seed, new ArrayList<>(WORDS));
        }

        Asked(long seed, List<Operation> words) {
            this.seed = seed;
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            operation = words.get(random.nextInt(words.size()));
            outDtype = Dtype.values()[random.nextInt(Dtype.values().length)];
            isOwnDtype = random.nextBoolean();
            isSpoiled = random.nextInt(12) == 0;
        }

        Object[] arguments(Torch torch) {
            Random random = new Random(seed);
            long[] sizes = new long[random.nextInt(4)];
            Arrays.setAll(sizes, d -> random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4));
            return operation.schema().parameters().stream()
                    .map(parameter -> value(torch, parameter, sizes, random))
                    .toArray();
        }

        private Object value(Torch torch, Parameter parameter, long[] sizes, Random random) {
            if (parameter.isOptional() && random.nextInt(3) > 0) {
                return null;
            }
            if (operation == Operation.NORM_OF_MATRIX && parameter.type().equals("int[]")) {
                return sizes.length < 2 ? new long[] {0, 1} : new long[] {sizes.length - 1, -sizes.length};
            }
            return switch (parameter.type()) {
                case "Tensor" ->
                    IN_ORDER.contains(operation)
                            ? distinct(torch, sizes, random)
                            : array(torch, parameter.name().equals("condition"), part(sizes, random), random);
                case "Tensor[]" -> List.of(array(torch, false, sizes, random), array(torch, false, sizes, random));
                case "int" ->
                    parameter.name().equals("diagonal") || random.nextInt(9) == 0 || sizes.length == 0
                            ? (Object) (long) (random.nextInt(5) - 2)
                            : (Object) (long) random.nextInt(sizes.length);
                case "int[]" ->
                    random.nextInt(4) == 0 || sizes.length == 0
                            ? new long[0]
                            : new long[] {random.nextInt(sizes.length) - (random.nextBoolean() ? sizes.length : 0)};
                case "bool" ->
                    !parameter.name().equals("keepdim") && !parameter.name().equals("descending")
                            || random.nextBoolean();
                case "Scalar" ->
                    parameter.name().equals("alpha")
                            ? (Object) 1L
                            : random.nextBoolean()
                                    ? (Object) (long) (1 + random.nextInt(3))
                                    : (Object) (random.nextBoolean() ? 0.5 : 0.1);
                case "str" -> text(parameter.name(), random.nextBoolean());
                case "ScalarType" -> Dtype.values()[random.nextInt(Dtype.values().length)];
                default -> throw new AssertionError(parameter);
            };
        }

        private static String text(String parameter, boolean isFirst) {
            return switch (parameter) {
                case "approximate" -> isFirst ? "none" : "tanh";
                case "p" -> isFirst ? "fro" : "nuc";
                default -> isFirst ? "floor" : "trunc";
            };
        }

        /** But of bools, which are sorted stably, and have their first greatest. */
        private static NDArray distinct(Torch torch, long[] sizes, Random random) {
            Dtype dtype = random.nextBoolean() ? Dtype.FLOAT32 : Dtype.values()[random.nextInt(Dtype.values().length)];
            int count = (int) new Shape(sizes).size();
            List<Integer> numbers =
                    new ArrayList<>(IntStream.range(0, count).boxed().toList());
            Collections.shuffle(numbers, random);
            double[] elements = numbers.stream().mapToDouble(i -> i).toArray();
            return torch.to(torch.manager().create(elements, new Shape(sizes)), DataTypes.dataType(dtype));
        }

        private static long[] part(long[] sizes, Random random) {
            long[] part = random.nextInt(4) > 0
                    ? sizes.clone()
                    : Arrays.copyOfRange(sizes, random.nextInt(sizes.length + 1), sizes.length);
            if (part.length > 0 && random.nextInt(5) == 0) {
                part[random.nextInt(part.length)] = random.nextInt(6) == 0 ? 7 : 1;
            }
            return part;
        }

        private static NDArray array(Torch torch, boolean isCondition, long[] sizes, Random random) {
            Dtype dtype = isCondition
                    ? Dtype.BOOL
                    : random.nextBoolean() ? Dtype.FLOAT32 : Dtype.values()[random.nextInt(Dtype.values().length)];
            double[] numbers = new double[(int) new Shape(sizes).size()];
            Arrays.setAll(numbers, i -> random.nextInt(5) * (random.nextBoolean() ? 0.5 : 1));
            return torch.to(torch.manager().create(numbers, new Shape(sizes)), DataTypes.dataType(dtype));
        }

        /** Of the results' sizes and dtypes, mostly; sometimes what no result has room in. */
        NDArray[] outs(Torch torch, NDList plain) {
            NDArray[] outs = new NDArray[operation.schema().results().size()];
            for (int i = 0; i < outs.length; i++) {
                boolean isOwn = isOwnDtype || i == 1 && outDtype != Dtype.BOOL;
                Dtype dtype = plain != null && isOwn
                        ? DataTypes.dtype(plain.get(i).getDataType())
                        : i == 1 && plain == null ? Dtype.INT64 : outDtype;
                long[] sizes = plain == null
                        ? new long[] {2, 3}
                        : plain.get(i).getShape().getShape();
                if (isSpoiled) {
                    sizes = Arrays.copyOf(sizes, sizes.length + 1);
                }
                outs[i] = room(torch, DataTypes.dataType(dtype == null ? outDtype : dtype), sizes);
            }
            return outs;
        }

        /** Of strides of its own, in another order, behind another array, or as it is. */
        private NDArray room(Torch torch, DataType dtype, long... sizes) {
            int last = sizes.length - 1;
            switch ((int) (seed % 4)) {
                case 0:
                    return torch.select(torch.zeros(dtype, append(sizes, 2)), -1, 0);
                case 1:
                    if (last < 1) {
                        return torch.zeros(dtype, sizes);
                    }
                    long[] turned = sizes.clone();
                    turned[last] = sizes[0];
                    turned[0] = sizes[last];
                    return torch.transpose(torch.zeros(dtype, turned), 0, last);
                case 2:
                    long[] two = new long[sizes.length + 1];
                    two[0] = 2;
                    System.arraycopy(sizes, 0, two, 1, sizes.length);
                    return torch.select(torch.zeros(dtype, two), 0, 1);
                default:
                    return torch.zeros(dtype, sizes);
            }
        }
    }

    private static long[] append(long[] sizes, long size) {
        long[] longer = Arrays.copyOf(sizes, sizes.length + 1);
        longer[sizes.length] = size;
        return longer;
    }

    /** What a call says, and the numbers of what it answers. */
    private record Outcome(String text, double[] numbers) {

        boolean isRefused() {
            return text.startsWith("IllegalArg") || text.startsWith("IndexOut");
        }

        /** Functions differ in their last bits. */
        void assertSame(Outcome other, String what) {
            assertEquals(text, other.text, what);
            double unit = text.contains("float16") ? 0x1p-7 : 1e-5;
            for (int i = 0; i < numbers.length; i++) {
                double x = numbers[i];
                double y = other.numbers[i];
                boolean isClose = Double.compare(x, y) == 0 || Math.abs(x - y) <= unit * Math.abs(x) || x == y;
                assertTrue(isClose, what + ": " + y + ", not " + x);
            }
        }
    }

    private static Outcome outcome(Torch torch, Supplier<NDArray> call) {
        return outcomes(torch, () -> new NDList(call.get()));
    }

    private static Outcome outcomes(Torch torch, Supplier<NDList> call) {
        try {
            NDList results = call.get();
            List<String> texts = new ArrayList<>();
            double[] numbers = {};
            for (NDArray result : results) {
                texts.add(result.getDataType() + " " + result.getShape());
                numbers = DoubleStream.concat(Arrays.stream(numbers), Arrays.stream(numbers(torch, result)))
                        .toArray();
            }
            return new Outcome(String.join(", ", texts), numbers);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return new Outcome(e.getClass().getSimpleName() + ": " + e.getMessage(), new double[0]);
        }
    }

    private static double[] numbers(Torch torch, NDArray array) {
        return torch.to(torch.contiguous(array), DataType.FLOAT64).toDoubleArray();
    }

    @Test
    void comes_to_the_same() {
        int written = 0;
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            Asked asked = new Asked(SEED + i);
            String what = "seed " + (SEED + i) + ": " + asked.operation;
            try (Torch theirs = libtorch.scope();
                    Torch ours = java.scope()) {
                Object[] arguments = asked.arguments(theirs);
                what += Arrays.toString(arguments);
                if (warns(asked.operation, arguments)) {
                    continue;
                }
                NDList plain = plain(asked.operation, arguments);
                NDArray[] outs = asked.outs(theirs, plain);
                for (NDArray out : outs) {
                    what += ", out " + out.getDataType() + out.getShape();
                }
                Outcome first = outcomes(theirs, () -> into(theirs, outs).answers(asked.operation, arguments));
                NDArray[] outs2 = asked.outs(ours, plain);
                Outcome second =
                        outcomes(ours, () -> into(ours, outs2).answers(asked.operation, asked.arguments(ours)));
                if (second.text.contains("of which there are no arrays in Java's memory")) {
                    continue;
                }
                first.assertSame(second, what);
                refused += first.isRefused() ? 1 : 0;
                if (plain != null
                        && !first.isRefused()
                        && WITH_A_NUMBER.contains(asked.operation)
                        && asked.isOwnDtype) {
                    assertArrayEquals(numbers(theirs, plain.get(0)), first.numbers, what);
                }
                if (plain == null) {
                    assertTrue(first.isRefused(), what);
                } else if (!asked.isSpoiled
                        && !WITH_A_NUMBER.contains(asked.operation)
                        && !NOT_ASKED.contains(asked.operation)) {
                    NDArray[] outs3 = asked.outs(theirs, plain);
                    Object[] all = Stream.concat(Arrays.stream(arguments), Arrays.stream(outs3))
                            .toArray();
                    Outcome expected = outcomes(theirs, () -> raw.callInto(asked.operation, all));
                    expected.assertSame(first, what);
                    written++;
                } else if (asked.isSpoiled) {
                    assertTrue(first.isRefused(), what);
                    for (NDArray out : outs) {
                        assertEquals(
                                0,
                                Arrays.stream(numbers(theirs, out))
                                        .map(Math::abs)
                                        .sum(),
                                what);
                    }
                }
            }
        }
        assertTrue(written > CASES / 3 && refused > CASES / 8, written + " written, " + refused + " refused");
    }

    private static Out into(Torch torch, NDArray... outs) {
        return outs.length == 1 ? torch.out(outs[0]) : torch.out(outs[0], outs[1]);
    }

    /** Whether libtorch would warn on stderr that a variance is divided by nothing. */
    private static boolean warns(Operation operation, Object... arguments) {
        return (operation == Operation.VAR || operation == Operation.STD)
                && ReductionRules.isDividedByNothing(
                        LibtorchBackend.INSTANCE.facts((NDArray) arguments[0]),
                        (long[]) arguments[1],
                        ((Number) arguments[2]).doubleValue());
    }

    private NDList plain(Operation operation, Object... arguments) {
        try {
            return raw.call(operation, arguments);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    @Test
    void an_operand_that_is_out_is_read_before_it_is_written() {
        List<Operation> elementwise =
                WORDS.stream().filter(word -> word.mayBeOut() > 0).toList();
        int written = 0;
        for (int i = 0; i < CASES; i++) {
            Asked asked = new Asked(SEED + i, elementwise);
            for (Torch torch : new Torch[] {libtorch, java}) {
                try (Torch scope = torch.scope()) {
                    Object[] arguments = asked.arguments(scope);
                    NDArray result;
                    try {
                        result = scope.answer(asked.operation, arguments);
                    } catch (IllegalArgumentException e) {
                        continue;
                    }
                    Outcome expected = outcome(scope, () -> result);
                    for (int k = 0; k < arguments.length; k++) {
                        Object[] all = asked.arguments(scope);
                        if (all[k] instanceof NDArray operand
                                && operand.getDataType() == result.getDataType()
                                && operand.getShape().equals(result.getShape())) {
                            String what =
                                    "seed " + (SEED + i) + ": " + asked.operation + Arrays.toString(all) + ", " + k;
                            assertSame(operand, scope.out(operand).answer(asked.operation, all), what);
                            expected.assertSame(outcome(scope, () -> operand), what);
                            written++;
                        }
                    }
                }
            }
        }
        assertTrue(written > CASES / 2, written + " written");
    }

    @Test
    void values_and_indices_go_into_two_arrays() {
        for (Torch torch : new Torch[] {libtorch, java}) {
            NDArray x = torch.tensor(new float[] {1, 4, 2, 3});
            NDArray values = torch.zeros(2);
            NDArray indices = torch.zeros(DataType.INT64, 2);
            NDList top = torch.out(values, indices).topk(x, 2);
            assertSame(values, top.get(0));
            assertSame(indices, top.get(1));
            assertEquals("tensor([4., 3.])", torch.repr(values));
            assertEquals("tensor([1, 3])", torch.repr(indices));
            String shared =
                    outcomes(torch, () -> torch.out(indices, indices).topk(torch.to(x, DataType.INT64), 2)).text;
            assertTrue(shared.contains("single memory location"), shared);
            assertEquals(
                    "IllegalArgumentException: topk() has two results: torch.out(values, indices).topk(...)",
                    outcomes(torch, () -> torch.out(values).topk(x, 2)).text);
            assertEquals(
                    "IllegalArgumentException: neg() has one result, and takes one out",
                    outcome(torch, () -> torch.out(values, indices).neg(values)).text);
            assertEquals(
                    "IllegalArgumentException: argsort() has no out",
                    outcome(torch, () -> torch.out(indices).argsort(values)).text);
            assertEquals(
                    "IllegalArgumentException: prod() has no out",
                    outcome(torch, () -> torch.out(indices).prod(values)).text);
        }
    }

    @Test
    void an_operand_may_be_out_where_each_element_is_read_once() {
        for (Torch torch : new Torch[] {libtorch, java}) {
            NDArray a = torch.ones(2, 3);
            NDArray b = torch.full(2.0, 2, 3);
            assertSame(b, torch.out(b).add(a, b));
            assertEquals("tensor([[3., 3., 3.],\n        [3., 3., 3.]])", torch.repr(b));
            assertSame(a, torch.out(a).exp(a));
            NDArray three = torch.ones(3, 3);
            String shared = outcome(torch, () -> torch.out(three).tril(three)).text;
            assertTrue(shared.contains("single memory location"), shared);
            NDArray part = torch.narrow(three, 0, 0, 2);
            String overlapping = outcome(torch, () -> torch.out(part).neg(torch.narrow(three, 0, 1, 2))).text;
            assertTrue(overlapping.contains("single memory location"), overlapping);
            assertEquals(
                    "IllegalArgumentException: relu() has no out",
                    outcome(torch, () -> torch.out(a).relu(a)).text);
            assertEquals(
                    "IllegalArgumentException: chunk() has no out",
                    outcome(torch, () -> torch.out(a).chunk(a, 1).get(0)).text);
        }
    }
}
