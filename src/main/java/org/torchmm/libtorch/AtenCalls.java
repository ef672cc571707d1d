package org.torchmm.libtorch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Devices;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;
import org.torchmm.rules.SharedElements.Place;
import org.torchmm.rules.Word;

/**
 * libtorch's operators as they are, without a rule in front, and what it knows of an array and DJL does not tell: through one
 * TorchScript module.
 *
 * <p>The module is loaded at the first call, some milliseconds; a call takes 2 to 4 us.
 */
public final class AtenCalls {

    /** What precedes libtorch's own sentence where the interpreter passes it on. */
    private static final String RUNTIME_ERROR = "\nRuntimeError: ";

    private AtenCalls() {}

    private static final class Holder {
        static final Attempt<ScriptModule> MODULE = Attempt.of(AtenCalls::load, LoadFailure::sentence);
    }

    /** Elements between neighbours in each dimension. */
    static long[] stride(PtNDArray array) {
        return call("stride", IValue::toLongArray, array);
    }

    /** Whether a gradient flows back to the array; DJL's {@code hasGradient} says so of leaves only. */
    static boolean requiresGrad(PtNDArray array) {
        return call("requires_grad", IValue::toBoolean, array);
    }

    /** Whether two arrays are of the same storage: what is seen from its start is the same. */
    static boolean haveOneMemory(PtNDArray array, PtNDArray other) {
        return call("have_one_memory", IValue::toBoolean, array, other);
    }

    /** Where the elements are, counted from the start of the storage. */
    static Place place(PtNDArray array) {
        long[] place = call("place", IValue::toLongArray, array);
        int rank = place.length - 1;
        Dtype dtype = TensorFacts.dtype(array);
        return new Place(
                array.getShape().getShape(), Arrays.copyOf(place, rank), place[rank], dtype == null ? 1 : dtype.bytes);
    }

    /**
     * The word's operator on arrays of libtorch's, whatever they are; what libtorch refuses is an {@link EngineException}. The
     * result belongs to the manager of the first.
     */
    public static NDArray run(Word word, NDArray... operands) {
        PtNDManager manager = (PtNDManager) operands[0].getManager();
        return call(word.toString(), result -> result.toTensor(manager), (Object[]) operands);
    }

    /** The same of an operation with one result, with an argument for each parameter of its schema. */
    public static NDArray run(Operation operation, Object... arguments) {
        PtNDManager manager = (PtNDManager) first(arguments).getManager();
        try (IValue result = Operators.call(operation.schema(), arguments)) {
            return result.toTensor(manager);
        }
    }

    private static NDArray first(Object... arguments) {
        for (Object argument : arguments) {
            if (argument instanceof NDArray array) {
                return array;
            }
            if (argument instanceof List<?> arrays) {
                return first(arrays.toArray());
            }
        }
        throw new IllegalArgumentException("an operation of no array");
    }

    /** The array converted, to dtypes that DJL has no name for too; it belongs to the manager of the array. */
    public static NDArray to(NDArray array, Dtype dtype) {
        PtNDManager manager = (PtNDManager) array.getManager();
        String method = dropsImaginaryParts(array, dtype) ? "real_to" : "to";
        return call(method, result -> result.toTensor(manager), array, dtype);
    }

    /** Whether a conversion is one of which libtorch would say on stderr that it drops imaginary parts. */
    static boolean dropsImaginaryParts(NDArray array, Dtype dtype) {
        if (dtype == null || dtype == Dtype.COMPLEX64 || dtype == Dtype.BOOL) {
            return false;
        }
        DataType type = array.getDataType();
        return type == DataType.COMPLEX64 || type == DataType.UNKNOWN && dtype(array) == null;
    }

    /** The same array, or a copy of one that is only marked as conjugate or negated; it belongs to the manager of the array. */
    static PtNDArray resolve(PtNDArray array) {
        PtNDManager manager = array.getManager();
        return call("resolve", result -> result.toTensor(manager), array);
    }

