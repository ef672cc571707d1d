package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.torchmm.engine.Backend;
import org.torchmm.rules.Dtype;

/** The elements of an array of either kind in row-major order. */
final class Elements {

    private final Dtype dtype;
    private final ByteBuffer bytes;

    private Elements(Dtype dtype, ByteBuffer bytes) {
        this.dtype = dtype;
        this.bytes = bytes;
    }

    static Elements of(Backend kind, NDArray array) {
        Dtype dtype = kind.facts(array).dtype();
        int count = Math.toIntExact(array.getShape().size());
        ByteBuffer bytes = ByteBuffer.allocate(count * dtype.bytes).order(ByteOrder.nativeOrder());
        try {
            kind.read(array, (from, chunk) -> bytes.put(chunk));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // reading into memory does no I/O
        }
        return new Elements(dtype, bytes.flip());
    }

    /** Numbers: of complex64 both parts of each element. */
    int count() {
        return bytes.limit() / numberBytes();
    }

    private int numberBytes() {
        return dtype == Dtype.COMPLEX64 ? 4 : dtype.bytes;
    }

    boolean isComplex() {
        return dtype == Dtype.COMPLEX64;
    }

    boolean isWhole() {
        return dtype.isWhole();
    }

    /** The bits of a number; all NaN are one. */
    long bits(int i) {
        if (!isWhole() && Double.isNaN(number(i))) {
            return -1;
        }
        return switch (numberBytes()) {
            case 1 -> bytes.get(i);
            case 2 -> bytes.getShort(2 * i);
            case 4 -> bytes.getInt(4 * i);
            default -> bytes.getLong(8 * i);
        };
    }

    double number(int i) {
        return switch (dtype) {
            case FLOAT32, COMPLEX64 -> bytes.getFloat(4 * i);
            case FLOAT64 -> bytes.getDouble(8 * i);
            case FLOAT16 -> half(bytes.getShort(2 * i));
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
            case BOOL, UINT8 -> bytes.get(i) & 0xff;
            case INT8 -> bytes.get(i);
            case INT16 -> bytes.getShort(2 * i);
            case INT32 -> bytes.getInt(4 * i);
            case INT64 -> bytes.getLong(8 * i);
        };
    }

    /** IEEE 754 binary16, which the JDK reads from version 20 on. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = exponent == 0x1f
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(1024 + fraction, exponent - 25);
        return bits < 0 ? -size : size;
    }

    /** The largest number without its sign, infinite and NaN left out; 1 at least. */
    double largest() {
        double largest = 1;
        for (int i = 0; i < count(); i++) {
            double size = Math.abs(number(i));
            largest = size <= Double.MAX_VALUE ? Math.max(largest, size) : largest;
        }
        return largest;
    }

    /** How far from 1 the numbers are, as a power of 2 for all of them together; zeros, infinities and NaN left out. */
    double doublings() {
        double doublings = 0;
        for (int i = 0; i < count(); i++) {
            double size = Math.abs(number(i));
            doublings += size > 0 && size <= Double.MAX_VALUE ? Math.abs(Math.log(size)) / Math.log(2) : 0;
        }
        return doublings;
    }

    /** Whether all numbers are whole ones, whatever the dtype. */
    boolean areWhole() {
        for (int i = 0; i < count(); i++) {
            if (number(i) != Math.rint(number(i))) {
                return false;
            }
        }
        return true;
    }

    boolean isFinite() {
        for (int i = 0; i < count(); i++) {
            if (!Double.isFinite(number(i))) {
                return false;
            }
        }
        return true;
    }

    /** Half the distance from 1 to the next number. */
    double roundoff() {
        return switch (dtype) {
            case FLOAT64 -> 0x1p-53;
            case FLOAT16 -> 0x1p-11;
            case BFLOAT16 -> 0x1p-8;
            default -> 0x1p-24;
        };
    }

    /** What is too large to be summed in every order, or for functions of it to be near. */
    double overflow() {
        return dtype == Dtype.FLOAT64 ? 1e100 : dtype == Dtype.FLOAT16 ? 50 : 1e15;
    }
}
