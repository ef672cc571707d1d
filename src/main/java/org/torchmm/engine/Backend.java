package org.torchmm.engine;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Operation;
import org.torchmm.rules.SharedElements;
import org.torchmm.rules.Word;

/**
 * A kind of arrays: all that the facade needs of it and that DJL's {@link NDArray} and {@link NDManager} do not have, or not
 * alike. Nothing here is checked again: operands have passed {@link Operands} and their rule.
 */
public interface Backend {

    /** The kind's name in a refusal: {@code DJL's PyTorch engine}. */
    String name();

    /** A manager of its own, on a device that this kind can use, or null for the CPU; {@link IllegalArgumentException} for another. */
    NDManager newManager(Device device);

    /** A manager that nobody else can close, with the memory and the device of one of this kind, for what is made on the way. */
    NDManager newTemporary(NDManager beside);

    /** Whether the manager's arrays are of this kind. */
    boolean isOwn(NDManager manager);

    /** Whether the array is of this kind. */
    boolean isOwn(NDArray array);

    /**
     * Once the operands of a call are held, and next before its operation: it is recorded as {@link #isRecording} says, whatever mode
     * its thread, or a virtual one's carrier, is in.
     */
    void begin();

    /**
     * Whether the operations of this thread are recorded for gradients: as its {@link Recording} says, else while a gradient collector is
     * open, in every thread.
     */
    boolean isRecording();

    /** The thread's own mode, which holds for DJL's operations, as it was before it is set to that. */
    boolean switchRecording(boolean isOn);

    /** Leaves the arrays of a manager that nobody can reach to the garbage collector, and closes it. */
    void letGo(NDManager manager);

    /** Whether an array of this kind is one of strings, and no tensor; answered without a look at memory that may be freed. */
    boolean isText(NDArray array);

    /**
     * Begins a use of the array, which isn't freed before its release, if torchmm made it or a scope owns it; null if it is no
     * tensor of this kind, or closed.
     */
    Hold hold(NDArray array);

    /** The array as one of torchmm's own that belongs to {@code manager}: closing it waits for its uses. */
    NDArray own(NDArray result, NDManager manager);

    /** What rules may know of an array; valid as long as the array is open. */
    Facts facts(NDArray array);

    /** Whether the array has elements at regular distances: it is not sparse. */
    boolean isDense(NDArray array);

    /** What the array's text says of its gradient: {@code requires_grad=True} or {@code grad_fn=<BmmBackward0>}. */
    Optional<String> gradientText(NDArray array);

    /** The dtype to create arrays of; {@link IllegalArgumentException} for those that this kind cannot create. */
    Dtype creatable(DataType type);

    /** Seeds this kind's random numbers. */
    void seed(long seed);

    /** A new contiguous array that belongs to {@code manager}, filled chunk by chunk; none if the filler throws. */
    NDArray create(NDManager manager, Dtype dtype, long[] sizes, Chunk filler) throws IOException;

    // Of sizes, not of DJL's Shape, whose constructor runs two streams.

    /** A new contiguous array of zeros. */
    NDArray zeros(NDManager manager, Dtype dtype, long[] sizes);

    NDArray ones(NDManager manager, Dtype dtype, long[] sizes);

    /** {@code (n, m)}: ones on the diagonal, zeros elsewhere. */
    NDArray eye(NDManager manager, Dtype dtype, long n, long m);

    /** Numbers drawn from [0, 1). */
    NDArray rand(NDManager manager, Dtype dtype, long[] sizes);

    /** Of mean 0 and deviation 1. */
    NDArray randn(NDManager manager, Dtype dtype, long[] sizes);

    /** Whole numbers drawn from [low, high). */
    NDArray randint(NDManager manager, Dtype dtype, long low, long high, long[] sizes);

    /** The whole numbers below {@code n} in random order; the rule has passed them. */
    NDArray randperm(NDManager manager, Dtype dtype, long n);

    /** A new contiguous array of the elements of another kind's, which is dense, on the CPU and of a dtype that this kind can create. */
    NDArray copy(NDManager manager, Backend other, NDArray array) throws IOException;

    /** Numbers from {@code start} to before {@code end}, to the bit as the kind counts them; the rule has passed them. */
    NDArray arange(NDManager manager, Dtype dtype, double start, double end, double step);

    /** So many numbers from {@code start} to {@code end}, to the bit as libtorch counts them; the rule has passed them. */
    NDArray linspace(NDManager manager, Dtype dtype, double start, double end, long steps);

    /** Shows the data of an array of any layout in row-major order; copies made on the way are freed before it returns. */
    void read(NDArray array, Chunk reader) throws IOException;

    /** Another array over the same memory that belongs to {@code manager}, as will all that is derived from it. */
    NDArray alias(NDArray array, NDManager manager);

    /** The slices {@code from} to {@code to} along a dimension, over the same memory. */
    NDArray slice(NDArray array, int dim, long from, long to);

    /** The slice at an index of a dimension, without that dimension, over the same memory. */
    NDArray select(NDArray array, int dim, long index);

    /** A new contiguous array of the same elements. */
    NDArray contiguousCopy(NDArray array);

    /** The elements converted to another dtype, the array itself if it is of that; belongs to the array's manager. */
    NDArray to(NDArray array, Dtype dtype);

    /** The one element of an array that is not complex: a Long, a Double or a Boolean. */
    Object item(NDArray array);

    /** The product of operands that its rule does not refuse, one of torchmm's own that belongs to {@code manager}. */
    NDArray run(Word word, NDArray input, NDArray other, NDManager manager);

    /**
     * The results of an operation that its rule does not refuse, torchmm's own that belong to {@code manager}: with an argument for each
     * parameter of its schema, lists of arrays as {@link java.util.List}, sizes as {@code long[]}, null for None.
     */
    NDList run(Operation operation, Object[] arguments, NDManager manager);

    /** Whether {@link #call} reaches libtorch's operators. */
    boolean hasOperators();

    /**
     * Any operator of ATen's by its plain name: what it answers, an array or an NDList of torchmm's own that belong to {@code manager},
     * or a Java value.
     *
     * @param arguments of the kinds of {@link org.torchmm.rules.Given}, arrays of this kind that are held; those by name last
     * @param names of those
     * @param isCopy which arrays nobody would see changed
     */
    Object call(String operator, List<?> arguments, List<String> names, Predicate<Object> isCopy, NDManager manager);

    /** The same product written into {@code out}, which is of its size and dtype and shares no elements with the operands. */
    void runInto(Word word, NDArray input, NDArray other, NDArray out);

    /** The same of an operation, an array for each result; one in place writes its first operand, which is given as that too. */
    void runInto(Operation operation, Object[] arguments, NDArray... outs);

    /**
     * Which arrays are known at once to share no element with one of this kind that holds each of its own once; of others nothing is said.
     */
    default Predicate<NDArray> knownApart(NDArray written) {
        return read -> false;
    }

    /** Whether two arrays of this kind have their elements in the same memory. */
    boolean haveOneMemory(NDArray array, NDArray other);

    /** Where the elements of an array of this kind are in its memory. */
    SharedElements.Place place(NDArray array);

    /** Whether products run code of the user's, which may ask for anything. */
    boolean callsBack();

    /** What the engine refused by itself, as torchmm's own checks would: its sentence, no native traces. */
    RuntimeException refusal(EngineException e);
}
