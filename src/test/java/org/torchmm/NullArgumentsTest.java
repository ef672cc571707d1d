package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.kernel.ScalarKernel;

/** Every public method says which argument is null: each of its parameters in turn, the others being right. */
class NullArgumentsTest {

    private static final Torch TORCH = Torch.open();

    private static final Torch IN_JAVA = Torch.open(new ScalarKernel());

    private static final FloatMatrices FLOATS = FloatMatrices.of(new float[1], 1, 1, 1);

    /** What the methods take, each as itself. */
    private static final Map<Class<?>, Object> RIGHT = Map.ofEntries(
            Map.entry(NDArray.class, TORCH.ones(1, 1)),
            Map.entry(NDArray[].class, new NDArray[] {TORCH.ones(1, 1)}),
            Map.entry(List.class, List.of(TORCH.ones(1, 1))),
            Map.entry(Number.class, 1),
            Map.entry(NDList.class, new NDList(TORCH.ones(1))),
            Map.entry(NDManager.class, TORCH.manager()),
            Map.entry(DataType.class, DataType.FLOAT32),
            Map.entry(Device.class, Device.cpu()),
            Map.entry(Shape.class, new Shape(1)),
            Map.entry(MatrixKernel.class, new ScalarKernel()),
            Map.entry(Path.class, Path.of("target", "null-arguments.npz")),
            Map.entry(InputStream.class, new ByteArrayInputStream(new byte[0])),
            Map.entry(String.class, "scalar"),
            Map.entry(String[].class, new String[] {"arr_0"}),
            Map.entry(Object[].class, new float[][] {{1}}),
            Map.entry(Object.class, new float[1]),
            Map.entry(ByteBuffer.class, ByteBuffer.allocate(4)),
            Map.entry(float[].class, new float[1]),
            Map.entry(double[].class, new double[1]),
            Map.entry(int[].class, new int[1]),
            Map.entry(long[].class, new long[] {1}),
            Map.entry(boolean[].class, new boolean[1]),
            Map.entry(Matrices.class, FLOATS),
            Map.entry(FloatMatrices.class, FLOATS),
            Map.entry(DoubleMatrices.class, DoubleMatrices.of(new double[1], 1, 1, 1)),
            Map.entry(IntMatrices.class, IntMatrices.of(new int[1], 1, 1, 1)),
            Map.entry(LongMatrices.class, LongMatrices.of(new long[1], 1, 1, 1)),
            Map.entry(float.class, 1f),
            Map.entry(double.class, 1d),
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(boolean.class, true));

    /** Where null is Python's None. */
    private static final Set<String> NONE = Set.of("linear.bias", "div.roundingMode", "clamp.min", "clamp.max");

    /** What the language or the compiler brings to records and enums. */
    private static final Set<String> NOT_OURS = Set.of("equals", "valueOf");

    @AfterAll
    static void close() {
        TORCH.close();
        IN_JAVA.close();
    }

    /** The receiver, the method, and the index of a parameter. */
    static Stream<Arguments> parameters() {
        List<Arguments> all = new ArrayList<>();
        for (Class<?> type : List.of(
                Torch.class,
                TensorText.class,
                MatrixKernels.class,
                FloatMatrices.class,
                DoubleMatrices.class,
                IntMatrices.class,
                LongMatrices.class)) {
            add(all, type, TORCH);
        }
        add(all, Torch.class, IN_JAVA);
        add(all, Element.class, Element.FLOAT32);
        MatrixKernels.all().forEach(kernel -> add(all, kernel.getClass(), kernel));
        return all.stream();
    }

    private static void add(List<Arguments> all, Class<?> type, Object receiver) {
        Stream.<Executable>concat(Arrays.stream(type.getConstructors()), Arrays.stream(type.getMethods()))
                .filter(call -> call.getDeclaringClass().getName().startsWith("org.torchmm"))
                .filter(call -> !call.isSynthetic() && !NOT_OURS.contains(call.getName()))
                .filter(call -> !(Modifier.isStatic(call.getModifiers()) && receiver instanceof ScalarKernel))
                .forEach(call -> {
                    for (int i = 0; i < call.getParameterCount(); i++) {
                        boolean isNone = NONE.contains(call.getName() + "." + call.getParameters()[i].getName());
                        if (!call.getParameterTypes()[i].isPrimitive() && !isNone) {
                            all.add(Arguments.of(receiver, call, i));
                        }
                    }
                });
    }

    /** An array is of the kind of who is asked, as what is written must be. */
    private static Object right(Object receiver, Class<?> type) {
        return receiver == IN_JAVA && type == NDArray.class ? IN_JAVA.ones(1, 1) : RIGHT.get(type);
    }

    @ParameterizedTest(name = "{1}, parameter {2}", autoCloseArguments = false)
    @MethodSource("parameters")
    void is_refused_by_name(Object receiver, Executable call, int index) throws Exception {
        Parameter[] parameters = call.getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            if (i != index) {
                arguments[i] = right(receiver, parameters[i].getType());
                assertNotNull(arguments[i], call::toString);
            }
        }
        try {
            if (call instanceof Method method) {
                method.invoke(receiver, arguments);
            } else {
                ((Constructor<?>) call).newInstance(arguments);
            }
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getCause();
            assertTrue(
                    refusal instanceof NullPointerException || refusal instanceof IllegalArgumentException,
                    refusal::toString);
            String name = parameters[index].getName();
            assertTrue(
                    String.valueOf(refusal.getMessage()).contains("(): argument '" + name + "'"),
                    () -> "no '" + name + "' in: " + refusal.getMessage());
            return;
        }
        fail(call + " takes null for parameter " + index);
    }
}
