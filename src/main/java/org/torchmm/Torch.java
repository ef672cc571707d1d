package org.torchmm;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * PyTorch for Java, as far as matrix products go: creation, products, views and text, over DJL's {@link NDArray} and
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
 * <p><b>dtypes.</b> Arrays are made of float32 (the default), float64, float16, uint8, int8, int32, int64 and bool. DJL's
 * engine aborts the JVM, or makes something else, when asked for the others; here that is an {@link
 * IllegalArgumentException}. Arrays of other dtypes that a user has (complex64) can be operands.
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
public final class Torch implements MatrixProducts, AutoCloseable {

    private static final int MOST_THREADS = 512;

    private final Scope scope;
    private final MatrixProducts products;

    private Torch(Scope scope, MatrixProducts products) {
        this.scope = scope;
        this.products = products;
    }

    // ---- lifetime

    /** Opens a {@code Torch} that multiplies with libtorch on the CPU. */
    public static Torch open() {
        return open(Device.cpu());
    }

    /**
     * Opens a {@code Torch} that multiplies with libtorch on a device.
     *
     * @throws IllegalArgumentException if this libtorch cannot use the device
     */
    public static Torch open(Device device) {
        return new Torch(Scope.owning(Libtorch.newManager(device)), LibtorchProducts.INSTANCE);
    }

    /**
     * Opens a {@code Torch} that multiplies with a kernel, in Java, under the same rules: {@code
     * Torch.open(MatrixKernels.best())}. Arrays live in libtorch's memory on the CPU; their data crosses once each way.
     *
     * <p>Products take float32, float64, int32 and int64. Other dtypes are an {@link IllegalArgumentException}, as are operands
     * that require a gradient while operations are recorded: a kernel records nothing.
     */
    public static Torch open(MatrixKernel kernel) {
        if (kernel == null) {
            throw new NullPointerException("open(): argument 'kernel' must be MatrixKernel, not null");
        }
        return new Torch(Scope.owning(Libtorch.newManager(Device.cpu())), new KernelProducts(kernel));
    }

    /**
     * A {@code Torch} inside a manager that the caller already has, in a DJL translator for example: results belong to
     * {@code manager} and live until it closes. Closing this {@code Torch} ends its use and leaves the manager open.
     *
     * @throws IllegalArgumentException if the manager is not one of DJL's PyTorch engine
     * @throws IllegalStateException if the manager is closed
     */
    public static Torch over(NDManager manager) {
        if (manager == null) {
            throw new NullPointerException("over(): argument 'manager' must be NDManager, not null");
        }
        if (!(manager instanceof PtNDManager)) {
            throw new IllegalArgumentException("over(): the manager must be of DJL's PyTorch engine, not of "
                    + manager.getEngine().getEngineName());
        }
        if (!manager.isOpen()) {
            throw new IllegalStateException("over(): the manager is closed");
        }
        return new Torch(Scope.over(manager), LibtorchProducts.INSTANCE);
    }

    /** A {@code Torch} with a shorter life inside this one; closing this one closes it too. */
    public Torch scope() {
        return new Torch(scope.newChild(), products);
    }

    /** The DJL manager that owns the results. */
    public NDManager manager() {
        return scope.manager();
    }

    /**
     * Seeds the random numbers of the whole process, as {@code torch.manual_seed} does; the low 32 bits count.
     *
     * @return this
     */
    public Torch manualSeed(long seed) {
        return call(() -> {
            Libtorch.engine().setRandomSeed((int) seed);
            return this;
        });
    }

    /** Frees everything that was made here and in the scopes inside, after the calls in flight. */
    @Override
    public void close() {
        scope.close();
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
        if (count < 1) {
            throw new IllegalArgumentException("Expected positive number of threads");
        }
        if (count > MOST_THREADS) {
            throw new IllegalArgumentException("expected at most " + MOST_THREADS + " threads, got " + count);
        }
        Libtorch.engine();
        JniUtils.setNumThreads(count);
        MatrixKernels.setThreads(count);
    }

    /** How many threads a product of libtorch's may use; at first, the processors' cores. */
    public static int getNumThreads() {
        Libtorch.engine();
        return JniUtils.getNumThreads();
    }

