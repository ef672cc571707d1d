package org.torchmm.comparisons;

import java.lang.reflect.Array;
import org.torchmm.kernel.Matrices;

/** Kernels that are wrong on purpose, each in one way that kernels are wrong in. {@link WrongKernelsTest} has them caught. */
final class WrongKernels {

    private WrongKernels() {}

    /** Forgets the last column where one is left over from vectors of 8. */
    static final class LosesTail extends PlainKernel {
        @Override
        int columns(Matrices<?> c) {
            return c.columns() > 8 && c.columns() % 8 == 1 ? c.columns() - 1 : c.columns();
        }
    }

    /** Forgets the last step of k behind a whole block of 128. */
    static final class LosesDepth extends PlainKernel {
        @Override
        int inner(Matrices<?> a) {
            return a.columns() > 128 && a.columns() % 128 != 0 ? a.columns() - 1 : a.columns();
        }
    }

    /** Stores whole vectors of 4 where the array has room, past the end of a row. */
    static final class WritesPastRows extends PlainKernel {
        @Override
        void store(Matrices<?> c, int q, int i, int j, long bits) {
            super.store(c, q, i, j, bits);
            for (int l = j + 1; j == c.columns() - 1 && l % 4 != 0; l++) {
                int at = Storage.index(c, q, i, l);
                if (c.columnStride() == 1 && at < Array.getLength(c.data())) {
                    ElementType.of(c).setRawBits(c.data(), at, bits);
                }
            }
        }
    }

    /** Stores one element behind the last. */
    static final class WritesPastEnd extends PlainKernel {
        @Override
        void multiply(Matrices<?> a, Matrices<?> b, Matrices<?> c, Sum sum) {
            super.multiply(a, b, c, sum);
            int end = Storage.index(c, c.batch() - 1, c.rows() - 1, c.columns() - 1) + 1;
            if (c.rows() > 0 && end > 0 && end < Array.getLength(c.data())) {
                ElementType.of(c).setRawBits(c.data(), end, 0);
            }
        }
    }

    /** Takes rows for dense ones. */
    static final class IgnoresRowStride extends PlainKernel {
        @Override
        int second(Matrices<?> b, int q, int k, int j) {
            return b.offset() + q * b.batchStride() + k * b.columns() + j;
        }
    }

    /** Takes a matrix that serves the whole batch for a batch. */
    static final class IgnoresBroadcast extends PlainKernel {
        @Override
        int first(Matrices<?> a, int q, int i, int k) {
            int next = a.batchStride() == 0 ? q * a.rows() * a.columns() : 0;
            return super.first(a, q, i, k) + next;
        }
    }

    /** Skips zeros, and with them 0 * NaN and 0 * inf. */
    static final class SkipsZeros extends PlainKernel {
        @Override
        float add(float sum, float x, float y) {
            return x == 0 ? sum : super.add(sum, x, y);
        }
    }

    /** A NaN becomes 0. */
    static final class LosesNan extends PlainKernel {
        @Override
        float result(float sum) {
            return Float.isNaN(sum) ? 0 : sum;
        }
    }

