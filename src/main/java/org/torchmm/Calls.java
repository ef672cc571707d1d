package org.torchmm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Creation;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Operands;
import org.torchmm.engine.OwnCalls;
import org.torchmm.engine.Scope;
import org.torchmm.engine.Viewing;
import org.torchmm.kernel.Arguments;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Output;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Word;

/** The one way in for every word: the scope is open, the operands are tensors, torch's rules hold. */
abstract class Calls {

    final Scope scope;
    final Backend backend;

    Calls(Scope scope, Backend backend) {
        this.scope = scope;
        this.backend = backend;
    }

    /** Behind the interfaces of words; {@link Torch} is what implements them. */
    static Calls of(Object words) {
        return (Calls) words;
    }

    /** What a call does, and what else than a refusal it may throw. */
    @FunctionalInterface
    interface Body<T, E extends Exception> {
        T run() throws E;
    }

    /** A call that is no product. */
    final <T, E extends Exception> T call(Body<T, E> body) throws E {
        scope.enter();
        try {
            return body.run();
        } catch (EngineException e) {
            throw backend.refusal(e);
        } finally {
            scope.exit();
        }
    }

    /** The same where code of the user's runs, a stream or a file system: whoever closes there what is in use would wait for himself. */
    final <T, E extends Exception> T callingOut(Body<T, E> body) throws E {
        return call(() -> {
            OwnCalls.enter(scope.chain());
            try {
                return body.run();
            } finally {
                OwnCalls.exit();
            }
        });
    }

    /**
     * The same without a body of its own, as a product of small matrices takes a microsecond, on a stack that one can read.
     *
     * <p>Tried: holds as resources of one try, 40 ns more.
     */
    NDArray multiply(Word word, NDArray input, NDArray other) {
        if (!backend.isOwn(input) || !backend.isOwn(other)) {
            return multiplyCopies(word, input, other);
        }
        scope.enter();
        try {
            Hold first = Operands.hold(backend, word, input, 0);
            try {
                Hold second = Operands.hold(backend, word, other, 1);
                try {
                    word.check(backend.facts(input), backend.facts(other));
                    backend.begin();
                    return backend.callsBack()
                            ? callingBack(word, input, other)
                            : backend.run(word, input, other, scope.manager());
                } finally {
                    second.release();
                }
            } finally {
                first.release();
            }
        } catch (EngineException e) {
            throw backend.refusal(e);
        } finally {
            scope.exit();
        }
    }

    /** Where an operand is of the other kind of arrays. */
    private NDArray multiplyCopies(Word word, NDArray input, NDArray other) {
        return call(() -> {
            try (Imports imports = new Imports(backend, scope.manager())) {
                List<String> names = word.operands();
                return multiply(
                        word,
                        imports.of(input, word.toString(), names.get(0), 1),
                        imports.of(other, word.toString(), names.get(1), 2));
            }
        });
    }

    /** An operation with one result; an argument for each parameter of its schema. */
    final NDArray answer(Operation operation, Object... arguments) {
        return answers(operation, arguments).get(0);
    }

    /** An operation with several results. */
    NDList answers(Operation operation, Object... arguments) {
        return call(() -> {
            try (Held held = Held.of(backend, scope.manager(), operation.toString(), operation.schema(), arguments)) {
                operation.check(held.facts());
                backend.begin();
                Supplier<NDList> run = () -> backend.run(operation, held.values(), scope.manager());
                return backend.callsBack() ? callingBack(held.operands(), run) : run.get();
            }
        });
    }

    /** An operation that writes its first operand, which it answers with. */
    final NDArray write(Operation operation, Object... arguments) {
        return write(
                        operation.toString(),
                        operation.schema(),
                        operation::check,
                        0,
                        values -> backend.runInto(operation, values, (NDArray) values[0]),
                        arguments)
                .get(0);
    }

