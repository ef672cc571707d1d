package org.torchmm.heap;

/**
 * Inverses of square matrices of complex64: factors with partial pivoting by the sum of both parts' sizes, as LAPACK's, each step rounded to
 * float32, so that a matrix whose pivot is 0 there is singular as it is to libtorch, which transposes none of these first.
 */
final class ComplexInverse implements Factors {

    private final int n;
    /** The factors, both in one: real and imaginary parts. */
    private final float[] lu;
    /** Which row of the identity comes where. */
    private final int[] rows;
    /** The parts of a number that was computed last. */
    private float real;

    private float imaginary;

    ComplexInverse(int n) {
        this.n = n;
        lu = new float[2 * n * n];
        rows = new int[n];
    }

    private int at(int i, int j) {
        return 2 * (i * n + j);
    }

    @Override
    public int factor(Storage matrix, int at) {
        System.arraycopy(matrix.data, 2 * at, lu, 0, lu.length);
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        int zero = -1;
        for (int k = 0; k < n; k++) {
            pivot(k);
            if (size(k, k) == 0) {
                zero = zero < 0 ? k : zero;
                continue;
            }
            for (int i = k + 1; i < n; i++) {
                divide(lu[at(i, k)], lu[at(i, k) + 1], at(k, k));
                lu[at(i, k)] = real;
                lu[at(i, k) + 1] = imaginary;
                for (int j = k + 1; j < n; j++) {
                    subtract(lu[at(i, j)], lu[at(i, j) + 1], at(i, k), lu[at(k, j)], lu[at(k, j) + 1]);
                    lu[at(i, j)] = real;
                    lu[at(i, j) + 1] = imaginary;
                }
            }
        }
        return zero;
    }

    private float size(int i, int j) {
        return Math.abs(lu[at(i, j)]) + Math.abs(lu[at(i, j) + 1]);
    }

    private void pivot(int k) {
        int greatest = k;
        for (int i = k + 1; i < n; i++) {
            if (size(i, k) > size(greatest, k)) {
                greatest = i;
            }
        }
        if (greatest != k) {
            for (int j = 0; j < 2 * n; j++) {
                float saved = lu[2 * k * n + j];
                lu[2 * k * n + j] = lu[2 * greatest * n + j];
                lu[2 * greatest * n + j] = saved;
            }
            int row = rows[k];
            rows[k] = rows[greatest];
            rows[greatest] = row;
        }
    }

    /** A number less a product of a factor and another. */
    private void subtract(float a, float b, int factor, float c, float d) {
        double x = lu[factor];
        double y = lu[factor + 1];
        real = a - (float) (x * c - y * d);
        imaginary = b - (float) (x * d + y * c);
    }

    /** A number by a factor, of whose parts no square passes the largest double. */
    private void divide(float a, float b, int divisor) {
        double x = lu[divisor];
        double y = lu[divisor + 1];
        double square = x * x + y * y;
        real = (float) ((a * x + b * y) / square);
        imaginary = (float) ((b * x - a * y) / square);
    }

    /** Column by column of the identity. */
    @Override
    public void solve(Storage result, int at) {
        float[] x = new float[2 * n];
        for (int column = 0; column < n; column++) {
            for (int i = 0; i < n; i++) {
                real = rows[i] == column ? 1 : 0;
                imaginary = 0;
                for (int j = 0; j < i; j++) {
                    subtract(real, imaginary, at(i, j), x[2 * j], x[2 * j + 1]);
                }
                x[2 * i] = real;
                x[2 * i + 1] = imaginary;
            }
            for (int i = n - 1; i >= 0; i--) {
                real = x[2 * i];
                imaginary = x[2 * i + 1];
                for (int j = i + 1; j < n; j++) {
                    subtract(real, imaginary, at(i, j), x[2 * j], x[2 * j + 1]);
                }
                divide(real, imaginary, at(i, i));
                x[2 * i] = real;
                x[2 * i + 1] = imaginary;
                System.arraycopy(x, 2 * i, result.data, 2 * at + at(i, column), 2);
            }
        }
    }
}
