package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/**
 * Inverses of square matrices, of complex ones by {@link ComplexInverse}: factors of float32 or float64 with partial pivoting, each step
 * rounded to the dtype, so that a matrix whose pivot is 0 there is singular as it is to libtorch.
 */
final class Inverse implements Factors {

    private final boolean isSingle;
    /** libtorch factors the transposes of contiguous matrices, as LAPACK's columns come first. */
    private final boolean isTransposed;

    private final int n;
    /** The factors, both in one. */
    private final double[] lu;
    /** Which row of the identity comes where. */
    private final int[] rows;

    private Inverse(boolean isSingle, boolean isTransposed, int n) {
        this.isSingle = isSingle;
        this.isTransposed = isTransposed;
        this.n = n;
        lu = new double[n * n];
        rows = new int[n];
    }

    /** Matrix by matrix, {@code (..., N, N)}, contiguous. */
    static Operand of(Recycler recycler, Operand a) {
        int rank = a.rank();
        int n = (int) a.sizes()[rank - 1];
        Storage result = Copies.dense(recycler, a.storage(), a.layout(), a.dtype());
        int batch = n == 0 ? 0 : (int) (a.layout().count() / n / n);
        Factors factors = a.dtype() == Dtype.COMPLEX64
                ? new ComplexInverse(n)
                : new Inverse(a.dtype() == Dtype.FLOAT32, a.layout().isContiguous(), n);
        for (int i = 0; i < batch; i++) {
            int zero = factors.factor(result, i * n * n);
            if (zero >= 0) {
                result.letGo();
                throw Sentences.runtimeError(
                        "linalg.inv: " + (rank > 2 ? "(Batch element " + i + "): " : "") + "The diagonal element "
                                + (zero + 1)
                                + " is zero, the inversion could not be completed because the input matrix is singular.");
            }
            factors.solve(result, i * n * n);
        }
        return new Operand(result, Layout.contiguous(a.sizes().clone()));
    }

    private int place(int i, int j) {
        return isTransposed ? j * n + i : i * n + j;
    }

    private double round(double value) {
        return isSingle ? (float) value : value;
    }

    @Override
    public int factor(Storage matrix, int at) {
        for (int i = 0; i < n; i++) {
            rows[i] = i;
            for (int j = 0; j < n; j++) {
                lu[i * n + j] = matrix.getDouble(at + place(i, j));
            }
        }
        int zero = -1;
        for (int k = 0; k < n; k++) {
            pivot(k);
            if (lu[k * n + k] == 0) {
                zero = zero < 0 ? k : zero;
                continue;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = round(lu[i * n + k] / lu[k * n + k]);
                lu[i * n + k] = factor;
                subtract(i, k, factor);
            }
        }
        return zero;
    }

    private void subtract(int i, int k, double factor) {
        for (int j = k + 1; j < n; j++) {
            lu[i * n + j] = round(lu[i * n + j] - round(factor * lu[k * n + j]));
        }
    }

    private void pivot(int k) {
        int greatest = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(lu[i * n + k]) > Math.abs(lu[greatest * n + k])) {
                greatest = i;
            }
        }
        if (greatest != k) {
            for (int j = 0; j < n; j++) {
                double saved = lu[k * n + j];
                lu[k * n + j] = lu[greatest * n + j];
                lu[greatest * n + j] = saved;
            }
            int row = rows[k];
            rows[k] = rows[greatest];
            rows[greatest] = row;
        }
    }

    /** Column by column of the identity. */
    @Override
    public void solve(Storage result, int at) {
        double[] x = new double[n];
        for (int column = 0; column < n; column++) {
            for (int i = 0; i < n; i++) {
                double sum = rows[i] == column ? 1 : 0;
                for (int j = 0; j < i; j++) {
                    sum = round(sum - round(lu[i * n + j] * x[j]));
                }
                x[i] = sum;
            }
            for (int i = n - 1; i >= 0; i--) {
                double sum = x[i];
                for (int j = i + 1; j < n; j++) {
                    sum = round(sum - round(lu[i * n + j] * x[j]));
                }
                x[i] = round(sum / lu[i * n + i]);
                result.setDouble(at + place(i, column), x[i]);
            }
        }
    }
}
