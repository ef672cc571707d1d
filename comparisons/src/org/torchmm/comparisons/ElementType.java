package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.Stream;
import org.torchmm.Torch;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;

/** The four dtypes that a kernel multiplies, behind one face; an array of them is an Object. */
public enum ElementType {
    FLOAT32(DataType.FLOAT32, float.class, 0x1p-24, Float.MIN_VALUE, Float.MAX_VALUE, Float.MAX_EXPONENT),
    FLOAT64(DataType.FLOAT64, double.class, 0x1p-53, Double.MIN_VALUE, Double.MAX_VALUE, Double.MAX_EXPONENT),
    INT32(DataType.INT32, int.class, 0, 1, Integer.MAX_VALUE, 31),
    INT64(DataType.INT64, long.class, 0, 1, Long.MAX_VALUE, 63);

    /** The dtypes that kernels multiply. */
    static final List<DataType> DTYPES =
            Stream.of(values()).map(ElementType::dtype).toList();

    private final DataType dtype;
    private final Class<?> component;
    private final double roundoff;
    private final double smallest;
    private final double largest;
    private final int maxExponent;

    ElementType(DataType dtype, Class<?> component, double roundoff, double smallest, double largest, int maxExponent) {
        this.dtype = dtype;
        this.component = component;
        this.roundoff = roundoff;
        this.smallest = smallest;
        this.largest = largest;
        this.maxExponent = maxExponent;
    }

    /** Null for the dtypes that no kernel multiplies. */
    public static ElementType of(DataType dtype) {
        for (ElementType type : values()) {
            if (type.dtype == dtype) {
                return type;
            }
        }
        return null;
    }

    /** The type of the elements of an array, which is one of the four. */
    public static ElementType ofArray(Object array) {
        for (ElementType type : values()) {
            if (array.getClass().getComponentType() == type.component) {
                return type;
            }
        }
        throw new IllegalArgumentException(array.getClass() + " is no array of a dtype that kernels multiply");
    }

    /** The dtype at that place of a list, so that a group of cases meets them all without asking everything four times. */
    static DataType dtypeInTurn(int at) {
        return DTYPES.get(Math.floorMod(at, DTYPES.size()));
    }

    public DataType dtype() {
        return dtype;
    }

    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Half the distance from 1 to the next number. */
    public double roundoff() {
        return roundoff;
    }

    /** The smallest subnormal number. */
    double smallest() {
        return smallest;
    }

    double smallestNormal() {
        return this == FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    }

    double largest() {
        return largest;
    }

    int maxExponent() {
        return maxExponent;
    }

    public Object newArray(int length) {
        return Array.newInstance(component, length);
    }

    /** Sets the floating or the whole value, whichever the type has. */
    public void set(Object array, int i, double floating, long whole) {
        switch (this) {
            case FLOAT32 -> ((float[]) array)[i] = (float) floating;
            case FLOAT64 -> ((double[]) array)[i] = floating;
            case INT32 -> ((int[]) array)[i] = (int) whole;
            case INT64 -> ((long[]) array)[i] = whole;
        }
    }

    double floating(Object array, int i) {
        return this == FLOAT32 ? ((float[]) array)[i] : ((double[]) array)[i];
    }

    long whole(Object array, int i) {
        return this == INT32 ? ((int[]) array)[i] : ((long[]) array)[i];
    }

    /** What makes two numbers the same one: -0 is not 0, every NaN is NaN, as its sign and payload are not defined. */
    public long bits(Object array, int i) {
        return switch (this) {
            case FLOAT32 -> Float.floatToIntBits(((float[]) array)[i]);
            case FLOAT64 -> Double.doubleToLongBits(((double[]) array)[i]);
            case INT32, INT64 -> whole(array, i);
        };
    }

    /** The bits in memory. */
    long rawBits(Object array, int i) {
        return switch (this) {
            case FLOAT32 -> Float.floatToRawIntBits(((float[]) array)[i]);
            case FLOAT64 -> Double.doubleToRawLongBits(((double[]) array)[i]);
            case INT32, INT64 -> whole(array, i);
        };
    }

    void setRawBits(Object array, int i, long bits) {
        switch (this) {
            case FLOAT32 -> ((float[]) array)[i] = Float.intBitsToFloat((int) bits);
            case FLOAT64 -> ((double[]) array)[i] = Double.longBitsToDouble(bits);
            case INT32 -> ((int[]) array)[i] = (int) bits;
            case INT64 -> ((long[]) array)[i] = bits;
        }
    }

    /** What no product of the catalogue gives: a NaN with a payload, or a large odd number. */
    long sentinel() {
        return switch (this) {
            case FLOAT32 -> 0x7fc0dead;
            case FLOAT64 -> 0x7ff8_0000_0000_deadL;
            case INT32 -> 0x5eadbeef;
            case INT64 -> 0x5eadbeef_5eadbeefL;
        };
    }

    String text(Object array, int i) {
        return String.valueOf(Array.get(array, i));
    }

    NDArray tensor(Torch torch, Object array, long[] size) {
        return switch (this) {
            case FLOAT32 -> torch.tensor((float[]) array, size);
            case FLOAT64 -> torch.tensor((double[]) array, size);
            case INT32 -> torch.tensor((int[]) array, size);
            case INT64 -> torch.tensor((long[]) array, size);
        };
    }

    Object read(NDArray array) {
        return switch (this) {
            case FLOAT32 -> array.toFloatArray();
            case FLOAT64 -> array.toDoubleArray();
            case INT32 -> array.toIntArray();
            case INT64 -> array.toLongArray();
        };
    }

    public void multiply(MatrixKernel kernel, Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        multiply(kernel, record(a), record(b), record(c));
    }

    /** The product of three records of this type, as {@link #record} makes them. */
    void multiply(MatrixKernel kernel, Object a, Object b, Object c) {
        switch (this) {
            case FLOAT32 -> kernel.bmm((FloatMatrices) a, (FloatMatrices) b, (FloatMatrices) c);
            case FLOAT64 -> kernel.bmm((DoubleMatrices) a, (DoubleMatrices) b, (DoubleMatrices) c);
            case INT32 -> kernel.bmm((IntMatrices) a, (IntMatrices) b, (IntMatrices) c);
            case INT64 -> kernel.bmm((LongMatrices) a, (LongMatrices) b, (LongMatrices) c);
        }
    }

    /** The kernel's own record of these matrices. */
    Object record(Matrices<?> x) {
        return switch (this) {
            case FLOAT32 -> floats(x);
            case FLOAT64 -> doubles(x);
            case INT32 -> ints(x);
            case INT64 -> longs(x);
        };
    }

    private static FloatMatrices floats(Matrices<?> x) {
        return new FloatMatrices(
                (float[]) x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    private static DoubleMatrices doubles(Matrices<?> x) {
        return new DoubleMatrices(
                (double[]) x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    private static IntMatrices ints(Matrices<?> x) {
        return new IntMatrices(
                (int[]) x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    private static LongMatrices longs(Matrices<?> x) {
        return new LongMatrices(
                (long[]) x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }
}
