package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.stream.Stream;
import org.torchmm.Torch;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.Matrices;

/**
 * The dtypes that are multiplied and judged, behind one face; an array of their elements is an Object. Those that kernels do not
 * know are held in an array of the wider type that they are multiplied in.
 */
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
    INT64(0, 1, 1, Long.MAX_VALUE, 63, 0x5eadbeef_5eadbeefL),
    FLOAT16(Element.FLOAT32, 0x1p-11, 0x1p-24, 0x1p-14, 65504, 15),
    BFLOAT16(Element.FLOAT32, 0x1p-8, 0x1p-133, Float.MIN_NORMAL, 0x1.FEp127, 127),
    UINT8(Element.INT32, 0, 1, 1, 255, 8),
    INT8(Element.INT32, 0, 1, 1, Byte.MAX_VALUE, 7),
    INT16(Element.INT32, 0, 1, 1, Short.MAX_VALUE, 15);

    /** The dtypes that kernels multiply. */
    public static final List<DataType> DTYPES = Stream.of(values())
            .filter(ElementType::isOfKernels)
            .map(ElementType::dtype)
            .toList();

    private final DataType dtype = DataType.valueOf(name());
    private final Element element;
    private final double roundoff;
    private final double smallest;
    private final double smallestNormal;
    private final double largest;
    private final int maxExponent;
    private final long sentinel;

    ElementType(
            double roundoff, double smallest, double smallestNormal, double largest, int maxExponent, long sentinel) {
        this(null, roundoff, smallest, smallestNormal, largest, maxExponent, sentinel);
    }

    ElementType(
            Element wide,
            double roundoff,
            double smallest,
            double smallestNormal,
            double largest,
            int maxExponent,
            long... sentinel) {
        element = wide == null ? Element.valueOf(name()) : wide;
        this.roundoff = roundoff;
        this.smallest = smallest;
        this.smallestNormal = smallestNormal;
        this.largest = largest;
        this.maxExponent = maxExponent;
        this.sentinel = sentinel.length == 0 ? 0 : sentinel[0];
    }

    /** Null for the dtypes that nobody multiplies, and for complex64. */
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

    /** The kernel's word for the same, or for what it is multiplied in. */
    public Element element() {
        return element;
    }

    /** Whether kernels know this type itself. */
    public boolean isOfKernels() {
        return element.name().equals(name());
    }

    /** Whether DJL's engine has a name for the arrays of libtorch's, so that they are operands and are copied as all others. */
    boolean isNamed() {
        return this != INT16 && this != BFLOAT16;
    }

    /** Whether products of these are sums in float32, rounded once. */
    boolean isHalf() {
        return isFloating() && !isOfKernels();
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
        return switch (element) {
            case FLOAT32 -> Float.floatToRawIntBits(((float[]) array)[i]);
            case FLOAT64 -> Double.doubleToRawLongBits(((double[]) array)[i]);
            case INT32 -> ((int[]) array)[i];
            case INT64 -> ((long[]) array)[i];
        };
    }

    /** Sets the bits in memory; of an integer its value, or what the type keeps of it. */
    public void setRawBits(Object array, int i, long bits) {
        switch (element) {
            case FLOAT32 -> ((float[]) array)[i] = Float.intBitsToFloat((int) bits);
            case FLOAT64 -> ((double[]) array)[i] = Double.longBitsToDouble(bits);
            case INT32 -> ((int[]) array)[i] = (int) kept(bits);
            case INT64 -> ((long[]) array)[i] = bits;
        }
    }

    /** Sets the floating or the whole value, whichever the type has. */
    public void set(Object array, int i, double floating, long whole) {
        setRawBits(array, i, isFloating() ? bits(floating) : whole);
    }

    private long bits(double value) {
        return this == FLOAT64
                ? Double.doubleToRawLongBits(value)
                : Float.floatToRawIntBits((float) (isHalf() ? rounded(value) : value));
    }

    /** The nearest number of the type, the even one of two. */
    private double rounded(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        int exponent = Math.max(Math.getExponent(value), Math.getExponent(smallestNormal));
        double step = Math.scalb(2 * roundoff, exponent);
        double nearest = Math.copySign(Math.rint(value / step) * step, value);
        return Math.abs(nearest) > largest ? Math.copySign(Double.POSITIVE_INFINITY, value) : nearest;
    }

    /** What a whole type keeps of a number. */
    long kept(long value) {
        return switch (this) {
            case INT32 -> (int) value;
            case UINT8 -> value & 0xff;
            case INT8 -> (byte) value;
            case INT16 -> (short) value;
            default -> value;
        };
    }

    double floating(Object array, int i) {
        return element == Element.FLOAT32 ? ((float[]) array)[i] : ((double[]) array)[i];
    }

    long whole(Object array, int i) {
        return element == Element.INT32 ? ((int[]) array)[i] : ((long[]) array)[i];
    }

    /** What makes two numbers the same one: -0 is not 0, every NaN is NaN, as its sign and payload are not defined. */
    long bits(Object array, int i) {
        boolean isNan = isFloating() && Double.isNaN(floating(array, i));
        return isNan ? bits(Double.NaN) : rawBits(array, i);
    }

    NDArray tensor(Torch torch, Object array, long[] size) {
        return switch (element) {
            case FLOAT32 -> isHalf() ? to(torch.tensor((float[]) array, size)) : torch.tensor((float[]) array, size);
            case FLOAT64 -> torch.tensor((double[]) array, size);
            case INT32 -> isOfKernels() ? torch.tensor((int[]) array, size) : to(torch.tensor((int[]) array, size));
            case INT64 -> torch.tensor((long[]) array, size);
        };
    }

    private NDArray to(NDArray wide) {
        return Conversion.of(wide, dtype);
    }

    Object read(NDArray array) {
        return switch (element) {
            case FLOAT32 -> Conversion.of(array, DataType.FLOAT32).toFloatArray();
            case FLOAT64 -> array.toDoubleArray();
            case INT32 -> Conversion.of(array, DataType.INT32).toIntArray();
            case INT64 -> array.toLongArray();
        };
    }
}
