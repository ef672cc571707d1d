package org.torchmm.comparisons;

import java.math.BigDecimal;
import java.util.stream.IntStream;

/**
 * The judge: every element of a product, as exactly as this takes.
 *
 * <p>Integers are sums modulo 2^64, of which their type keeps the low bits. float32 products, and those of halves, are exact in double and are summed in double. float64 sums carry their
 * rounding errors along (double-double: Dot2 of Ogita, Rump and Oishi, Accurate Sum and Dot Product, 2005), after both
 * operands were scaled by powers of two to about 1, so that no product of the catalogue's overflows or underflows here; such a sum
 * is held times 2^{@link #scale}.
 */
final class Reference {

    /** Multiplications from which on rows are summed on all processors. */
    private static final long LARGE = 1 << 24;

    private final ElementType type;
    private final int k;
    private final int scale;
    private final long[] whole;
    private final double[] sums;
    private final double[] rest;
    private final double[] magnitudes;

    private Reference(ElementType type, int k, int scale, int elements) {
        this.type = type;
        this.k = k;
        this.scale = scale;
        int floating = type.isFloating() ? elements : 0;
        whole = new long[elements - floating];
        sums = new double[floating];
        rest = new double[floating];
        magnitudes = new double[floating];
    }

    /** Where one operand's elements are, and the power of two that they are multiplied by. */
    private record Factor(Object data, int[] starts, Contraction.Strides strides, int scale) {

        static Factor of(OperandData operand, int[] starts, Contraction.Strides strides) {
            int scale = operand.data() instanceof double[] data ? Reference.scale(data) : 0;
            return new Factor(operand.data(), starts, strides, scale);
        }

        int index(int q, int i, int j) {
            return starts[q] + i * strides.row() + j * strides.column();
        }
    }

    static Reference of(Contraction product, OperandData a, OperandData b) {
        ElementType type = ElementType.of(a.operand().dtype());
        Factor first = Factor.of(a, product.starts(a), product.firstStrides(a));
        Factor second = Factor.of(b, product.starts(b), product.secondStrides(b));
        Reference reference = new Reference(type, product.k(), first.scale + second.scale, product.elements());
        for (int q = 0; q < product.batchCount(); q++) {
            if (type.isFloating()) {
                reference.floating(q, product, first, second);
            } else {
                reference.whole(q, product, first, second);
            }
        }
        return reference;
    }

    private void whole(int q, Contraction product, Factor a, Factor b) {
        for (int i = 0, at = q * product.m() * product.n(); i < product.m(); i++) {
            for (int j = 0; j < product.n(); j++, at++) {
                long sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += type.whole(a.data, a.index(q, i, l)) * type.whole(b.data, b.index(q, l, j));
                }
                whole[at] = type.kept(sum);
            }
        }
    }

    private void floating(int q, Contraction product, Factor a, Factor b) {
        double[][] columns = new double[product.n()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = line(b, b.index(q, 0, j), b.strides.row());
        }
        IntStream rows = IntStream.range(0, product.m());
        boolean isLarge = (long) product.m() * product.n() * k > LARGE;
        (isLarge ? rows.parallel() : rows).forEach(i -> {
            double[] row = line(a, a.index(q, i, 0), a.strides.column());
            int at = (q * product.m() + i) * product.n();
            for (double[] column : columns) {
                if (type == ElementType.FLOAT64) {
                    sumExactly(row, column, at++);
                } else {
                    sum(row, column, at++);
                }
            }
        });
    }

    /** The k elements from {@code start} on, scaled. */
    private double[] line(Factor factor, int start, int stride) {
        double[] line = new double[k];
        for (int l = 0; l < k; l++) {
            line[l] = Math.scalb(type.floating(factor.data, start + l * stride), factor.scale);
        }
        return line;
    }

    private void sum(double[] row, double[] column, int at) {
        double sum = 0;
        double magnitude = 0;
        for (int l = 0; l < k; l++) {
            double product = row[l] * column[l];
            sum += product;
            magnitude += Math.abs(product);
        }
        sums[at] = sum;
        magnitudes[at] = magnitude;
    }

    private void sumExactly(double[] row, double[] column, int at) {
        double sum = 0;
        double lost = 0;
        double magnitude = 0;
        for (int l = 0; l < k; l++) {
            double product = row[l] * column[l];
            double next = sum + product;
            double back = next - sum;
            lost += ((sum - (next - back)) + (product - back)) + Math.fma(row[l], column[l], -product);
            sum = next;
            magnitude += Math.abs(product);
        }
        sums[at] = sum;
        rest[at] = lost;
        magnitudes[at] = magnitude;
    }

    /** The power of two that brings the largest finite number to about 1. */
    private static int scale(double[] data) {
        double largest = 0;
        for (double value : data) {
            double size = Math.abs(value);
            largest = size > largest && size <= Double.MAX_VALUE ? size : largest;
        }
        return largest == 0 ? 0 : largest < Double.MIN_NORMAL ? 1022 : -Math.getExponent(largest);
    }

    ElementType type() {
        return type;
    }

    /** Products in each sum. */
    int k() {
        return k;
    }

    int elements() {
        return type.isFloating() ? sums.length : whole.length;
    }

    long whole(int at) {
        return whole[at];
    }

    /** The sum, rounded to double; NaN or infinite where every order of summation is. */
    double sum(int at) {
        return Math.scalb(sums[at], -scale);
    }

    /** Whether an infinite operand makes the sum infinite, rather than the sizes of finite ones. */
    boolean isInfinite(int at) {
        return Double.isInfinite(sums[at]);
    }

    /** Whether all products that are not zero have one sign. */
    boolean hasOneSign(int at) {
        return Math.abs(sums[at]) * (1 + 0x1p-20) >= magnitudes[at];
    }

    /** The sum of the absolute products. */
    double magnitude(int at) {
        return Math.scalb(magnitudes[at], -scale);
    }

    /** The sum with all that is kept of it; for finite ones. */
    BigDecimal exactly(int at) {
        BigDecimal power = new BigDecimal(2).pow(Math.abs(scale));
        BigDecimal sum = new BigDecimal(sums[at]).add(new BigDecimal(rest[at]));
        return scale < 0 ? sum.multiply(power) : sum.divide(power);
    }

    /** The distance of a finite value from a finite sum. */
    double error(double value, int at) {
        return Math.scalb(Math.abs((Math.scalb(value, scale) - sums[at]) - rest[at]), -scale);
    }
}
