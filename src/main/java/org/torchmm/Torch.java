package org.torchmm;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Cleaner;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Scope;
import org.torchmm.kernel.Arguments;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.kernel.Threads;
import org.torchmm.libtorch.Libtorch;

/**
 * PyTorch for Java, as far as matrix products go: creation, products, views, text and closeness, over DJL's {@link NDArray} and
 * libtorch, with torch's own rules, values and sentences.
 *
 * <pre>{@code
 * try (Torch torch = Torch.open()) {
 *     NDArray a = torch.randn(10, 3, 4);
 *     NDArray b = torch.randn(10, 4, 5);
 *     NDArray c = torch.bmm(a, b);
 *     System.out.println(torch.size(c)); // torch.Size([10, 3, 5])
 * } // all that torch made is freed here
 * }</pre>
 *
 * <p><b>dtypes.</b> Arrays are made of float32 (the default), float64, float16, bfloat16, uint8, int8, int16, int32, int64, bool and
 * complex64. DJL's engine has no name for the others that torch has (complex128, float8); arrays of them that a user has can be operands.
 *
 * <p><b>Two kinds of arrays.</b> {@link #open()} has libtorch's, {@link #open(MatrixKernel)} has arrays in Java's own memory and needs no
 * native library. An operand of the other kind is copied for the call.
 *
 * <p><b>Ownership.</b> A {@code Torch} owns what it makes: each result belongs to the {@code Torch} it was asked of,
 * whatever manager its operands belong to, and lives until that closes. {@link #scope()} opens a shorter life inside it;
 * {@code result.attach(manager)} lets a result outlive its scope. Operands are not modified. A view shares the memory of its
 * input, which stays until both are closed; only an array that DJL itself made of a Java buffer ({@code manager.create(float[])})
 * has to outlive its views.
 *
 * <p><b>Refusals.</b> Where Python raises a {@code RuntimeError}, {@code ValueError} or {@code TypeError} there is an {@link
 * IllegalArgumentException}, and where it raises an {@code IndexError} an {@link IndexOutOfBoundsException}, with
 * libtorch's own sentence as the message. A null operand is a {@link NullPointerException}, a closed {@code Torch} or
 * operand an {@link IllegalStateException}. A refused call leaves nothing behind.
 *
 * <p>A {@code Torch} may be used from many threads. Closing waits for the calls that other threads have in flight, and closing
 * twice is harmless. The source of all rules is libtorch 2.7.1.
 */
