package org.torchmm.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.Kind;
import org.torchmm.TensorText;
import org.torchmm.Torch;
import org.torchmm.comparisons.Operand;
import org.torchmm.comparisons.OperandData;
import org.torchmm.comparisons.RandomCases;
import org.torchmm.rules.Schema;

/**
 * Contractions of random operands, with one or the other kind of arrays, come to what libtorch's operators come to: the numbers, or the
 * sentence, and that by a rule, before anything native refuses.
 */
class ContractionsFuzzTest {

    private static final int CASES = 500;
    private static final long SEED = 20261127;

    private static final DataType[] DTYPES = {
        DataType.FLOAT32,
        DataType.FLOAT64,
        DataType.FLOAT16,
        DataType.UINT8,
        DataType.INT8,
        DataType.INT32,
        DataType.INT64,
        DataType.BOOLEAN,
        DataType.COMPLEX64
    };

    private static final Map<String, Schema> SCHEMAS = new HashMap<>();

    private final Random random = new Random(SEED);
    private final Torch libtorch = Torch.open();

    @AfterEach
    void close() {
        libtorch.close();
    }

    /** A call to be asked of libtorch by its schema, and of the facade. */
    private record Asked(
            String text, String schema, Function<List<NDArray>, Object[]> arguments, Body body, List<Drawn> data) {}

    /** An operand, to be made as either kind's array. */
    private record Drawn(Operand operand, long seed) {

        NDArray tensor(Torch torch) {
            return OperandData.of(operand, org.torchmm.comparisons.Values.INTEGERS, seed)
                    .tensor(torch);
        }

        @Override
        public String toString() {
            return operand.toString();
        }
    }

    @FunctionalInterface
    private interface Body {
        NDArray ask(Torch torch, List<NDArray> operands);
    }

    @ParameterizedTest
    @EnumSource
    void einsum(Kind kind) {
        compare(kind, this::nextEinsum);
    }

    @ParameterizedTest
    @EnumSource
    void tensordot(Kind kind) {
        compare(kind, this::nextTensordot);
    }

    @ParameterizedTest
    @EnumSource
    void chains(Kind kind) {
        compare(kind, this::nextChain);
    }

    @ParameterizedTest
    @EnumSource
    void vecdot(Kind kind) {
        compare(kind, this::nextVecdot);
    }

    @ParameterizedTest
    @EnumSource
    void kron(Kind kind) {
        compare(kind, this::nextKron);
    }

    @ParameterizedTest
    @EnumSource
    void matrix_power(Kind kind) {
        compare(kind, this::nextPower);
    }

    private void compare(Kind kind, java.util.function.Supplier<Asked> draw) {
        int refused = 0;
        try (Torch asked = kind.open()) {
            for (int i = 0; i < CASES; i++) {
                try (Torch raw = libtorch.scope();
                        Torch torch = asked.scope()) {
                    Asked call = draw.get();
                    String what = "seed " + SEED + ", case " + i + ": " + call.text;
                    String expected = raw(call, raw);
                    String actual = facade(call, torch, what);
                    if (actual.contains("not computed on arrays in Java's memory")
                            || actual.contains("of which there are no arrays in Java's memory")) {
                        continue;
                    }
                    assertEquals(expected, actual, what);
                    refused += expected.startsWith("refused") ? 1 : 0;
                }
            }
        }
        assertTrue(refused > CASES / 50 && refused < CASES * 3 / 4, refused + " of " + CASES + " were refused");
    }

    private static String raw(Asked call, Torch torch) {
        Schema schema = SCHEMAS.computeIfAbsent(call.schema, Schema::parse);
        List<NDArray> operands = operands(call, torch);
        try (IValue result = Operators.call(schema, call.arguments.apply(operands))) {
            NDList arrays = Values.toArrays(result, torch.manager());
            return shown(arrays.get(0));
        } catch (EngineException e) {
            return "refused: " + AtenCalls.sentence(e);
        }
    }

    private static String facade(Asked call, Torch torch, String what) {
        List<NDArray> operands = operands(call, torch);
        try {
            return shown(call.body.ask(torch, operands));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            boolean isSingular = String.valueOf(e.getMessage()).contains("singular");
            assertNull(isSingular ? null : e.getCause(), what); // or libtorch had to refuse
            return "refused: " + e.getMessage();
        }
    }

    private static String shown(NDArray result) {
        DataType dtype = result.getDataType();
        String size = " " + result.getShape() + " " + (dtype == DataType.INT16 ? DataType.UNKNOWN : dtype);
        return switch (dtype) {
            // sums of halves are rounded in other orders
            case FLOAT16, INT16, UNKNOWN -> size;
            // which zero it is hangs on where a sum begins
            case FLOAT32, FLOAT64 -> TensorText.repr(result.add(0)) + size;
            case COMPLEX64 -> TensorText.repr(result.real().add(0)) + size;
            default -> TensorText.repr(result) + size;
        };
    }

