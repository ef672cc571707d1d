package org.torchmm.heap;

import org.torchmm.rules.ViewRules;

/** Elements copied, broadcast and converted, to where an array has its own. */
final class Assignment {

    private Assignment() {}

    static void of(Operand target, Operand value) {
        Overlap.checkWritten(target);
        long[] sizes = target.sizes();
        Layout from = value.layout().expanded(ViewRules.expand(value, sizes));
        if (target.layout().isContiguous() && target.storage().data != value.storage().data) {
            Copies.copy(value.storage(), from, target.storage(), target.layout().offset());
            return;
        }
        Storage dense = Copies.dense(Recycler.NONE, value.storage(), from, target.dtype());
        Copies.assign(dense, target.storage(), target.layout());
    }
}
