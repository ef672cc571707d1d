package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** The sizes of elements to a power, as doubles: no square of a float is out of their range. */
final class PowerReader extends Reader {

    private final int order;
    private double[] powers = {};
    /** Where the elements themselves are. */
    private Object numbers;

    PowerReader(Operand operand, int order) {
        super(operand, Dtype.FLOAT64);
        this.order = order;
    }

    @Override
    void read(int from, int count) {
        array = numbers == null ? array : numbers;
        super.read(from, count);
        numbers = array;
        double[] x = (double[]) array;
        if (powers.length < count) {
            powers = new double[count];
        }
        if (order == 2) {
            square(x, at, powers, count);
        } else {
            for (int i = 0; i < count; i++) {
                powers[i] = power(Math.abs(x[at + i]), order);
            }
        }
        array = powers;
        at = 0;
    }

    private static void square(double[] x, int at, double[] c, int count) {
        for (int i = 0; i < count; i++) {
            c[i] = x[at + i] * x[at + i];
        }
    }

    private static double power(double size, int order) {
        return switch (order) {
            case 0 -> size != 0 ? 1 : 0;
            case 1 -> size;
            case 2 -> size * size;
            default -> Math.pow(size, order);
        };
    }
}
