package org.torchmm.comparisons.gpu;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.torchmm.ChildJvm;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

/** What can only be asked where there is a GPU: its own sentences, its seeds, its memory, devices that are not there. */
final class GpuAlone {

    /** Each as large as this; leaked, they would be more than a GPU has. */
    private static final long LARGE = 1 << 24;

    private static final int LARGE_ONES = 4000;

    private final Torch gpu;
    private final Torch cpu;
    private final Table table;

    GpuAlone(Torch gpu, Torch cpu, Table table) {
        this.gpu = gpu;
        this.cpu = cpu;
        this.table = table;
    }

    void run() {
        table.section("sentences", this::sentences);
        table.section("devices", this::devices);
        table.section("kernels", this::kernels);
        table.section("seeds", this::seeds);
        table.section("text and files", this::textAndFiles);
        table.section("in place", this::inPlace);
        table.section("gradients", this::gradients);
        table.section("memory", this::memory);
        table.section("closing", this::closing);
        table.section("speed", this::speed);
    }

    private void sentences() {
        try (Torch torch = gpu.scope()) {
            NDArray b = torch.ones(DataType.BOOLEAN, 2, 2, 2);
            NDArray l = torch.ones(DataType.INT64, 2, 2, 2);
            NDArray f = torch.ones(2, 2, 2);
            NDArray d = torch.ones(DataType.FLOAT64, 2, 2);
            NDArray f2 = torch.ones(2, 2);
            NDArray l2 = torch.ones(DataType.INT64, 2, 2);
            NDArray b2 = torch.ones(DataType.BOOLEAN, 2, 2);
            NDArray b1 = torch.ones(DataType.BOOLEAN, 2);
            NDArray f1 = torch.ones(2);
            refused("\"baddbmm_cuda\" not implemented for 'Bool'", () -> torch.bmm(b, b));
            refused("\"baddbmm_cuda\" not implemented for 'Long'", () -> torch.bmm(l, l));
            refused("expected mat1 and mat2 to have the same dtype, but got: float != double", () -> torch.mm(f2, d));
            refused("\"addmm_cuda\" not implemented for 'Bool'", () -> torch.mm(b2, b2));
            refused("\"addmv_impl_cuda\" not implemented for 'Bool'", () -> torch.mv(b2, b1));
            refused("\"addmv_impl_cuda\" not implemented for 'Long'", () -> torch.mv(l2, f1));
            refused("\"baddbmm_cuda\" not implemented for 'Long'", () -> torch.bmm(l, f));
            refused("\"normal_kernel_cuda\" not implemented for 'Long'", () -> torch.randn(DataType.INT64, 2));
            refused(
                    "expand(torch.cuda.FloatTensor{[2, 2]}, size=[2]): the number of sizes provided (1) must be greater or equal"
                            + " to the number of dimensions in the tensor (2)",
                    () -> torch.expand(f2, 2));
            refused("batch1 must be a 3D tensor", () -> torch.bmm(f2, f));
            refused("self must be a matrix", () -> torch.mm(f, f2));
        }
    }

    private void refused(String sentence, Supplier<NDArray> call) {
        table.add("sentences of a GPU", sentence, "IllegalArgumentException: " + sentence, told(call));
    }

    private static String told(Supplier<NDArray> call) {
        try {
            return "answered " + call.get().getShape();
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + ": "
                    + e.getMessage().lines().findFirst().orElse("");
        }
    }

    private void devices() throws IOException, InterruptedException {
        table.add("devices", "gpu(7)", "CUDA error: invalid device ordinal", opening(Device.gpu(7)));
        table.add(
                "devices", "mps", "refused", opening(Device.of("mps", 0)).startsWith("opened") ? "opened" : "refused");
        System.out.println("mps: " + opening(Device.of("mps", 0)));
        ChildJvm.Result hidden =
                new ChildJvm().quiet().environment("CUDA_VISIBLE_DEVICES", "").run(HiddenGpu.class);
        table.add(
                "devices",
                "a hidden GPU",
                "No CUDA GPUs are available",
                hidden.lines().isEmpty() ? hidden.stderr() : hidden.lines().get(0));
    }

    static String opening(Device device) {
        try (Torch torch = Torch.open(device)) {
            return "opened, " + torch.ones(1).getDevice();
        } catch (IllegalArgumentException e) {
            return e.getMessage().lines().findFirst().orElse("");
        }
    }

    private void kernels() {
        try (Torch pure = Torch.open(MatrixKernels.best());
                Torch torch = gpu.scope()) {
            NDArray a = torch.ones(2, 2, 2);
            String refusal = told(() -> pure.bmm(a, a));
            System.out.println("a kernel: " + refusal);
            table.add(
                    "kernels", "bmm", "refused", refusal.startsWith("IllegalArgumentException") ? "refused" : refusal);
        }
    }

