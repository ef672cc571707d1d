package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** What an array comes to element by element. */
final class Each {

    private Each() {}

    /** A new array, in libtorch's memory order. */
    static Operand of(Recycler recycler, UnaryOp op, double parameter, Operand a) {
        return of(recycler, op, parameter, a, null);
    }

    /** The same, written at once into an array that is given where it can be; null for none. */
    static Operand of(Recycler recycler, UnaryOp op, double parameter, Operand a, Operand out) {
        op.check(a.dtype());
        boolean isMagnitude = op == UnaryOp.ABS && a.dtype() == Dtype.COMPLEX64;
        Dtype dtype = isMagnitude ? Dtype.FLOAT32 : op.result(a.dtype());
        Sweep sweep = isMagnitude ? Sweep.ofCopy(a) : Sweep.of(a.sizes(), dtype, a);
        if (!isMagnitude && !op.isIdentity(a.dtype())) {
            sweep = sweep.into(out, dtype);
        }
        Operand x = sweep.of(a);
        if (op.isIdentity(a.dtype())) {
            return sweep.array(Copies.dense(recycler, x.storage(), x.layout(), dtype));
        }
        Storage result = sweep.allocate(recycler, dtype);
        if (isMagnitude) {
            magnitudes(x, result);
        } else {
            compute(op, parameter, x, sweep.through(result));
        }
        return sweep.array(result);
    }

    /** Into the array itself. */
    static void into(UnaryOp op, Operand a) {
        op.check(a.dtype());
        Overlap.checkWritten(a);
        compute(op, 0, a, a);
    }

    private static void compute(UnaryOp op, double parameter, Operand a, Operand result) {
        int count = (int) result.layout().count();
        if (count > 0) {
            Parallel.run(count, 1, Reader.PIECE, (from, to) -> compute(op, parameter, a, result, from, to));
        }
    }

    private static void compute(UnaryOp op, double parameter, Operand a, Operand result, int start, int end) {
        Dtype wide = Promotion.wide(result.dtype());
        int parts = Storage.parts(wide);
        Reader x = new Reader(a, result.dtype()).startingAt(start);
        Writer z = new Writer(result.storage(), result.layout(), wide);
        for (int from = start; from < end; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, end - from);
            x.read(from, n);
            z.begin(from, n);
            switch (wide) {
                case FLOAT32 ->
                    FloatFunctions.apply(op, parameter, (float[]) x.array, x.at, (float[]) z.array, z.at, n);
                case FLOAT64 ->
                    DoubleFunctions.apply(op, parameter, (double[]) x.array, x.at, (double[]) z.array, z.at, n);
                case INT32 -> IntFunctions.apply(op, (int[]) x.array, x.at, (int[]) z.array, z.at, n);
                case INT64 -> LongFunctions.apply(op, (long[]) x.array, x.at, (long[]) z.array, z.at, n);
                default ->
                    ComplexFunctions.apply(op, (float[]) x.array, parts * x.at, (float[]) z.array, parts * z.at, n);
            }
            z.end(from, n);
        }
    }

    private static void magnitudes(Operand a, Storage result) {
        float[] parts = (float[]) a.storage().data;
        a.layout().forEachRow((from, offset, stride, count) -> {
            for (int i = 0; i < count; i++) {
                int at = 2 * (offset + i * stride);
                result.setDouble(from + i, Math.hypot(parts[at], parts[at + 1]));
            }
        });
    }

    /** Where a test of each element holds. */
    static Operand test(Recycler recycler, Test test, Operand a) {
        return test(recycler, test, a, Sweep.of(a.sizes(), null, a));
    }

    /** A test that whole numbers do not pass: libtorch fills a copy. */
    static Operand testOfFractions(Recycler recycler, Test test, Operand a) {
        return a.dtype().isWhole() ? test(recycler, test, a, Sweep.ofCopy(a)) : test(recycler, test, a);
    }

    private static Operand test(Recycler recycler, Test test, Operand a, Sweep sweep) {
        Storage result = sweep.allocate(recycler, Dtype.BOOL);
        byte[] c = (byte[]) result.data;
        sweep.of(a).layout().forEachRow((from, offset, stride, count) -> {
            for (int i = 0; i < count; i++) {
                c[from + i] = (byte) (test.holds(a.storage(), offset + i * stride) ? 1 : 0);
            }
        });
        return sweep.array(result);
    }

    /** A test of the element at an index. */
    interface Test {
        boolean holds(Storage storage, int i);
    }

    static boolean isZero(Storage storage, int i) {
        return !Convert.isTrue(storage, i);
    }

    static boolean isNaN(Storage storage, int i) {
        return !storage.dtype.isWhole() && (Double.isNaN(storage.getDouble(i)) || Double.isNaN(imaginary(storage, i)));
    }

    static boolean isInfinite(Storage storage, int i) {
        return !storage.dtype.isWhole()
                && (Double.isInfinite(storage.getDouble(i)) || Double.isInfinite(imaginary(storage, i)));
    }

    private static double imaginary(Storage storage, int i) {
        return storage.dtype == Dtype.COMPLEX64 ? ((float[]) storage.data)[2 * i + 1] : 0;
    }
}
