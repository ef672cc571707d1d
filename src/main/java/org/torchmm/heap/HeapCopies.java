package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;

/** DJL's copies: to other arrays, to Java's own, and from buffers into the storage, where every view sees them. */
interface HeapCopies extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    /** A new contiguous array of the same manager; it is held. */
    private HeapArray copied(Dtype dtype) {
        HeapArray array = self();
        HeapArray copy = new HeapArray(
                array.getManager(),
                Copies.dense(array.recycler(), array.storage(), array.layout(), dtype),
                Layout.contiguous(array.layout().sizes()));
        copy.setName(getName());
        return copy;
    }

    @Override
    default HeapArray duplicate() {
        return self().whileHeld(array -> copied(array.dtype()));
    }

    @Override
    default HeapArray toType(DataType dataType, boolean copy) {
        Dtype dtype = Creation.dtype(dataType);
        return self().whileHeld(array -> dtype == array.dtype() && !copy ? array : copied(dtype));
    }

    @Override
    default NDArray toDevice(Device device, boolean copy) {
        if (!device.equals(Device.cpu())) {
            throw new IllegalArgumentException("arrays in Java's memory are on the CPU, not on " + device);
        }
        return copy ? duplicate() : this;
    }

    @Override
    default NDArray toDense() {
        return duplicate();
    }

    /** The elements of a dtype in row-major order, in a Java array of their own. */
    private Object toArray(Dtype dtype) {
        HeapArray array = self();
        array.hold();
        try {
            Layout layout = array.layout();
            return dtype == array.dtype() && layout.isContiguous()
                    ? array.storage().copyOfRange(layout.offset(), (int) layout.count())
                    : Copies.dense(Recycler.NONE, array.storage(), layout, dtype).data;
        } finally {
            array.release();
        }
    }

    /** A copy, in Java's memory; nothing that is asked for a direct buffer could lend one. */
    @Override
    default ByteBuffer toByteBuffer(boolean tryDirect) {
        return self().whileHeld(array -> {
            Operand elements = array.elements().contiguous(Recycler.NONE);
            int count = (int) elements.layout().count();
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, elements.dtype().bytes))
                    .order(ByteOrder.nativeOrder());
            elements.storage().put(bytes, elements.layout().offset(), count);
            return bytes;
        });
    }

    @Override
    default float[] toFloatArray() {
        checkReadAs("toFloatArray", Dtype.FLOAT32, Dtype.FLOAT16, Dtype.BFLOAT16);
        return (float[]) toArray(Dtype.FLOAT32);
    }

    @Override
    default double[] toDoubleArray() {
        checkReadAs("toDoubleArray", Dtype.FLOAT64);
        return (double[]) toArray(Dtype.FLOAT64);
    }

    @Override
    default int[] toIntArray() {
        checkReadAs("toIntArray", Dtype.INT32);
        return (int[]) toArray(Dtype.INT32);
    }

    @Override
    default long[] toLongArray() {
        checkReadAs("toLongArray", Dtype.INT64);
        return (long[]) toArray(Dtype.INT64);
    }

    private void checkReadAs(String method, Dtype... dtypes) {
        Dtype own = self().heldDtype();
        for (Dtype dtype : dtypes) {
            if (own == dtype) {
                return;
            }
        }
        throw new IllegalStateException(method + "() reads " + dtypes[0].python + ", not " + own.python
                + ": convert with toType(DataType." + DataTypes.dataType(dtypes[0]) + ", false)");
    }

    @Override
    default void set(Buffer data) {
        self().whileHeld(array -> {
            long count = array.layout().count();
            BaseNDManager.validateBuffer(data, getDataType(), Math.toIntExact(count));
            Copies.assign(Buffers.storage(data, array.dtype(), count), array.storage(), array.layout());
            return array;
        });
    }
}