    private void seeds() {
        try (Torch torch = gpu.scope()) {
            float[] zero = drawn(torch, 0);
            float[] high = drawn(torch, 1L << 33);
            table.add("seeds", "the same again", Arrays.toString(high), Arrays.toString(drawn(torch, 1L << 33)));
            table.add("seeds", "high bits count", "true", String.valueOf(!Arrays.equals(zero, high)));
        }
    }

    private static float[] drawn(Torch torch, long seed) {
        torch.manualSeed(seed);
        try (NDArray numbers = torch.randn(5)) {
            return numbers.toFloatArray();
        }
    }

    private void textAndFiles() throws IOException {
        Path file = Files.createTempFile("gpu", ".npy");
        try (Torch torch = gpu.scope();
                Torch beside = cpu.scope()) {
            NDArray x = torch.arange(4).reshape(2, 2);
            table.add("text", "repr", "tensor([[0, 1],\n        [2, 3]], device='cuda:0')", torch.repr(x));
            NDArray y = torch.randn(3, 4);
            torch.save(file, y);
            table.add(
                    "files",
                    "saved and read",
                    beside.repr(beside.load(file).head()),
                    beside.repr(y.toDevice(Device.cpu(), true)));
            table.add(
                    "files",
                    "read to a GPU",
                    "gpu(0)",
                    torch.load(file).head().getDevice().toString());
        } finally {
            Files.delete(file);
        }
    }

    private void inPlace() {
        try (Torch torch = gpu.scope()) {
            NDArray a = torch.ones(2, 3, 3);
            NDArray c = torch.zeros(2, 3, 3);
            torch.out(c).bmm(a, a);
            table.add("in place", "out", "3.0", String.valueOf(c.getFloat(1, 2, 2)));
            torch.baddbmmi(c, a, a);
            table.add("in place", "baddbmmi", "6.0", String.valueOf(c.getFloat(1, 2, 2)));
            String overlap = told(() -> torch.out(a).bmm(a, c));
            table.add(
                    "in place",
                    "out over an operand",
                    "refused",
                    overlap.startsWith("IllegalArgumentException") ? "refused" : overlap);
        }
    }

    private void gradients() {
        try (Torch torch = gpu.scope();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray x = torch.ones(2, 2);
            x.setRequiresGradient(true);
            NDArray loss =
                    torch.sum(torch.baddbmm(torch.unsqueeze(x, 0), torch.unsqueeze(x, 0), torch.unsqueeze(x, 0)));
            collector.backward(loss);
            table.add(
                    "gradients",
                    "baddbmm",
                    "[5.0, 5.0, 5.0, 5.0]",
                    Arrays.toString(x.getGradient().toFloatArray()));
        }
    }

    /** More than the GPU has, in scopes that close, and as results that are refused. */
    private void memory() {
        for (int i = 0; i < LARGE_ONES; i++) {
            try (Torch torch = gpu.scope()) {
                NDArray a = torch.zeros(LARGE);
                torch.add(a, 1);
                told(() -> torch.mm(a, a));
            }
        }
        table.add("memory", LARGE_ONES + " scopes with arrays of 64 MB", "kept none", "kept none");
    }

    /** Another thread closes the scope of an operand. */
    private void closing() throws InterruptedException {
        try (Torch torch = gpu.scope()) {
            NDArray y = torch.ones(64, 64);
            for (int i = 0; i < 300; i++) {
                Torch scope = gpu.scope();
                NDArray x = scope.ones(64, 64);
                Thread worker = new Thread(() -> {
                    for (int k = 0; k < 100; k++) {
                        try (NDArray c = torch.mm(x, y)) {
                            if (c.getFloat(0, 0) != 64) {
                                table.add("closing", "a product", "64", String.valueOf(c.getFloat(0, 0)));
                            }
                        } catch (IllegalStateException e) {
                            return;
                        }
                    }
                });
                worker.start();
                Thread.onSpinWait();
                scope.close();
                worker.join();
            }
            table.add("closing", "300 scopes closed while another thread multiplies", "survived", "survived");
        }
    }

    private void speed() {
        try (Torch torch = gpu.scope()) {
            NDArray a = torch.randn(8192, 8192);
            double best = Double.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                try (NDArray c = torch.mm(a, a)) {
                    c.getFloat(0, 0);
                }
                best = Math.min(best, (System.nanoTime() - start) * 1e-9);
            }
            System.out.printf("mm of 8192x8192, float32: %.1f TFLOP/s%n", 2 * Math.pow(8192, 3) / best * 1e-12);
        }
    }
}
