package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.dim.NDIndexAll;
import ai.djl.ndarray.index.dim.NDIndexBooleans;
import ai.djl.ndarray.index.dim.NDIndexElement;
import ai.djl.ndarray.index.dim.NDIndexFixed;
import ai.djl.ndarray.index.dim.NDIndexNull;
import ai.djl.ndarray.index.dim.NDIndexPick;
import ai.djl.ndarray.index.dim.NDIndexSlice;
import ai.djl.ndarray.index.dim.NDIndexTake;
import ai.djl.ndarray.index.full.NDIndexFullPick;
import java.util.List;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/** What an index of DJL's selects. */
final class IndexReader {

    private IndexReader() {}

    static HeapArray get(HeapArray array, NDIndex index, NDManager manager) {
        if (hasPick(index)) {
            return owned(picked(array, index), manager);
        }
        HeapArray result = array.whileHeld(held -> {
            if (held.layout().rank() == 0 && index.getIndices().isEmpty()) {
                return held.duplicate();
            }
            Selection selection = selection(held.layout(), index);
            return selection.hasArrays()
                    ? Computed.wrapped(held, selection.picked().read(held.recycler(), held.storage()))
                    : held.view(layout -> selection.layout());
        });
        return owned(result, manager);
    }

    static HeapArray owned(HeapArray result, NDManager manager) {
        result.attach(manager);
        return result;
    }

    /** The array is held, and the value not to be closed. */
    static void set(HeapArray array, NDIndex index, Operand value) {
        if (hasPick(index)) {
            throw Uncomputed.refusal("set(new NDIndex().addPickDim(index), value)");
        }
        Selection selection = selection(array.layout(), index);
        Operand squeezed = new Operand(value.storage(), withoutLeadingOnes(value.layout()));
        if (!selection.hasArrays()) {
            Assignment.of(new Operand(array.storage(), selection.layout()), squeezed);
            return;
        }
        boolean isFill = value.layout().count() == 1
                && index.getIndices().stream()
                        .noneMatch(element -> element instanceof NDIndexTake
                                || element instanceof NDIndexBooleans && element.getRank() == 0);
        if (!isFill && value.dtype() != array.dtype()) {
            throw Sentences.runtimeError("Index put requires the source and destination dtypes match, got "
                    + array.dtype().scalarType + " for the destination and " + value.dtype().scalarType
                    + " for the source.");
        }
        selection.picked().write(array.storage(), squeezed);
    }

    private static Layout withoutLeadingOnes(Layout layout) {
        boolean[] dropped = new boolean[layout.rank()];
        for (int d = 0; d < dropped.length && layout.sizes()[d] == 1; d++) {
            dropped[d] = true;
        }
        return layout.without(dropped);
    }

    private static boolean hasPick(NDIndex index) {
        return index.getIndices().stream().anyMatch(element -> element instanceof NDIndexPick);
    }

    /** The elements that the index names along the dimension it stands at. */
    private static HeapArray picked(HeapArray array, NDIndex index) {
        NDIndexFullPick pick = NDIndexFullPick.fromIndex(index, array.getShape())
                .orElseThrow(() -> Uncomputed.refusal("get() by addPickDim(index) beside other than all dimensions"));
        HeapArray places = Computed.own(pick.getIndices());
        return Computed.of(
                array,
                places,
                (a, b) -> Gathering.gather(array.recycler(), a, expanded(a, b).as(Dtype.INT64), pick.getAxis()));
    }

    /** With dimensions of size 1 behind it, or around it, until it has as many; not in front alone, where DJL does not look. */
    private static Operand expanded(Operand a, Operand index) {
        int missing = a.rank() - index.rank();
        for (int before = 0; before < missing; before++) {
            boolean fits = true;
            for (int d = 0; d < index.rank(); d++) {
                fits &= index.sizes()[d] == a.sizes()[before + d];
            }
            if (fits) {
                Layout layout = index.layout();
                for (int d = 0; d < missing; d++) {
                    layout = layout.unsqueezed(d < before ? 0 : layout.rank());
                }
                return new Operand(index.storage(), layout);
            }
        }
        if (missing != 0) {
            throw new IllegalArgumentException("expand shape failed! Cannot expand from "
                    + new ai.djl.ndarray.types.Shape(index.sizes()) + "to "
                    + new ai.djl.ndarray.types.Shape(a.sizes()));
        }
        return index;
    }

    private static Selection selection(Layout layout, NDIndex index) {
        List<NDIndexElement> elements = index.getIndices();
        int taken = 0;
        for (NDIndexElement element : elements) {
            taken += element instanceof NDIndexNull ? 0 : element.getRank();
        }
        boolean isOne =
                elements.size() == 1 && index.getEllipsisIndex() < 0 && !(elements.get(0) instanceof NDIndexTake);
        if (taken > layout.rank() && !(isOne && layout.rank() == 0)) {
            throw Sentences.indexError("too many indices for tensor of dimension " + layout.rank());
        }
        Selection selection = new Selection(layout);
        for (int i = 0; i < elements.size(); i++) {
            if (i == index.getEllipsisIndex()) {
                selection.skip(layout.rank() - taken);
            }
            add(selection, elements.get(i), index.getEllipsisIndex() < 0 || i < index.getEllipsisIndex() ? i : i + 1);
        }
        return selection;
    }

    private static void add(Selection selection, NDIndexElement element, int place) {
        if (element instanceof NDIndexNull) {
            selection.newDimension();
        } else if (element instanceof NDIndexAll) {
            selection.slice(null, null, null);
        } else if (element instanceof NDIndexFixed fixed) {
            selection.number(fixed.getIndex(), place);
        } else if (element instanceof NDIndexSlice slice) {
            selection.slice(slice.getMin(), slice.getMax(), slice.getStep());
        } else if (element instanceof NDIndexBooleans mask) {
            selection.array(whole(mask.getIndex(), Dtype.BOOL));
        } else if (element instanceof NDIndexTake take) {
            selection.array(whole(take.getIndex(), Dtype.INT64));
        } else {
            throw Uncomputed.refusal("get() by " + element.getClass().getSimpleName());
        }
    }

    /** A copy, which nobody can close while it is read. */
    private static Operand whole(NDArray index, Dtype dtype) {
        return Computed.own(index)
                .whileHeld(held -> new Operand(
                        Copies.dense(Recycler.NONE, held.storage(), held.layout(), dtype),
                        Layout.contiguous(held.layout().sizes())));
    }
}