    /** The largest number instead of infinity. */
    static final class ClampsInfinity extends PlainKernel {
        @Override
        float result(float sum) {
            return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, sum));
        }
    }

    /** Results below the normal numbers become 0. */
    static final class FlushesSubnormals extends PlainKernel {
        @Override
        float result(float sum) {
            return Math.abs(sum) < Float.MIN_NORMAL ? 0 : sum;
        }
    }

    /** A sum of negative zeros is negative: the chain does not begin at +0. */
    static final class KeepsNegativeZero extends PlainKernel {
        @Override
        float add(float sum, float x, float y) {
            return sum == 0 && x * y == 0 ? x * y : super.add(sum, x, y);
        }
    }

    /** Rounds operands to 11 bits, as tensor cores do. */
    static final class RoundsOperands extends PlainKernel {
        @Override
        float factor(float value) {
            return Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffffe000);
        }
    }

    /** Fuses where libtorch rounds twice: other bits below 400 multiplications. */
    static final class Fuses extends PlainKernel {
        @Override
        float add(float sum, float x, float y) {
            return Math.fma(x, y, sum);
        }
    }

    /** Adds up from the end: other bits below 400 multiplications. */
    static final class SumsBackwards extends PlainKernel {
        @Override
        long doubles(Matrices<?> a, Matrices<?> b, int q, int i, int j) {
            int last = a.columns() - 1;
            if (last < 0) {
                return super.doubles(a, b, q, i, j);
            }
            double[] x = (double[]) a.data();
            double[] y = (double[]) b.data();
            double sum = 0;
            for (int k = last; k >= 0; k--) {
                sum += x[first(a, q, i, k)] * y[second(b, q, k, j)];
            }
            return Double.doubleToRawLongBits(sum);
        }
    }

    /** Stops at the largest integer instead of wrapping around. */
    static final class Saturates extends PlainKernel {
        @Override
        long add(long sum, long x, long y) {
            long product = x * y;
            long next = sum + product;
            boolean isOver = ((sum ^ next) & (product ^ next)) < 0;
            return isOver ? (sum < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : next;
        }
    }

    /** Sums integers in floating point. */
    static final class SumsIntegersAsDoubles extends PlainKernel {
        @Override
        long add(long sum, long x, long y) {
            return (long) ((double) sum + (double) x * y);
        }
    }

    /** Adds to what c holds: right as long as c is zeros. */
    static final class Accumulates extends PlainKernel {
        @Override
        void store(Matrices<?> c, int q, int i, int j, long bits) {
            ElementType type = ElementType.of(c);
            long before = type.rawBits(c.data(), Storage.index(c, q, i, j));
            super.store(c, q, i, j, type.isFloating() ? bits : bits + before);
        }
    }

    /** Leaves c alone where k is 0, instead of zeros. */
    static final class LeavesEmptySums extends PlainKernel {
        @Override
        void multiply(Matrices<?> a, Matrices<?> b, Matrices<?> c, Sum sum) {
            if (a.columns() > 0) {
                super.multiply(a, b, c, sum);
            }
        }
    }

    /** Packs into an operand. */
    static final class ChangesOperand extends PlainKernel {
        @Override
        void multiply(Matrices<?> a, Matrices<?> b, Matrices<?> c, Sum sum) {
            super.multiply(a, b, c, sum);
            if (a.batch() * a.rows() * a.columns() > 1) {
                ElementType.of(a)
                        .setRawBits(a.data(), a.offset(), ElementType.of(a).sentinel());
            }
        }
    }

    /** Refuses what it should multiply. */
    static final class RefusesColumns extends PlainKernel {
        @Override
        void multiply(Matrices<?> a, Matrices<?> b, Matrices<?> c, Sum sum) {
            if (c.columns() == 1 && c.rows() > 1) {
                throw new ArrayIndexOutOfBoundsException("Index 1 out of bounds for length 1");
            }
            super.multiply(a, b, c, sum);
        }
    }

    /** Keeps a row of sums in one array for all callers. */
    static class SharesScratch extends PlainKernel {

        long[] scratch = {};

        @Override
        void multiply(Matrices<?> a, Matrices<?> b, Matrices<?> c, Sum sum) {
            if (scratch.length < c.columns()) {
                scratch = new long[c.columns()];
            }
            for (int q = 0; q < c.batch(); q++) {
                for (int i = 0; i < c.rows(); i++) {
                    for (int j = 0; j < c.columns(); j++) {
                        scratch[j] = sum.bits(a, b, q, i, j);
                    }
                    Thread.yield();
                    for (int j = 0; j < c.columns(); j++) {
                        store(c, q, i, j, scratch[j]);
                    }
                }
            }
        }
    }

    /** Gives each half of the batch to a thread, and both the same scratch. */
    static final class RacesWithItself extends SharesScratch {

        @Override
        void multiply(Matrices<?> a, Matrices<?> b, Matrices<?> c, Sum sum) {
            scratch = new long[c.columns()];
            int half = c.batch() / 2;
            Thread helper = new Thread(() -> super.multiply(part(a, 0, half), part(b, 0, half), part(c, 0, half), sum));
            helper.start();
            int rest = c.batch() - half;
            super.multiply(part(a, half, rest), part(b, half, rest), part(c, half, rest), sum);
            try {
                helper.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Matrices<?> part(Matrices<?> x, int from, int count) {
            return x.element()
                    .matrices(
                            x.data(),
                            x.isEmpty() ? x.offset() : x.offset() + from * x.batchStride(),
                            count,
                            x.rows(),
                            x.columns(),
                            x.batchStride(),
                            x.rowStride(),
                            x.columnStride());
        }
    }
}
