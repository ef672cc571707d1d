package org.torchmm.comparisons.gpu;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.torchmm.Torch;
import org.torchmm.engine.DataTypes;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Word;

/**
 * What holds on a GPU, asked of one: products and refusals against libtorch's own operators, values against the CPU's, devices that
 * are not there, kernels, seeds, text, files, memory.
 *
 * <p>{@code mvn -q test-compile exec:exec@gpu}; the table says what was tried and what differed, and any difference is an exit status
 * of 1. With {@code -Dgpu.device=cpu} it asks all that has an answer there.
 */
final class GpuCheck implements AutoCloseable {

    private static final List<Dtype> DTYPES = List.of(Dtype.values());

    private final Device device;
    private final Torch cpu = Torch.open();
    private final Torch gpu;
    private final Table table = new Table();

    private GpuCheck(Device device) {
        this.device = device;
        gpu = Torch.open(device);
    }

    private List<Torch> placements() {
        return device.isGpu() ? List.of(gpu, cpu) : List.of(cpu);
    }

    /** Every word of two operands, every pair of dtypes, every pair of devices: the same refusal, or the same size and dtype. */
    private void products() {
        for (Word word : Word.values()) {
            for (Torch first : placements()) {
                for (Torch second : placements()) {
                    if (device.isGpu() && first == cpu && second == cpu) {
                        continue;
                    }
                    for (Dtype dtype : DTYPES) {
                        for (Dtype other : DTYPES) {
                            int rank = rank(word);
                            compare(word, first, second, dtype, other, rank, word == Word.MV ? 1 : rank);
                        }
                    }
                    // of operands on two devices ranks are looked at first here, and devices by libtorch
                    for (int rank = 0; rank < 5 && first == second; rank++) {
                        for (int rank2 = 0; rank2 < 5; rank2++) {
                            compare(word, first, second, Dtype.FLOAT32, Dtype.FLOAT32, rank, rank2);
                        }
                    }
                }
            }
        }
    }

    private static int rank(Word word) {
        return switch (word) {
            case BMM -> 3;
            case MM, MATMUL, MV -> 2;
            case DOT -> 1;
        };
    }

    private void compare(Word word, Torch first, Torch second, Dtype dtype, Dtype other, int rank, int rank2) {
        long[] size = new long[rank];
        long[] size2 = new long[rank2];
        Arrays.fill(size, 3);
        Arrays.fill(size2, 3);
        try (Torch a = first.scope();
                Torch b = second.scope();
                Torch asked = gpu.scope()) {
            NDArray x = a.ones(DataTypes.dataType(dtype), size);
            NDArray y = b.ones(DataTypes.dataType(other), size2);
            String raw = outcome(() -> AtenCalls.run(word, x, y));
            String ours = outcome(() -> org.torchmm.comparisons.ProductCall.of(word, asked, x, y));
            table.add(
                    "product or refusal, " + word,
                    word + " of " + dtype + Arrays.toString(size) + " on " + x.getDevice() + " and " + other
                            + Arrays.toString(size2) + " on " + y.getDevice(),
                    raw,
                    ours);
        }
    }