    private static List<NDArray> operands(Asked call, Torch torch) {
        return call.data.stream().map(drawn -> drawn.tensor(torch)).toList();
    }

    // ---- what is asked

    private Asked nextEinsum() {
        int count = 1 + random.nextInt(4);
        String letters = "ijkAbC".substring(0, 2 + random.nextInt(5));
        Map<Character, Integer> sizes = new HashMap<>();
        int ellipsis = random.nextInt(3);
        int[] covered = {size(), size()};
        DataType dtype = pick(DTYPES);
        List<String> terms = new ArrayList<>();
        List<Drawn> data = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder term = new StringBuilder();
            List<Integer> own = new ArrayList<>();
            int rank = random.nextInt(4);
            int at = random.nextInt(4) == 0 ? random.nextInt(rank + 1) : -1;
            for (int d = 0; d <= rank; d++) {
                if (d == at) {
                    term.append("...");
                    for (int j = random.nextInt(ellipsis + 1); j < ellipsis; j++) {
                        own.add(chance(6) ? 1 : chance(40) ? size() : covered[j]);
                    }
                }
                if (d < rank) {
                    char letter = letters.charAt(random.nextInt(letters.length()));
                    term.append(letter);
                    int size = sizes.computeIfAbsent(letter, none -> size());
                    own.add(chance(10) ? 1 : chance(60) ? size() : size);
                }
            }
            terms.add(term.toString());
            data.add(operand(chance(25) ? pick(DTYPES) : dtype, own));
        }
        String equation = mistaken(String.join(",", terms) + right(terms));
        String text = "einsum(\"" + equation + "\", " + texts(data) + ")";
        return new Asked(
                text,
                "einsum(str equation, Tensor[] operands) -> Tensor",
                operands -> new Object[] {equation, operands},
                (torch, operands) -> torch.einsum(equation, operands.toArray(NDArray[]::new)),
                data);
    }

    private String right(List<String> terms) {
        if (random.nextInt(4) == 0) {
            return "";
        }
        StringBuilder right = new StringBuilder("->");
        for (char letter : "ijkAbC".toCharArray()) {
            boolean isThere = String.join("", terms).indexOf(letter) >= 0;
            if (isThere ? random.nextInt(2) == 0 : chance(80)) {
                right.insert(2 + random.nextInt(right.length() - 1), letter);
            }
        }
        return random.nextInt(2) == 0 ? right.toString() : right + "...";
    }

    /** Now and then with a character too many, another or none. */
    private String mistaken(String equation) {
        int at = random.nextInt(equation.length() + 1);
        String any = " .,>-i1Z\u00e4\0".substring(random.nextInt(9)).substring(0, 1);
        return switch (random.nextInt(24)) {
            case 0 -> equation.substring(0, at) + any + equation.substring(at);
            case 1 -> equation.substring(0, at) + equation.substring(Math.min(equation.length(), at + 1));
            case 2 -> equation.replace("", " ");
            default -> equation;
        };
    }

    private Asked nextTensordot() {
        DataType dtype = pick(DTYPES);
        List<Integer> a = sizes(random.nextInt(5));
        List<Integer> b = sizes(random.nextInt(5));
        int count = random.nextInt(1 + Math.min(3, Math.min(a.size(), b.size())));
        count += chance(20) ? 1 : 0;
        int[] dimsA = dims(count, a.size());
        int[] dimsB = dims(chance(30) ? random.nextInt(3) : count, b.size());
        for (int i = 0; i < Math.min(count, dimsB.length); i++) {
            int from = dimsA[i] < 0 ? dimsA[i] + a.size() : dimsA[i];
            int to = dimsB[i] < 0 ? dimsB[i] + b.size() : dimsB[i];
            if (from >= 0 && from < a.size() && to >= 0 && to < b.size() && !chance(20)) {
                b.set(to, a.get(from));
            }
        }
        List<Drawn> data = List.of(operand(dtype, a), operand(chance(20) ? pick(DTYPES) : dtype, b));
        return new Asked(
                "tensordot(" + texts(data) + ", " + Arrays.toString(dimsA) + ", " + Arrays.toString(dimsB) + ")",
                "tensordot(Tensor a, Tensor b, int[] dimsA, int[] dimsB) -> Tensor",
                operands -> new Object[] {operands.get(0), operands.get(1), longs(dimsA), longs(dimsB)},
                (torch, operands) -> torch.tensordot(operands.get(0), operands.get(1), dimsA, dimsB),
                data);
    }

    private Asked nextChain() {
        boolean isMultiDot = random.nextBoolean();
        int count = 1 + random.nextInt(6);
        DataType dtype = pick(DTYPES);
        List<Drawn> data = new ArrayList<>();
        int rows = size();
        for (int i = 0; i < count; i++) {
            int columns = size();
            boolean isEnd = i == 0 || i == count - 1;
            List<Integer> size = new ArrayList<>(List.of(chance(60) ? size() : rows, columns));
            if (chance(60)) {
                size.add(size());
            } else if (isEnd && isMultiDot && chance(3) || chance(60)) {
                size.remove(i == 0 ? 0 : 1);
            }
            data.add(operand(chance(60) ? pick(DTYPES) : dtype, size));
            rows = columns;
        }
        // libtorch's own chain_matmul warns on the error stream; of more than one it is multi_dot
        String operator = isMultiDot ? "linalg_multi_dot" : "chain_matmul";
        return new Asked(
                operator + "(" + texts(data) + ")",
                operator + "(Tensor[] tensors) -> Tensor",
                operands -> new Object[] {operands},
                (torch, operands) -> isMultiDot
                        ? torch.multiDot(operands.toArray(NDArray[]::new))
                        : torch.chainMatmul(operands.toArray(NDArray[]::new)),
                data);
    }

    private Asked nextVecdot() {
        DataType dtype = chance(8) ? pick(DTYPES) : pick(DataType.FLOAT32, DataType.FLOAT64, DataType.COMPLEX64);
        List<Drawn> data = broadcasting(dtype);
        int dim = random.nextInt(8) - 4;
        return new Asked(
                "vecdot(" + texts(data) + ", " + dim + ")",
                "linalg_vecdot(Tensor x, Tensor y, *, int dim) -> Tensor",
                operands -> new Object[] {operands.get(0), operands.get(1), (long) dim},
                (torch, operands) -> torch.vecdot(operands.get(0), operands.get(1), dim),
                data);
    }

    private Asked nextKron() {
        List<Drawn> data = List.of(
                operand(pick(DTYPES), sizes(random.nextInt(4))), operand(pick(DTYPES), sizes(random.nextInt(4))));
        return new Asked(
                "kron(" + texts(data) + ")",
                "kron(Tensor input, Tensor other) -> Tensor",
                operands -> new Object[] {operands.get(0), operands.get(1)},
                (torch, operands) -> torch.kron(operands.get(0), operands.get(1)),
                data);
    }

    private Asked nextPower() {
        List<Integer> size = sizes(random.nextInt(5));
        if (size.size() > 1 && !chance(8)) {
            size.set(size.size() - 1, size.get(size.size() - 2));
        }
        long n = random.nextInt(5); // what is exact: sums of small numbers
        List<Drawn> data = List.of(operand(pick(DTYPES), size));
        return new Asked(
                "matrixPower(" + texts(data) + ", " + n + ")",
                "linalg_matrix_power(Tensor input, int n) -> Tensor",
                operands -> new Object[] {operands.get(0), n},
                (torch, operands) -> torch.matrixPower(operands.get(0), n),
                data);
    }

    private List<Drawn> broadcasting(DataType dtype) {
        List<Integer> a = sizes(random.nextInt(4));
        List<Integer> b = sizes(random.nextInt(4));
        for (int d = 1; d <= Math.min(a.size(), b.size()); d++) {
            if (!chance(12)) {
                b.set(b.size() - d, chance(6) ? 1 : a.get(a.size() - d));
            }
        }
        return List.of(operand(dtype, a), operand(chance(20) ? pick(DTYPES) : dtype, b));
    }

    // ---- operands

    private Drawn operand(DataType dtype, List<Integer> size) {
        return new Drawn(new Operand(dtype, size, RandomCases.layout(size.size(), random)), random.nextInt());
    }

    private List<Integer> sizes(int rank) {
        return new ArrayList<>(Stream.generate(this::size).limit(rank).toList());
    }

    private int size() {
        return chance(20) ? 0 : chance(12) ? 13 : 1 + random.nextInt(4);
    }

    private int[] dims(int count, int rank) {
        int[] dims = new int[count];
        for (int i = 0; i < count; i++) {
            dims[i] = rank == 0 ? 0 : (i + random.nextInt(chance(4) ? rank : 1)) % rank;
            dims[i] -= random.nextInt(3) == 0 ? rank : 0;
            dims[i] += chance(40) ? random.nextInt(9) - 4 : 0;
        }
        return dims;
    }

    private static long[] longs(int... dims) {
        return Arrays.stream(dims).asLongStream().toArray();
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private DataType pick(DataType... values) {
        return values[random.nextInt(values.length)];
    }

    private static String texts(List<Drawn> data) {
        return String.join(", ", data.stream().map(Drawn::toString).toList());
    }
}