    // ---- creation

    /**
     * A float32 array of {@code data}: 1-D, or of {@code size}, where one size may be -1. The data is copied.
     *
     * @throws IllegalArgumentException if the size does not fit: {@code shape '[4, 2]' is invalid for input of size 6}
     */
    public NDArray tensor(float[] data, long... size) {
        return make(manager -> Creation.tensor(manager, data, size));
    }

    /** A float64 array of {@code data}, as {@link #tensor(float[], long...)}. */
    public NDArray tensor(double[] data, long... size) {
        return make(manager -> Creation.tensor(manager, data, size));
    }

    /** An int32 array of {@code data}, as {@link #tensor(float[], long...)}. */
    public NDArray tensor(int[] data, long... size) {
        return make(manager -> Creation.tensor(manager, data, size));
    }

    /** An int64 array of {@code data}, as {@link #tensor(float[], long...)}. */
    public NDArray tensor(long[] data, long... size) {
        return make(manager -> Creation.tensor(manager, data, size));
    }

    /** A bool array of {@code data}, as {@link #tensor(float[], long...)}. */
    public NDArray tensor(boolean[] data, long... size) {
        return make(manager -> Creation.tensor(manager, data, size));
    }

    /**
     * An array of the shape of a Java array of arrays: {@code float[][]}, {@code long[][][]} and so on, of float, double,
     * int, long or boolean. The data is copied.
     *
     * @throws IllegalArgumentException if it is ragged: {@code expected sequence of length 2 at dim 1 (got 1)}
     */
    public NDArray tensor(Object[] data) {
        return make(manager -> Creation.nested(manager, data));
    }

    /** A 0-D float32 array. */
    public NDArray tensor(float value) {
        return full(DataType.FLOAT32, value);
    }

    /** A 0-D float64 array. */
    public NDArray tensor(double value) {
        return full(DataType.FLOAT64, value);
    }

    /** A 0-D int32 array. */
    public NDArray tensor(int value) {
        return full(DataType.INT32, value);
    }

    /** A 0-D int64 array. */
    public NDArray tensor(long value) {
        return full(DataType.INT64, value);
    }

    /** A 0-D bool array. */
    public NDArray tensor(boolean value) {
        return full(value);
    }

    /** Normally distributed float32 numbers, the same ones as Python's after the same {@link #manualSeed}. */
    public NDArray randn(long... size) {
        return randn(DataType.FLOAT32, size);
    }

    /**
     * {@link #randn(long...)} in float16, float32 or float64.
     *
     * @throws IllegalArgumentException for another dtype: {@code "normal_kernel_cpu" not implemented for 'Long'}
     */
    public NDArray randn(DataType dtype, long... size) {
        return make(manager -> Creation.randn(manager, dtype, size));
    }

    /** Uniformly distributed float32 numbers in [0, 1), the same ones as Python's after the same {@link #manualSeed}. */
    public NDArray rand(long... size) {
        return rand(DataType.FLOAT32, size);
    }

    /**
     * {@link #rand(long...)} in float16, float32 or float64.
     *
     * @throws IllegalArgumentException for another dtype: {@code "check_uniform_bounds" not implemented for 'Long'}
     */
    public NDArray rand(DataType dtype, long... size) {
        return make(manager -> Creation.rand(manager, dtype, size));
    }

    /** Zeros, in float32. */
    public NDArray zeros(long... size) {
        return zeros(DataType.FLOAT32, size);
    }

    /** Zeros of {@code dtype}. */
    public NDArray zeros(DataType dtype, long... size) {
        return make(manager -> Creation.zeros(manager, dtype, size));
    }

    /** Ones, in float32. */
    public NDArray ones(long... size) {
        return ones(DataType.FLOAT32, size);
    }

    /** Ones of {@code dtype}. */
    public NDArray ones(DataType dtype, long... size) {
        return make(manager -> Creation.ones(manager, dtype, size));
    }

    /** {@code value} everywhere, in float32. */
    public NDArray full(double value, long... size) {
        return full(DataType.FLOAT32, value, size);
    }