    /** The other words, of whatever is a product or refused: by the same name through {@code call}, which has no rule in front. */
    private void operators() {
        for (Dtype dtype : DTYPES) {
            for (Dtype other : DTYPES) {
                try (Torch torch = gpu.scope()) {
                    NDArray v = torch.ones(DataTypes.dataType(dtype), 3);
                    NDArray v2 = torch.ones(DataTypes.dataType(other), 3);
                    NDArray m = torch.ones(DataTypes.dataType(dtype), 3, 3);
                    NDArray m2 = torch.ones(DataTypes.dataType(other), 3, 3);
                    NDArray b = torch.ones(DataTypes.dataType(dtype), 2, 3, 3);
                    NDArray b2 = torch.ones(DataTypes.dataType(other), 2, 3, 3);
                    word(dtype, other, "vdot", () -> torch.vdot(v, v2), () -> torch.call("vdot", v, v2));
                    word(dtype, other, "inner", () -> torch.inner(m, m2), () -> torch.call("inner", m, m2));
                    word(dtype, other, "outer", () -> torch.outer(v, v2), () -> torch.call("outer", v, v2));
                    word(dtype, other, "kron", () -> torch.kron(v, v2), () -> torch.call("kron", v, v2));
                    word(dtype, other, "linear", () -> torch.linear(m, m2), () -> torch.call("linear", m, m2));
                    word(dtype, other, "addmm", () -> torch.addmm(m, m, m2), () -> torch.call("addmm", m, m, m2));
                    word(
                            dtype,
                            other,
                            "addmm, input",
                            () -> torch.addmm(m2, m, m),
                            () -> torch.call("addmm", m2, m, m));
                    word(dtype, other, "addmv", () -> torch.addmv(v, m, v2), () -> torch.call("addmv", v, m, v2));
                    word(dtype, other, "addr", () -> torch.addr(m, v, v2), () -> torch.call("addr", m, v, v2));
                    word(dtype, other, "baddbmm", () -> torch.baddbmm(b, b, b2), () -> torch.call("baddbmm", b, b, b2));
                    word(dtype, other, "addbmm", () -> torch.addbmm(m, b, b2), () -> torch.call("addbmm", m, b, b2));
                    word(
                            dtype,
                            other,
                            "einsum",
                            () -> torch.einsum("ij,jk->ik", m, m2),
                            () -> torch.call("einsum", "ij,jk->ik", List.of(m, m2)));
                    word(dtype, other, "vecdot", () -> torch.vecdot(m, m2), () -> torch.call("linalg_vecdot", m, m2));
                    word(dtype, other, "add", () -> torch.add(m, m2), () -> torch.call("add", m, m2));
                    word(dtype, other, "sub", () -> torch.sub(m, m2), () -> torch.call("sub", m, m2));
                    word(dtype, other, "div", () -> torch.div(m, m2), () -> torch.call("div", m, m2));
                    word(dtype, other, "lt", () -> torch.lt(m, m2), () -> torch.call("lt", m, m2));
                    word(dtype, other, "maximum", () -> torch.maximum(m, m2), () -> torch.call("maximum", m, m2));
                    word(dtype, other, "cat", () -> torch.cat(List.of(m, m2)), () -> torch.call("cat", List.of(m, m2)));
                }
            }
            try (Torch torch = gpu.scope()) {
                NDArray m = torch.ones(DataTypes.dataType(dtype), 3, 3);
                word(dtype, null, "exp", () -> torch.exp(m), () -> torch.call("exp", m));
                word(dtype, null, "neg", () -> torch.neg(m), () -> torch.call("neg", m));
                word(dtype, null, "relu", () -> torch.relu(m), () -> torch.call("relu", m));
                word(dtype, null, "gelu", () -> torch.gelu(m), () -> torch.call("gelu", m));
                word(dtype, null, "sigmoid", () -> torch.sigmoid(m), () -> torch.call("sigmoid", m));
                word(dtype, null, "softmax", () -> torch.softmax(m, -1), () -> torch.call("softmax", m, -1));
                word(dtype, null, "sum", () -> torch.sum(m), () -> torch.call("sum", m));
                word(dtype, null, "mean", () -> torch.mean(m), () -> torch.call("mean", m));
                word(dtype, null, "prod", () -> torch.prod(m), () -> torch.call("prod", m));
                word(dtype, null, "max", () -> torch.max(m), () -> torch.call("max", m));
                word(dtype, null, "argmax", () -> torch.argmax(m), () -> torch.call("argmax", m));
                word(dtype, null, "var", () -> torch.var(m), () -> torch.call("var", m));
                word(dtype, null, "norm", () -> torch.norm(m), () -> torch.call("linalg_vector_norm", m));
                word(dtype, null, "tril", () -> torch.tril(m), () -> torch.call("tril", m));
                word(
                        dtype,
                        null,
                        "randn",
                        () -> torch.randn(DataTypes.dataType(dtype), 3),
                        () -> torch.call("randn_like", m));
                word(
                        dtype,
                        null,
                        "matrixPower",
                        () -> torch.matrixPower(m, 3),
                        () -> torch.call("linalg_matrix_power", m, 3));
            }
        }
    }

