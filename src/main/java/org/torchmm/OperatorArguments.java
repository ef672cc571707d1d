package org.torchmm;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.torchmm.engine.Backend;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Devices;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Operands;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Given;
import org.torchmm.rules.OperatorName;

/** A call of an operator by its name: its arguments as values of the kinds of {@link Given}, arrays held, or copied, until it is closed. */
final class OperatorArguments implements AutoCloseable {

    private final Calls calls;
    private final String operator;
    private final List<Object> values;
    private final List<String> names;
    private final List<Hold> holds = new ArrayList<>(4);
    private List<Object> copies = List.of();
    private Imports imports;

    private OperatorArguments(Calls calls, String operator, int count) {
        this.calls = calls;
        this.operator = operator;
        values = new ArrayList<>(count);
        names = new ArrayList<>(0);
    }

    static OperatorArguments of(Calls calls, String operator, Object... arguments) {
        OperatorArguments given = new OperatorArguments(calls, OperatorName.of(operator), arguments.length);
        try {
            int last = arguments.length - 1;
            boolean hasNamed = last >= 0 && arguments[last] instanceof Map;
            for (int i = 0; i < arguments.length - (hasNamed ? 1 : 0); i++) {
                given.values.add(given.value(arguments[i], "arguments[" + i + "]", i + 2));
            }
            if (hasNamed) {
                for (Map.Entry<?, ?> named : ((Map<?, ?>) arguments[last]).entrySet()) {
                    given.names.add(String.valueOf(named.getKey()));
                    given.values.add(given.value(named.getValue(), String.valueOf(named.getKey()), last + 2));
                }
            }
            return given;
        } catch (RuntimeException | Error e) {
            given.close();
            throw e;
        }
    }

    Object call() {
        Backend backend = calls.backend;
        if (!backend.hasOperators()) {
            return TableCall.of(calls, operator, values, names);
        }
        backend.begin();
        return backend.call(operator, values, names, this::isCopy, calls.scope.manager());
    }

    /** By identity: arrays are equal that have equal elements. */
    private boolean isCopy(Object array) {
        for (Object copy : copies) {
            if (copy == array) {
                return true;
            }
        }
        return false;
    }

    private Object value(Object argument, String name, int position) {
        if (argument instanceof NDArray array) {
            return array(array, name, position);
        }
        if (argument == null
                || argument instanceof Long
                || argument instanceof Double
                || argument instanceof Boolean
                || argument instanceof String
                || argument instanceof double[]
                || argument instanceof boolean[]) {
            return argument;
        }
        if (argument instanceof Integer || argument instanceof Short || argument instanceof Byte) {
            return ((Number) argument).longValue();
        }
        if (argument instanceof Float number) {
            return number.doubleValue();
        }
        if (argument instanceof long[] whole) {
            return whole.clone();
        }
        if (argument instanceof int[] whole) {
            return Arrays.stream(whole).asLongStream().toArray();
        }
        if (argument instanceof float[] numbers) {
            double[] doubles = new double[numbers.length];
            Arrays.setAll(doubles, i -> numbers[i]);
            return doubles;
        }
        if (argument instanceof Shape shape) {
            return shape.getShape();
        }
        if (argument instanceof DataType type) {
            return dtype(type, name, position);
        }
        if (argument instanceof Device device) {
            return Devices.name(device);
        }
        if (argument instanceof List<?> list) {
            return list(list, name, position);
        }
        if (argument instanceof Object[] array) {
            return list(Arrays.asList(array), name, position);
        }
        throw refusal(name, position, "cannot be a " + argument.getClass().getName());
    }

    private Dtype dtype(DataType type, String name, int position) {
        Dtype dtype = DataTypes.dtype(type);
        if (dtype == null) {
            throw refusal(name, position, "cannot be " + type + ", for which torchmm has no dtype");
        }
        return dtype;
    }

    /** Arrays, or numbers of one kind. */
    private Object list(List<?> list, String name, int position) {
        if (list.isEmpty()) {
            return List.of();
        }
        if (list.stream().allMatch(element -> element == null || element instanceof NDArray)
                && list.stream().anyMatch(NDArray.class::isInstance)) {
            List<Object> arrays = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                NDArray array = (NDArray) list.get(i);
                arrays.add(array == null ? null : array(array, name + "[" + i + "]", position));
            }
            return arrays;
        }
        if (list.stream().allMatch(element -> element instanceof Long || element instanceof Integer)) {
            return list.stream()
                    .mapToLong(element -> ((Number) element).longValue())
                    .toArray();
        }
        if (list.stream().allMatch(Number.class::isInstance)) {
            return list.stream()
                    .mapToDouble(element -> ((Number) element).doubleValue())
                    .toArray();
        }
        throw refusal(name, position, "must be a list of arrays or of numbers, not of several kinds");
    }

    private NDArray array(NDArray array, String name, int position) {
        NDArray own = array;
        if (!calls.backend.isOwn(array)) {
            imports = imports == null ? new Imports(calls.backend, calls.scope.manager()) : imports;
            own = imports.of(array, operator, name, position);
            copies = copies.isEmpty() ? new ArrayList<>() : copies;
            copies.add(own);
        }
        holds.add(Operands.hold(calls.backend, operator, own, name, position));
        return own;
    }

    private IllegalArgumentException refusal(String name, int position, String reason) {
        return new IllegalArgumentException(
                operator + "(): argument '" + name + "' (position " + position + ") " + reason
                        + "; an operator takes arrays, lists of them, numbers, lists of them, truth values, text, dtypes and null");
    }

    @Override
    public void close() {
        holds.forEach(Hold::release);
        if (imports != null) {
            imports.close();
        }
    }
}