    /** {@code value} everywhere, in int64. */
    public NDArray full(long value, long... size) {
        return full(DataType.INT64, value, size);
    }

    /** {@code value} everywhere, in bool. */
    public NDArray full(boolean value, long... size) {
        return full(DataType.BOOLEAN, value ? 1L : 0L, size);
    }

    /**
     * {@code value} everywhere; whole-number dtypes cut off its fraction.
     *
     * @throws IllegalArgumentException if it does not fit: {@code value cannot be converted to type int without overflow}
     */
    public NDArray full(DataType dtype, double value, long... size) {
        return make(manager -> Creation.full(manager, dtype, value, size));
    }

    /** {@code value} everywhere, as {@link #full(DataType, double, long...)}, to the last bit. */
    public NDArray full(DataType dtype, long value, long... size) {
        return make(manager -> Creation.full(manager, dtype, value, size));
    }

    /** Ones on the diagonal: {@code (n, n)}, float32. */
    public NDArray eye(long n) {
        return eye(DataType.FLOAT32, n, n);
    }

    /** Ones on the diagonal: {@code (n, m)}, float32. */
    public NDArray eye(long n, long m) {
        return eye(DataType.FLOAT32, n, m);
    }

    /** Ones on the diagonal: {@code (n, n)}. */
    public NDArray eye(DataType dtype, long n) {
        return eye(dtype, n, n);
    }

    /** Ones on the diagonal: {@code (n, m)}. */
    public NDArray eye(DataType dtype, long n, long m) {
        return make(manager -> Creation.eye(manager, dtype, n, m));
    }

    /** {@code 0, 1, ..., end - 1} in int64. */
    public NDArray arange(long end) {
        return arange(0, end, 1);
    }

    /** {@code start, start + 1, ...} below {@code end}, in int64. */
    public NDArray arange(long start, long end) {
        return arange(start, end, 1);
    }

    /**
     * {@code start, start + step, ...} before {@code end}, in int64.
     *
     * @throws IllegalArgumentException if the step is 0 ({@code step must be nonzero}) or leads away from {@code end}
     */
    public NDArray arange(long start, long end, long step) {
        return make(manager -> Creation.arange(manager, start, end, step));
    }

    /** {@code 0, 1, ...} below {@code end}, in float32. */
    public NDArray arange(double end) {
        return arange(DataType.FLOAT32, 0, end, 1);
    }

    /** {@code start, start + 1, ...} below {@code end}, in float32. */
    public NDArray arange(double start, double end) {
        return arange(DataType.FLOAT32, start, end, 1);
    }

    /** {@code start, start + step, ...} before {@code end}, in float32. */
    public NDArray arange(double start, double end, double step) {
        return arange(DataType.FLOAT32, start, end, step);
    }

    /** {@code 0, 1, ...} below {@code end}. */
    public NDArray arange(DataType dtype, double end) {
        return arange(dtype, 0, end, 1);
    }

    /** {@code start, start + 1, ...} below {@code end}. */
    public NDArray arange(DataType dtype, double start, double end) {
        return arange(dtype, start, end, 1);
    }

    /** {@code start, start + step, ...} before {@code end}. */
    public NDArray arange(DataType dtype, double start, double end, double step) {
        return make(manager -> Creation.arange(manager, dtype, start, end, step));
    }

    /** Whole numbers from {@code low} (inclusive) to {@code high} (exclusive), in int64; seeded as in Python. */
    public NDArray randint(long low, long high, long... size) {
        return randint(DataType.INT64, low, high, size);
    }

    /**
     * Whole numbers from {@code low} (inclusive) to {@code high} (exclusive), as {@code dtype}; seeded as in Python.
     *
     * @throws IllegalArgumentException if there are none ({@code random_ expects 'from' to be less than 'to', but got from=5
     *     >= to=5}) or the dtype cannot hold them ({@code to - 1 is out of bounds for signed char})
     */
    public NDArray randint(DataType dtype, long low, long high, long... size) {
        return make(manager -> Creation.randint(manager, dtype, low, high, size));
    }

