package org.torchmm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Creation;
import org.torchmm.engine.Operands;
import org.torchmm.engine.Scope;
import org.torchmm.engine.Viewing;
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

    /** The bracket around a call. */
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

    final NDArray multiply(Word word, NDArray input, NDArray other) {
        return call(() -> {
            Operands.check(backend, word, input, 0);
            Operands.check(backend, word, other, 1);
            Operands.checkSameDevice(backend, input, other);
            word.check(backend.facts(input), backend.facts(other));
            return scope.own(backend.run(word, input, other));
        });
    }

    final NDArray make(Function<Creation, NDArray> factory) {
        return call(() -> factory.apply(new Creation(backend, scope.manager())));
    }

    final NDArray view(String function, NDArray input, BiFunction<Viewing, NDArray, NDArray> view) {
        return read(function, input, (kind, array) -> scope.own(view.apply(new Viewing(kind), array)));
    }

    final <T> T read(String function, NDArray input, BiFunction<Backend, NDArray, T> reader) {
        return call(() -> {
            Operands.check(backend, function, input, "input", 1);
            return reader.apply(backend, input);
        });
    }
}