    /** The dtype, of arrays that DJL has no name for too; null for those that torchmm has none for. */
    public static Dtype dtype(NDArray array) {
        return dtype(call("dtype", IValue::toLong, array));
    }

    private static Dtype dtype(long scalarType) {
        for (Dtype dtype : Dtype.values()) {
            if (scalarType(dtype) == scalarType) {
                return dtype;
            }
        }
        return null;
    }

    /** DJL's name of a number of {@code ScalarType}; UNKNOWN for those that torchmm has no dtype for. */
    static DataType dataType(long scalarType) {
        Dtype dtype = dtype(scalarType);
        return dtype == null ? DataType.UNKNOWN : DataTypes.dataType(dtype);
    }

    /** {@code torch.arange} of doubles, on the manager's device and belonging to it. */
    static NDArray arange(PtNDManager manager, Dtype dtype, double start, double end, double step) {
        String device = Devices.name(manager.getDevice());
        return call("arange", result -> result.toTensor(manager), start, end, step, dtype, device);
    }

    /** The number of a dtype in libtorch's {@code ScalarType}, by which TorchScript calls it. */
    static long scalarType(Dtype dtype) {
        return switch (dtype) {
            case UINT8 -> 0;
            case INT8 -> 1;
            case INT16 -> 2;
            case INT32 -> 3;
            case INT64 -> 4;
            case FLOAT16 -> 5;
            case FLOAT32 -> 6;
            case FLOAT64 -> 7;
            case COMPLEX64 -> 9;
            case BOOL -> 11;
            case BFLOAT16 -> 15;
        };
    }

    private static <T> T call(String method, Function<IValue, T> answer, Object... arguments) {
        try (IValue result = NativeValues.object(Holder.MODULE.get().call(method, arguments))) {
            return answer.apply(result);
        }
    }

    /** libtorch's sentence in a refusal, without the interpreter's traceback. */
    public static String sentence(EngineException e) {
        String message = e.getMessage();
        int start = message == null ? -1 : message.lastIndexOf(RUNTIME_ERROR);
        return start < 0
                ? message
                : message.substring(start + RUNTIME_ERROR.length()).strip();
    }

    private static ScriptModule load() {
        Script script = new Script()
                .method("stride", "input: Tensor", "List[int]", "torch.stride(input)")
                .method("to", "input: Tensor, dtype: int", "Tensor", "torch.to(input, dtype)")
                .method(
                        "real_to",
                        "input: Tensor, dtype: int",
                        "Tensor",
                        // in the order of the input's memory, which that of its real parts is not
                        "torch.copy_(torch.empty_like(input, dtype=dtype), torch.real(input))")
                .method("resolve", "input: Tensor", "Tensor", "torch.resolve_neg(torch.resolve_conj(input))")
                .method("dtype", "input: Tensor", "int", "ops.prim.dtype(input)")
                .method("requires_grad", "input: Tensor", "bool", "ops.prim.requires_grad(input)")
                .method(
                        "place",
                        "input: Tensor",
                        "List[int]",
                        "torch.add(torch.stride(input), [torch.storage_offset(input)])")
                .method(
                        "have_one_memory",
                        "input: Tensor, other: Tensor",
                        "bool",
                        "torch.is_set_to(torch.as_strided(input, [0], [1], 0), torch.as_strided(other, [0], [1], 0))")
                .method(
                        "arange",
                        "start: float, end: float, step: float, dtype: int, device: str",
                        "Tensor",
                        "torch.arange(start, end, step, dtype=dtype, device=torch.device(device))");
        for (Word word : Word.values()) {
            script.method(
                    word.toString(),
                    word.operands().stream().map(name -> name + ": Tensor").collect(Collectors.joining(", ")),
                    "Tensor",
                    "torch." + word.operator() + "(" + String.join(", ", word.operands()) + ")");
        }
        return ScriptModule.load(script);
    }
}