    /**
     * Reads a NumPy file.
     *
     * @return the arrays of a .npz with their names, or the one array of a .npy; they belong to this {@code Torch}
     * @throws IOException if the file cannot be read or is not what it claims to be
     * @throws IllegalArgumentException if it holds a dtype that DJL cannot hold
     */
    public NDList load(Path file) throws IOException {
        scope.enter();
        try {
            return NumpyFiles.load(scope.manager(), file);
        } finally {
            scope.exit();
        }
    }

    /** Writes an array as a .npy file, or as the only entry of a .npz; never half of it. */
    public void save(Path file, NDArray array) throws IOException {
        Operands.check("save", array, "array", 2);
        scope.enter();
        try {
            NumpyFiles.save(file, array);
        } finally {
            scope.exit();
        }
    }

    /** Writes arrays as a .npz file, under their names; never half of it. */
    public void save(Path file, NDList arrays) throws IOException {
        for (NDArray array : arrays) {
            Operands.check("save", array, "arrays", 2);
        }
        scope.enter();
        try {
            NumpyFiles.save(file, arrays);
        } finally {
            scope.exit();
        }
    }

    // ---- products

    /** {@inheritDoc} */
    @Override
    public NDArray bmm(NDArray input, NDArray mat2) {
        return multiply("bmm", input, mat2, "mat2", ProductRules::bmm, MatrixProducts::bmm);
    }

    /** {@inheritDoc} */
    @Override
    public NDArray mm(NDArray input, NDArray mat2) {
        return multiply("mm", input, mat2, "mat2", ProductRules::mm, MatrixProducts::mm);
    }

    /** {@inheritDoc} */
    @Override
    public NDArray matmul(NDArray input, NDArray other) {
        return multiply("matmul", input, other, "other", MatmulRules::matmul, MatrixProducts::matmul);
    }

    /** {@inheritDoc} */
    @Override
    public NDArray mv(NDArray input, NDArray vec) {
        return multiply("mv", input, vec, "vec", ProductRules::mv, MatrixProducts::mv);
    }

    /** {@inheritDoc} */
    @Override
    public NDArray dot(NDArray input, NDArray tensor) {
        return multiply("dot", input, tensor, "tensor", ProductRules::dot, MatrixProducts::dot);
    }

    // ---- views: other sizes and strides over the same memory; dimensions may count from the end

    /**
     * {@code (N, M) -> (1, N, M)} for {@code dim = 0}: a dimension of size 1 before {@code dim}.
     *
     * @throws IndexOutOfBoundsException {@code Dimension out of range (expected to be in range of [-3, 2], but got 3)}
     */
    public NDArray unsqueeze(NDArray input, int dim) {
        return view("unsqueeze", input, array -> Views.unsqueeze(array, dim));
    }

    /** Removes all dimensions of size 1. */
    public NDArray squeeze(NDArray input) {
        return view("squeeze", input, Views::squeeze);
    }

    /**
     * Removes {@code dim} if its size is 1, else changes nothing.
     *
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    public NDArray squeeze(NDArray input, int dim) {
        return view("squeeze", input, array -> Views.squeeze(array, dim));
    }

    /**
     * {@code (N, M) -> (M, N)} for dimensions 0 and 1: swaps two dimensions.
     *
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    public NDArray transpose(NDArray input, int dim0, int dim1) {
        return view("transpose", input, array -> Views.transpose(array, dim0, dim1));
    }

    /**
     * {@code (N, M) -> (M, N)}; 0-D and 1-D arrays stay as they are.
     *
     * @throws IllegalArgumentException {@code t() expects a tensor with <= 2 dimensions, but self is 3D}
     */
    public NDArray t(NDArray input) {
        return view("t", input, Views::t);
    }

    /**
     * {@code (..., N, M) -> (..., M, N)}.
     *
     * @throws IllegalArgumentException for a 1-D array
     */
    public NDArray mT(NDArray input) {
        return view("mT", input, Views::mT);
    }