    /**
     * What writes some of its arguments, the first or the last, and answers with them. What a gradient is recorded of is left to libtorch,
     * which refuses most of it before it looks at anything else.
     *
     * @param mayBeOut how many of the first arguments may be what is written, as they are read element by element
     */
    final NDList write(
            String function,
            Schema schema,
            BiConsumer<Inputs, Output> rule,
            int mayBeOut,
            Consumer<Object[]> run,
            Object... arguments) {
        return call(() -> {
            try (Held held = Held.of(backend, scope.manager(), function, schema, arguments)) {
                int first = schema.firstWritten();
                int end = first + schema.written();
                backend.begin();
                Inputs inputs = held.facts();
                if (!backend.isRecording() || !inputs.requireGrad()) {
                    rule.accept(inputs, Output.of(inputs, first, end - first));
                }
                NDList written = new NDList(end - first);
                for (int index = first; index < end; index++) {
                    held.checkApart(index, mayBeOut);
                    written.add((NDArray) arguments[index]);
                }
                Supplier<NDList> running = () -> {
                    run.accept(held.values());
                    return written;
                };
                return backend.callsBack() ? callingBack(held.operands(), running) : running.get();
            }
        });
    }

    /** A dtype that is asked for, refused where there are no arrays of it. */
    final Dtype dtype(String function, DataType dtype) {
        Arguments.check(dtype, function, "dtype", "DataType");
        Dtype known = DataTypes.dtype(dtype);
        return known == null ? backend.creatable(dtype) : known;
    }

    /** Dimensions of an array's, which are given. */
    static long[] dims(String function, int[] dim, int position) {
        Arguments.check(dim, function, "dim", position, "int[]");
        return Arrays.stream(dim).asLongStream().toArray();
    }

    private NDArray callingBack(Word word, NDArray input, NDArray other) {
        return callingBack(List.of(input, other), () -> backend.run(word, input, other, scope.manager()));
    }

    /** Runs code of the user's: whoever closes there what this call uses would wait for himself. */
    private <T> T callingBack(List<?> operands, Supplier<T> run) {
        List<Object> used = new ArrayList<>(scope.chain());
        used.addAll(operands);
        OwnCalls.enter(used);
        try {
            return run.get();
        } finally {
            OwnCalls.exit();
        }
    }

    /** What is made on the way belongs to nobody who could close it. */
    final NDArray make(Function<Creation, NDArray> factory) {
        scope.enter();
        try (NDManager temporary = backend.newTemporary(scope.manager())) {
            return backend.own(factory.apply(new Creation(backend, temporary)), scope.manager());
        } catch (EngineException e) {
            throw backend.refusal(e);
        } finally {
            scope.exit();
        }
    }

    final NDArray view(String function, NDArray input, BiFunction<Viewing, NDArray, NDArray> view) {
        if (!backend.isOwn(input)) {
            return call(() -> {
                try (Imports imports = new Imports(backend, scope.manager())) {
                    return view(function, imports.of(input, function, "input", 1), view);
                }
            });
        }
        return read(
                function, input, (kind, array) -> backend.own(view.apply(new Viewing(kind), array), scope.manager()));
    }

    /** The number of dimensions of an array of either kind. */
    final int rank(String function, NDArray array, String name, int position) {
        return read(
                function,
                array,
                name,
                position,
                (kind, held) -> kind.facts(held).rank());
    }

    /** What is read of an array of either kind, by its own. */
    final <T> T read(String function, NDArray input, BiFunction<Backend, NDArray, T> reader) {
        return read(function, input, "input", 1, reader);
    }

    private <T> T read(
            String function, NDArray input, String name, int position, BiFunction<Backend, NDArray, T> reader) {
        return call(() -> {
            Backend kind = kind(input);
            Hold hold = Operands.hold(kind, function, input, name, position);
            try {
                kind.begin();
                return reader.apply(kind, input);
            } finally {
                hold.release();
            }
        });
    }

    /** What is said of two arrays, each of either kind, that are read together. */
    final <T> T compare(
            String function,
            NDArray first,
            String firstName,
            NDArray second,
            String secondName,
            Function<Comparison, T> reader) {
        return call(() -> {
            try (Comparison both = Comparison.of(this::kind, function, first, firstName, second, secondName)) {
                return reader.apply(both);
            }
        });
    }

    /** The kind that an array is of; of null and of other engines' arrays, this one, which is to refuse them. */
    private Backend kind(NDArray array) {
        return backend.isOwn(array) ? backend : Kinds.of(array, backend);
    }
}
