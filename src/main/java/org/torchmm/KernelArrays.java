package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;

/** Java arrays of the four element types that a kernel multiplies, each an Object here: float[], double[], int[], long[]. */
final class KernelArrays {

    /** A little below the largest int: some JVMs refuse to make arrays of the last few lengths. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private KernelArrays() {}

    /** A batch of matrices in one array, without the array: what the records of matrices add to it. */
    record Layout(int offset, int batch, int rows, int columns, int batchStride, int rowStride, int columnStride) {

        /** Dense row-major matrices; {@code batchStride} is 0 where one serves the whole batch. */
        static Layout of(int offset, int batch, int rows, int columns, int batchStride) {
            return new Layout(offset, batch, rows, columns, batchStride, columns, 1);
        }

        FloatMatrices over(float[] data) {
            return new FloatMatrices(data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
        }

        DoubleMatrices over(double[] data) {
            return new DoubleMatrices(data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
        }

        IntMatrices over(int[] data) {
            return new IntMatrices(data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
        }

        LongMatrices over(long[] data) {
            return new LongMatrices(data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
        }
    }

    static boolean canHold(Dtype dtype) {
        return dtype == Dtype.FLOAT32 || dtype == Dtype.FLOAT64 || dtype == Dtype.INT32 || dtype == Dtype.INT64;
    }

    static Object allocate(Dtype dtype, long length) {
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "a Java kernel multiplies arrays of up to " + LONGEST + " elements, not of " + length);
        }
        int size = (int) length;
        return switch (dtype) {
            case FLOAT32 -> new float[size];
            case FLOAT64 -> new double[size];
            case INT32 -> new int[size];
            case INT64 -> new long[size];
            default -> throw new AssertionError(dtype);
        };
    }

    /** The elements of an array of any layout, in row-major order. */
    static Object read(NDArray array, Dtype dtype) {
        Object data = allocate(dtype, array.size());
        try {
            TensorData.read(array, dtype, (from, bytes) -> copy(bytes, dtype, data, (int) from));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // copying to an array does no I/O
        }
        return data;
    }

    private static void copy(ByteBuffer bytes, Dtype dtype, Object data, int from) {
        int count = bytes.remaining() / dtype.bytes;
        switch (dtype) {
            case FLOAT32 -> bytes.asFloatBuffer().get((float[]) data, from, count);
            case FLOAT64 -> bytes.asDoubleBuffer().get((double[]) data, from, count);
            case INT32 -> bytes.asIntBuffer().get((int[]) data, from, count);
            case INT64 -> bytes.asLongBuffer().get((long[]) data, from, count);
            default -> throw new AssertionError(dtype);
        }
    }

    static void multiply(
            MatrixKernel kernel, Object a, Layout layoutA, Object b, Layout layoutB, Object c, Layout layoutC) {
        if (a instanceof float[] data) {
            kernel.bmm(layoutA.over(data), layoutB.over((float[]) b), layoutC.over((float[]) c));
        } else if (a instanceof double[] data) {
            kernel.bmm(layoutA.over(data), layoutB.over((double[]) b), layoutC.over((double[]) c));
        } else if (a instanceof int[] data) {
            kernel.bmm(layoutA.over(data), layoutB.over((int[]) b), layoutC.over((int[]) c));
        } else {
            kernel.bmm(layoutA.over((long[]) a), layoutB.over((long[]) b), layoutC.over((long[]) c));
        }
    }
}