    /**
     * {@code (A, B, C) -> (C, A, B)} for {@code 2, 0, 1}: orders the dimensions anew.
     *
     * @throws IllegalArgumentException if a dimension is missing or named twice
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    public NDArray permute(NDArray input, long... dims) {
        return view("permute", input, array -> Views.permute(array, dims));
    }

    /**
     * {@code (1, M) -> (B, N, M)}: stretches dimensions of size 1 and adds leading ones, with strides of 0; -1 keeps a size.
     *
     * @throws IllegalArgumentException if another size would have to stretch: {@code The expanded size of the tensor (4) must
     *     match the existing size (3) at non-singleton dimension 1.  Target sizes: [2, 4].  Tensor sizes: [2, 3]}
     */
    public NDArray expand(NDArray input, long... size) {
        return view("expand", input, array -> Views.expand(array, size));
    }

    /**
     * The same elements in other sizes, one of which may be -1: a view where that is possible, else a copy.
     *
     * @throws IllegalArgumentException {@code shape '[4, 2]' is invalid for input of size 6}
     */
    public NDArray reshape(NDArray input, long... shape) {
        return view("reshape", input, array -> Views.reshape(array, shape));
    }

    /**
     * The same elements in other sizes, one of which may be -1, over the same memory.
     *
     * @throws IllegalArgumentException if the sizes do not fit, or only a copy could have them ({@code view size is not
     *     compatible with input tensor's size and stride ...})
     */
    public NDArray view(NDArray input, long... shape) {
        return view("view", input, array -> Views.view(array, shape));
    }

    /** The same elements in row-major order: a copy if they are not, another view of the same memory if they are. */
    public NDArray contiguous(NDArray input) {
        return view("contiguous", input, Views::contiguous);
    }

    /**
     * {@code (B, N, M) -> (N, M)} for {@code dim = 0}: the slice at {@code index}, without that dimension.
     *
     * @throws IndexOutOfBoundsException {@code select(): index 2 out of range for tensor of size [2, 3] at dimension 0}
     */
    public NDArray select(NDArray input, int dim, long index) {
        return view("select", input, array -> Views.select(array, dim, index));
    }

    /**
     * {@code (N, M) -> (length, M)} for {@code dim = 0}: the slices from {@code start} on, {@code length} of them.
     *
     * @throws IndexOutOfBoundsException if there is no such dimension or start
     * @throws IllegalArgumentException {@code start (1) + length (2) exceeds dimension size (2).}
     */
    public NDArray narrow(NDArray input, int dim, long start, long length) {
        return view("narrow", input, array -> Views.narrow(array, dim, start, length));
    }

    // ---- text

    /** The shape as Python prints it: {@code torch.Size([10, 3, 5])}. */
    public String size(NDArray input) {
        return read("size", input, TensorText::size);
    }

    /** The array as Python prints it: {@code tensor([[1., 2.], ...])}; only what is shown is read. */
    public String repr(NDArray input) {
        return read("repr", input, TensorText::repr);
    }

    // ---- the one way in for every call: the scope is open, the operands are tensors, torch's rules hold

    private NDArray multiply(
            String function,
            NDArray input,
            NDArray other,
            String otherName,
            BiConsumer<NDArray, NDArray> rules,
            Product product) {
        scope.enter();
        try {
            Operands.check(function, input, "input", 1);
            Operands.check(function, other, otherName, 2);
            Operands.sameDevice(input, other);
            rules.accept(input, other);
            return scope.own(product.of(products, input, other));
        } catch (EngineException e) {
            throw Libtorch.refusal(e);
        } finally {
            scope.exit();
        }
    }

    @FunctionalInterface
    private interface Product {
        NDArray of(MatrixProducts products, NDArray input, NDArray other);
    }

    private NDArray view(String function, NDArray input, UnaryOperator<NDArray> view) {
        return read(function, input, array -> scope.own(view.apply(array)));
    }

    private NDArray make(Function<NDManager, NDArray> factory) {
        return call(() -> factory.apply(scope.manager()));
    }

    private <T> T read(String function, NDArray input, Function<NDArray, T> reader) {
        return call(() -> {
            Operands.check(function, input, "input", 1);
            return reader.apply(input);
        });
    }

    private <T> T call(Supplier<T> body) {
        scope.enter();
        try {
            return body.get();
        } catch (EngineException e) {
            throw Libtorch.refusal(e);
        } finally {
            scope.exit();
        }
    }
}
