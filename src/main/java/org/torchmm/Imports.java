package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.torchmm.engine.Backend;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Devices;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Operands;
import org.torchmm.rules.Facts;

/** Copies of a call's operands that are of the other kind of arrays, for as long as the call. */
final class Imports implements AutoCloseable {

    private final Backend backend;
    private final NDManager temporary;

    /** For arrays of a kind, with the memory of a manager. */
    Imports(Backend backend, NDManager manager) {
        this.backend = backend;
        temporary = backend.newTemporary(manager);
    }

    /** The operand itself, or a copy of one that is of the other kind; what is of neither is refused. */
    NDArray of(NDArray operand, String function, String name, int position) {
        if (backend.isOwn(operand)) {
            return operand;
        }
        Backend other = Kinds.of(operand, backend);
        Hold hold = Operands.hold(other, function, operand, name, position);
        try {
            other.begin();
            check(other, operand);
            NDArray copy = backend.copy(temporary, other, operand);
            copy.setName(operand.getName());
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // copying does no I/O
        } finally {
            hold.release();
        }
    }

    private void check(Backend other, NDArray operand) {
        if (!other.isDense(operand)) {
            throw new IllegalArgumentException("only dense arrays are copied from " + other.name() + " to "
                    + backend.name() + ": call toDense() first");
        }
        Facts facts = other.facts(operand);
        if (facts.build().isCuda()) {
            throw new IllegalArgumentException("arrays are copied from " + other.name() + " to " + backend.name()
                    + " on the CPU, not from " + Devices.name(operand.getDevice())
                    + ": bring it here with toDevice(Device.cpu(), false)");
        }
        if (facts.dtype() == null) {
            throw new IllegalArgumentException("an array of dtype " + operand.getDataType()
                    + " cannot be copied from " + other.name() + " to " + backend.name()
                    + ", as DJL does not read its elements");
        }
        backend.creatable(DataTypes.dataType(facts.dtype()));
        if (other.isRecording() && facts.requiresGrad()) {
            throw new IllegalArgumentException(backend.name() + " records no gradients, and an operand requires one:"
                    + " multiply with libtorch, Torch.open(), or detach the operand with stopGradient()");
        }
    }

    @Override
    public void close() {
        temporary.close();
    }
}
