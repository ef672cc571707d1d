package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.stream.Stream;
import org.torchmm.Torch;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.Matrices;

/** The dtypes that a kernel multiplies, behind one face; an array of their elements is an Object. */
public enum ElementType {
    FLOAT32(0x1p-24, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, Float.MAX_EXPONENT, 0x7fc0dead),
    FLOAT64(
            0x1p-53,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Double.MAX_EXPONENT,
            0x7ff8_0000_0000_deadL),
    INT32(0, 1, 1, Integer.MAX_VALUE, 31, 0x5eadbeef),
    INT64(0, 1, 1, Long.MAX_VALUE, 63, 0x5eadbeef_5eadbeefL);

    /** The dtypes that kernels multiply. */
    public static final List<DataType> DTYPES =
            Stream.of(values()).map(ElementType::dtype).toList();

    private final DataType dtype = DataType.valueOf(name());
    private final Element element = Element.valueOf(name());
    private final double roundoff;
    private final double smallest;
    private final double smallestNormal;
    private final double largest;
    private final int maxExponent;
    private final long sentinel;

    ElementType(
            double roundoff, double smallest, double smallestNormal, double largest, int maxExponent, long sentinel) {
        this.roundoff = roundoff;
        this.smallest = smallest;
        this.smallestNormal = smallestNormal;
        this.largest = largest;
        this.maxExponent = maxExponent;
        this.sentinel = sentinel;
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

    /** The type of the elements of matrices. */
    public static ElementType of(Matrices<?> x) {
        return valueOf(x.element().name());
    }

    /** The dtype at that place of a list, so that a group of cases meets them all without asking everything four times. */
    static DataType dtypeInTurn(int at) {
        return DTYPES.get(Math.floorMod(at, DTYPES.size()));
    }

    public DataType dtype() {
        return dtype;
    }

    /** The kernel's word for the same. */
    public Element element() {
        return element;
    }

    public boolean isFloating() {
        return roundoff > 0;
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
        return smallestNormal;
    }

    double largest() {
        return largest;
    }

    int maxExponent() {
        return maxExponent;
    }

    /** What no product of the catalogue gives, as bits: a NaN with a payload, or a large odd number. */
    long sentinel() {
        return sentinel;
    }

    public Object newArray(int length) {
        return element.newArray(length);
    }

    /** The bits in memory; of an integer its value. */
    public long rawBits(Object array, int i) {
        return switch (this) {
            case FLOAT32 -> Float.floatToRawIntBits(((float[]) array)[i]);
            case FLOAT64 -> Double.doubleToRawLongBits(((double[]) array)[i]);
            case INT32 -> ((int[]) array)[i];
            case INT64 -> ((long[]) array)[i];
        };
    }

    /** Sets the bits in memory; of an integer its value, or what the type keeps of it. */
    public void setRawBits(Object array, int i, long bits) {
        switch (this) {
            case FLOAT32 -> ((float[]) array)[i] = Float.intBitsToFloat((int) bits);
            case FLOAT64 -> ((double[]) array)[i] = Double.longBitsToDouble(bits);
            case INT32 -> ((int[]) array)[i] = (int) bits;
            case INT64 -> ((long[]) array)[i] = bits;
        }
    }

    /** Sets the floating or the whole value, whichever the type has. */
    public void set(Object array, int i, double floating, long whole) {
        setRawBits(array, i, isFloating() ? bits(floating) : whole);
    }

    private long bits(double value) {
        return this == FLOAT32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
    }

    double floating(Object array, int i) {
        return this == FLOAT32 ? ((float[]) array)[i] : ((double[]) array)[i];
    }

    long whole(Object array, int i) {
        return this == INT32 ? ((int[]) array)[i] : ((long[]) array)[i];
    }

    /** What makes two numbers the same one: -0 is not 0, every NaN is NaN, as its sign and payload are not defined. */
    long bits(Object array, int i) {
        boolean isNan = isFloating() && Double.isNaN(floating(array, i));
        return isNan ? bits(Double.NaN) : rawBits(array, i);
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
}
