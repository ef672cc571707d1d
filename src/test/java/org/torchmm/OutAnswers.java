package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.torchmm.rules.Operation;

/** Operations whose results go into arrays that are given, with an argument for each parameter of the schema: for tests of other packages. */
public final class OutAnswers {

    private OutAnswers() {}

    /** {@code torch.out(...)} with the operation's word; an array for each result. */
    public static NDList of(Torch torch, Operation operation, NDArray[] outs, Object... arguments) {
        Out into = outs.length == 1 ? torch.out(outs[0]) : torch.out(outs[0], outs[1]);
        return into.answers(operation, arguments);
    }
}