public final class Torch extends Calls
        implements TensorFactories,
                Factories,
                MatrixProducts,
                AddedProducts,
                InPlaceProducts,
                Contractions,
                EinsteinSums,
                Elementwise,
                Conditions,
                Reductions,
                Extremes,
                Normalizations,
                Joining,
                Ordering,
                Conversions,
                AnyOperator,
                Gradients,
                Views,
                Texts,
                Closeness,
                ArrayFiles,
                AutoCloseable {

    /** The Torch around this one, which lives as long; null if there is none. */
    private final Torch outer;
    /** Ends the watch over one that is nobody else's to close; else null. */
    private final Cleaner.Cleanable watch;

    private Torch(Backend backend, Device device) {
        super(Scope.owning(backend.newManager(device)), backend);
        outer = null;
        watch = Forgotten.watch(this);
    }

    private Torch(Backend backend, Scope scope, Torch outer) {
        super(scope, backend);
        this.outer = outer;
        watch = null;
    }

    // ---- lifetime

    /**
     * Opens a {@code Torch} that multiplies with libtorch on the CPU.
     *
     * @throws IllegalStateException if DJL's PyTorch engine is not on the class path, or libtorch cannot be loaded
     */
    public static Torch open() {
        return open(Device.cpu());
    }

    /**
     * Opens a {@code Torch} that multiplies with libtorch on a device.
     *
     * @throws IllegalArgumentException if this libtorch cannot use the device
     * @throws IllegalStateException as {@link #open()}
     */
    public static Torch open(Device device) {
        Arguments.check(device, "open", "device", "Device");
        return new Torch(Kinds.libtorch(), device);
    }

    /**
     * Opens a {@code Torch} whose arrays are in Java's own memory and that multiplies with a kernel, under the same rules: {@code
     * Torch.open(MatrixKernels.best())}. No native library is loaded, and DJL's PyTorch engine need not be there.
     *
     * <p>Operands reach the kernel where they are, views through their strides; results go where closed arrays have been. float16
     * and bfloat16 are multiplied as float32, small integers as int32 and complex64 as its parts. Nothing is recorded for
     * gradients: an operand of libtorch's that requires one, while operations are recorded, is an {@link
     * IllegalArgumentException}, as is a dtype that the kernel does not multiply.
     */
    public static Torch open(MatrixKernel kernel) {
        Arguments.check(kernel, "open", "kernel", "MatrixKernel");
        return new Torch(Kinds.heap(kernel), null);
    }

    /**
     * A {@code Torch} inside a manager that the caller already has, in a DJL translator for example: results belong to
     * {@code manager} and live until it closes. Closing this {@code Torch} ends its use and leaves the manager open.
     *
     * @throws IllegalArgumentException if the manager is neither of DJL's PyTorch engine nor of torchmm's Java engine
     * @throws IllegalStateException if the manager is closed
     */
    public static Torch over(NDManager manager) {
        Arguments.check(manager, "over", "manager", "NDManager");
        Backend backend = Kinds.of(manager);
        if (backend == null) {
            throw new IllegalArgumentException(
                    "over(): the manager must be of DJL's PyTorch engine or of torchmm's Java" + " engine, not of "
                            + manager.getEngine().getEngineName());
        }
        if (!manager.isOpen()) {
            throw new IllegalStateException("over(): the manager is closed");
        }
        return new Torch(backend, Scope.over(manager), null);
    }

    /** A {@code Torch} with a shorter life inside this one; closing this one closes it too. */
    public Torch scope() {
        return new Torch(backend, scope.newChild(), this);
    }

    /**
     * The products with their results in {@code out}, as Python's {@code out=}: {@code torch.out(c).bmm(a, b)}.
     *
     * @param out of the result's size and dtype; it is written, and returned
     */
    public Out out(NDArray out) {
        Arguments.check(out, "out", "out", 1, "Tensor");
        return new Out(this, out);
    }

    /**
     * Words of two results with both in arrays that are given: {@code torch.out(values, indices).topk(x, 3)} is {@code torch.topk(x, 3,
     * out=(values, indices))}; so for {@code sort}, and {@code max} and {@code min} along a dimension.
     *
     * @param values of the first result's size and dtype; it is written, and returned
     * @param indices of its size, and int64; the same
     */
    public Out out(NDArray values, NDArray indices) {
        Arguments.check(values, "out", "values", 1, "Tensor");
        Arguments.check(indices, "out", "indices", 2, "Tensor");
        return new Out(this, values, indices);
    }

    /** The DJL manager that owns the results. */
    public NDManager manager() {
        return scope.manager();
    }

    /**
     * Seeds the random numbers of the whole process for this kind of arrays, as {@code torch.manual_seed} does; on the CPU the low 32
     * bits count.
     *
     * @return this
     */
    public Torch manualSeed(long seed) {
        return call(() -> {
            backend.seed(seed);
            return this;
        });
    }

    /** Frees everything that was made here and in the scopes inside, after the calls in flight. */
    @Override
    public void close() {
        scope.close();
        if (watch != null) {
            watch.clean();
        }
    }

    /**
     * Sets how many threads a product may use, in libtorch and in the kernels alike.
     *
     * <p>As in Python, libtorch's number holds for the calling thread and for threads that have not multiplied yet. The results
     * of the kernels do not depend on it.
     *
     * @throws IllegalArgumentException if the number is not from 1 to 512: libtorch starts them all, and on two cores was
     *     measured to take 3 s for 512, and to hang for 1024
     */
    public static void setNumThreads(int count) {
        MatrixKernels.setThreads(count);
        if (Kinds.hasLibtorch()) {
            Libtorch.setNumThreads(count);
        }
    }

    /** How many threads a product of libtorch's may use; at first, the processors' cores. */
    public static int getNumThreads() {
        return Kinds.hasLibtorch() ? Libtorch.getNumThreads() : Threads.get();
    }
}