    private void word(Dtype dtype, Dtype other, String name, Supplier<NDArray> ours, Supplier<NDArray> raw) {
        table.add(
                "other words",
                name + " of " + dtype + (other == null ? "" : " and " + other),
                kind(outcome(raw)),
                kind(outcome(ours)));
    }

    /** Without the sizes, in which a word and a call of another overload may differ. */
    private static String kind(String outcome) {
        return outcome.startsWith("an array") ? outcome.substring(0, outcome.indexOf(" of ")) : outcome;
    }

    private static String outcome(Supplier<NDArray> call) {
        try (NDArray result = call.get()) {
            return "an array " + AtenCalls.dtype(result) + " of " + result.getShape() + " on " + result.getDevice();
        } catch (EngineException e) {
            return AtenCalls.sentence(e);
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    /** Products of random numbers, against the same on the CPU. */
    private void values() {
        for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64, DataType.FLOAT16, DataType.BFLOAT16)) {
            try (Torch torch = gpu.scope();
                    Torch beside = cpu.scope()) {
                NDArray a = beside.randn(dtype, 5, 33, 65);
                NDArray b = beside.randn(dtype, 5, 65, 17);
                NDArray c = beside.randn(dtype, 5, 33, 17);
                NDArray x = a.toDevice(device, true);
                NDArray y = b.toDevice(device, true);
                NDArray z = c.toDevice(device, true);
                // halves are rounded once more or less along a sum of 65 products, doubled
                double rtol = dtype == DataType.FLOAT64 ? 1e-12 : dtype == DataType.FLOAT32 ? 1e-4 : 1e-1;
                List<List<NDArray>> pairs = List.of(
                        List.of(torch.bmm(x, y), beside.bmm(a, b)),
                        List.of(torch.matmul(torch.select(x, 0, 0), y), beside.matmul(beside.select(a, 0, 0), b)),
                        List.of(torch.baddbmm(z, x, y, 0.5, 2), beside.baddbmm(c, a, b, 0.5, 2)),
                        List.of(torch.einsum("bij,bjk->ik", x, y), beside.einsum("bij,bjk->ik", a, b)),
                        List.of(torch.softmax(z, -1), beside.softmax(c, -1)),
                        List.of(torch.gelu(z), beside.gelu(c)),
                        List.of(torch.cumsum(z, 1), beside.cumsum(c, 1)),
                        List.of(torch.sum(z, 1), beside.sum(c, 1)));
                for (List<NDArray> pair : pairs) {
                    NDArray back = pair.get(0).toDevice(Device.cpu(), true);
                    table.add(
                            "values against the CPU's",
                            dtype + " " + pair.get(1).getShape(),
                            "close",
                            closeness(() -> beside.assertClose(back, pair.get(1), rtol, rtol)));
                    back.close();
                }
                List.of(x, y, z).forEach(NDArray::close);
            }
        }
    }

    private static String closeness(Runnable judged) {
        try {
            judged.run();
            return "close";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        gpu.close();
        cpu.close();
    }

    public static void main(String[] args) throws Exception {
        Device device = Device.fromName(Objects.requireNonNullElse(System.getProperty("gpu.device"), "gpu0"));
        try (GpuCheck check = new GpuCheck(device)) {
            System.out.println("on " + device);
            Table table = check.table;
            table.section("products", check::products);
            table.section("other words", check::operators);
            table.section("values", check::values);
            if (device.isGpu()) {
                new GpuAlone(check.gpu, check.cpu, table).run();
            }
            System.out.println(table.differences() + " differences");
            System.exit(table.differences() == 0 ? 0 : 1);
        }
    }
}
