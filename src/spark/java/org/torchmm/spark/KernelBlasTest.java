package org.torchmm.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** Both overloads of sgemm and dgemm against F2jBLAS, the reference routines in Java. */
class KernelBlasTest {

    private static final long SEED = Long.getLong("seed", 16);

    private static final BLAS REFERENCE = netlib("F2jBLAS");

    private static final Counted KERNEL = new Counted();

    /** F2j's, so that every answer that is not the kernel's is the reference's own. */
    private static final BLAS BLAS = new KernelBlas(REFERENCE, KERNEL);

    static BLAS netlib(String name) {
        try {
            Method instance = Class.forName("dev.ludovic.netlib.blas." + name).getMethod("getInstance");
            instance.setAccessible(true);
            return (BLAS) instance.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Routine names: each with offsets and without. */
    static Stream<List<Object>> overloads() {
        return Stream.of(
                List.of("sgemm", true), List.of("sgemm", false), List.of("dgemm", true), List.of("dgemm", false));
    }

    /** The arguments of one call, which {@link #ask} makes on copies. */
    private record Call(
            String name,
            boolean hasOffsets,
            String transa,
            String transb,
            int m,
            int n,
            int k,
            double alpha,
            Object a,
            int offseta,
            int lda,
            Object b,
            int offsetb,
            int ldb,
            double beta,
            Object c,
            int offsetc,
            int ldc) {

        /** c afterwards, or what was thrown. */
        Object ask(BLAS blas) {
            boolean isFloat = name.equals("sgemm");
            Class<?> scalar = isFloat ? float.class : double.class;
            Class<?> array = scalar.arrayType();
            Object result = copy(c);
            Object alpha1 = isFloat ? (Object) (float) alpha : alpha;
            Object beta1 = isFloat ? (Object) (float) beta : beta;
            try {
                if (hasOffsets) {
                    BLAS.class
                            .getMethod(
                                    name,
                                    String.class,
                                    String.class,
                                    int.class,
                                    int.class,
                                    int.class,
                                    scalar,
                                    array,
                                    int.class,
                                    int.class,
                                    array,
                                    int.class,
                                    int.class,
                                    scalar,
                                    array,
                                    int.class,
                                    int.class)
                            .invoke(
                                    blas, transa, transb, m, n, k, alpha1, copy(a), offseta, lda, copy(b), offsetb, ldb,
                                    beta1, result, offsetc, ldc);
                } else {
                    BLAS.class
                            .getMethod(
                                    name,
                                    String.class,
                                    String.class,
                                    int.class,
                                    int.class,
                                    int.class,
                                    scalar,
                                    array,
                                    int.class,
                                    array,
                                    int.class,
                                    scalar,
                                    array,
                                    int.class)
                            .invoke(
                                    blas, transa, transb, m, n, k, alpha1, copy(a), lda, copy(b), ldb, beta1, result,
                                    ldc);
                }
                return result;
            } catch (InvocationTargetException e) {
                return e.getCause();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        private static Object copy(Object array) {
            return array instanceof float[] x ? x.clone() : array instanceof double[] y ? y.clone() : null;
        }

        @Override
        public String toString() {
            return String.format(
                    "%s %s %s m %d n %d k %d alpha %s offset %d ld %d, offset %d ld %d, beta %s offset %d ld %d",
                    name, transa, transb, m, n, k, alpha, offseta, lda, offsetb, ldb, beta, offsetc, ldc);
        }
    }

    private static Object array(boolean isFloat, int length, Random random) {
        Object array = Array.newInstance(isFloat ? float.class : double.class, length);
        for (int i = 0; i < length; i++) {
            double value = random.nextGaussian();
            if (isFloat) {
                Array.setFloat(array, i, (float) value);
            } else {
                Array.setDouble(array, i, value);
            }
        }
        return array;
    }

    private static Call random(String name, boolean hasOffsets, Random random) {
        boolean isFloat = name.equals("sgemm");
        String[] letters = {"N", "T", "C", "n", "t", "c"};
        String transa = letters[random.nextInt(6)];
        String transb = letters[random.nextInt(6)];
        int m = 1 + random.nextInt(90);
        int n = random.nextInt(8) == 0 ? 257 + random.nextInt(300) : 1 + random.nextInt(90);
        int k = 1 + random.nextInt(90);
        double[] scalars = {0, 1, -1, 0.5, 2.25};
        int rowsa = transa.equalsIgnoreCase("N") ? m : k;
        int rowsb = transb.equalsIgnoreCase("N") ? k : n;
        int lda = rowsa + random.nextInt(4);
        int ldb = rowsb + random.nextInt(4);
        int ldc = m + random.nextInt(4);
        int offseta = hasOffsets ? random.nextInt(9) : 0;
        int offsetb = hasOffsets ? random.nextInt(9) : 0;
        int offsetc = hasOffsets ? random.nextInt(9) : 0;
        // no longer than the last element, now and then
        int slack = random.nextInt(6);
        Object a = array(isFloat, offseta + lda * (m + k - rowsa) - (lda - rowsa) + slack, random);
        Object b = array(isFloat, offsetb + ldb * (n + k - rowsb) - (ldb - rowsb) + slack, random);
        Object c = array(isFloat, offsetc + ldc * n - (ldc - m) + slack, random);
        return new Call(
                name,
                hasOffsets,
                transa,
                transb,
                m,
                n,
                k,
                scalars[random.nextInt(5)],
                a,
                offseta,
                lda,
                b,
                offsetb,
                ldb,
                scalars[random.nextInt(5)],
                c,
                offsetc,
                ldc);
    }

    @ParameterizedTest
    @MethodSource("overloads")
    void random_calls_are_those_of_the_reference(List<Object> overload) {
        Random random = new Random(SEED);
        KERNEL.calls.set(0);
        for (int i = 0; i < 200; i++) {
            Call call = random((String) overload.get(0), (boolean) overload.get(1), random);
            assertClose(call);
        }
        assertTrue(KERNEL.calls.get() > 15, "the kernel was asked " + KERNEL.calls + " times");
    }

    private static void assertClose(Call call) {
        Object expected = call.ask(REFERENCE);
        Object found = call.ask(BLAS);
        String message = call + ", seed " + SEED;
        if (expected instanceof Throwable refusal) {
            assertEquals(refusal.toString(), String.valueOf(found), message);
            return;
        }
        if (expected instanceof float[] x) {
            assertArrayEquals(x, (float[]) found, Math.scalb(1f, -19) * (call.k + 8), message);
        } else {
            assertArrayEquals((double[]) expected, (double[]) found, Math.scalb(1.0, -48) * (call.k + 8), message);
        }
    }

    @ParameterizedTest
    @MethodSource("overloads")
    void what_is_not_c_keeps_its_bits(List<Object> overload) {
        Random random = new Random(SEED);
        Call call = with(random((String) overload.get(0), (boolean) overload.get(1), random), 70, 65, 64, 1, 0);
        Object before = call.c;
        Object after = call.ask(BLAS);
        for (int i = 0; i < Array.getLength(before); i++) {
            int at = i - call.offsetc;
            if (at < 0 || at % call.ldc >= call.m || at / call.ldc >= call.n) {
                assertEquals(Array.get(before, i), Array.get(after, i), call.toString());
            }
        }
    }

    /** The same kind of call with these sizes, c full of what it is to be. */
    private static Call with(Call call, int m, int n, int k, double alpha, double beta) {
        boolean isFloat = call.name.equals("sgemm");
        Random random = new Random(SEED);
        return new Call(
                call.name,
                call.hasOffsets,
                "N",
                "T",
                m,
                n,
                k,
                alpha,
                array(isFloat, call.offseta + (m + 3) * k, random),
                call.offseta,
                m + 3,
                array(isFloat, call.offsetb + (n + 1) * k, random),
                call.offsetb,
                n + 1,
                beta,
                array(isFloat, call.offsetc + (m + 2) * n + 5, random),
                call.offsetc,
                m + 2);
    }

    @ParameterizedTest
    @MethodSource("overloads")
    void a_beta_of_zero_reads_nothing(List<Object> overload) {
        Random random = new Random(SEED);
        for (int size : new int[] {3, 70}) {
            Call call =
                    with(random((String) overload.get(0), (boolean) overload.get(1), random), size, size, size, 0.5, 0);
            for (int i = 0; i < Array.getLength(call.c); i++) {
                if (call.c instanceof float[] floats) {
                    floats[i] = Float.NaN;
                } else {
                    ((double[]) call.c)[i] = Double.NaN;
                }
            }
            assertClose(call);
            assertTrue(Double.isFinite(((Number) Array.get(call.ask(BLAS), call.offsetc)).doubleValue()));
        }
    }

    /** A NaN in an operand, and in c where beta is not 0, is in the result; the reference leaves out products by 0. */
    @ParameterizedTest
    @MethodSource("overloads")
    void NaN_goes_through(List<Object> overload) {
        Random random = new Random(SEED);
        Call call = with(random((String) overload.get(0), (boolean) overload.get(1), random), 70, 70, 70, 1, 1);
        if (call.a instanceof float[] floats) {
            floats[call.offseta + 2] = Float.NaN;
            ((float[]) call.c)[call.offsetc + call.ldc] = Float.NaN;
        } else {
            ((double[]) call.a)[call.offseta + 2] = Double.NaN;
            ((double[]) call.c)[call.offsetc + call.ldc] = Double.NaN;
        }
        assertClose(call);
    }

    @ParameterizedTest
    @MethodSource("overloads")
    void calls_that_compute_nothing_are_the_reference_s(List<Object> overload) {
        String name = (String) overload.get(0);
        boolean hasOffsets = (boolean) overload.get(1);
        Call call = with(random(name, hasOffsets, new Random(SEED)), 70, 70, 70, 1, 1);
        KERNEL.calls.set(0);
        for (double beta : new double[] {0, 1, 0.5}) {
            for (int[] s : new int[][] {{0, 70, 70}, {70, 0, 70}, {70, 70, 0}, {70, 70, 70}}) {
                Call empty = new Call(
                        name,
                        hasOffsets,
                        "N",
                        "T",
                        s[0],
                        s[1],
                        s[2],
                        0,
                        call.a,
                        call.offseta,
                        call.lda,
                        call.b,
                        call.offsetb,
                        call.ldb,
                        beta,
                        call.c,
                        call.offsetc,
                        call.ldc);
                assertClose(empty);
            }
        }
        assertEquals(0, KERNEL.calls.get());
    }

    /** Argument by argument: the same exception with the same words. */
    @ParameterizedTest
    @MethodSource("overloads")
    void refusals_are_netlib_s(List<Object> overload) {
        String name = (String) overload.get(0);
        boolean hasOffsets = (boolean) overload.get(1);
        Call x = with(random(name, hasOffsets, new Random(SEED)), 70, 70, 70, 1, 0.5);
        boolean isFloat = name.equals("sgemm");
        Object tooShort = array(isFloat, 70 * 70 - 1, new Random(SEED));
        Stream<Call> wrong = Stream.of(
                call(x, "X", "N", 70, 70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, null, "N", 70, 70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "Y", 70, 70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", null, 70, 70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "NT", "N", 70, 70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "N", -1, 70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "N", 70, -1, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "N", 70, 70, -1, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "N", -70, -70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "N", 70, 70, 70, x.a, 0, 69, x.b, 0, 71, x.c, 0, 72),
                call(x, "T", "N", 70, 70, 70, x.a, 0, 0, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "N", 70, 70, 70, x.a, 0, 73, x.b, 0, 69, x.c, 0, 72),
                call(x, "N", "T", 70, 70, 70, x.a, 0, 73, x.b, 0, -71, x.c, 0, 72),
                call(x, "N", "N", 70, 70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 0, 69),
                call(x, "N", "N", 70, 70, 70, null, 0, 73, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "N", 70, 70, 70, x.a, 0, 73, null, 0, 71, x.c, 0, 72),
                call(x, "N", "N", 70, 70, 70, x.a, 0, 73, x.b, 0, 71, null, 0, 72),
                call(x, "N", "N", 70, 70, 70, tooShort, 0, 70, x.b, 0, 71, x.c, 0, 72),
                call(x, "N", "N", 70, 70, 70, x.a, 0, 73, tooShort, 0, 70, x.c, 0, 72),
                call(x, "N", "N", 70, 70, 70, x.a, 0, 73, x.b, 0, 71, tooShort, 0, 70));
        Stream<Call> offsets = !hasOffsets
                ? Stream.of()
                : Stream.of(
                        call(x, "N", "N", 70, 70, 70, x.a, -5000, 73, x.b, 0, 71, x.c, 0, 72),
                        call(x, "N", "N", 70, 70, 70, x.a, 400, 73, x.b, 0, 71, x.c, 0, 72),
                        call(x, "N", "N", 70, 70, 70, x.a, 0, 73, x.b, 400, 71, x.c, 0, 72),
                        call(x, "N", "N", 70, 70, 70, x.a, 0, 73, x.b, 0, 71, x.c, 400, 72));
        KERNEL.calls.set(0);
        Stream.concat(wrong, offsets).forEach(call -> {
            assertClose(call);
        });
        assertEquals(0, KERNEL.calls.get(), "the kernel was asked");
    }

    private static Call call(
            Call x,
            String transa,
            String transb,
            int m,
            int n,
            int k,
            Object a,
            int offseta,
            int lda,
            Object b,
            int offsetb,
            int ldb,
            Object c,
            int offsetc,
            int ldc) {
        return new Call(
                x.name,
                x.hasOffsets,
                transa,
                transb,
                m,
                n,
                k,
                1,
                a,
                offseta,
                lda,
                b,
                offsetb,
                ldb,
                0.5,
                c,
                offsetc,
                ldc);
    }

    /** Whatever is not gemm, and gemm of small sizes, reaches the other BLAS with its arguments as they are. */
    @Test
    void every_other_routine_is_handed_on() throws ReflectiveOperationException {
        Object[] seen = new Object[2];
        BLAS other = (BLAS) Proxy.newProxyInstance(
                BLAS.class.getClassLoader(), new Class<?>[] {BLAS.class}, (proxy, method, arguments) -> {
                    seen[0] = method;
                    seen[1] = arguments;
                    return value(method.getReturnType(), 7);
                });
        BLAS blas = new KernelBlas(other, KERNEL);
        int routines = 0;
        for (Method method : BLAS.class.getMethods()) {
            if (java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = value(method.getParameterTypes()[i], i + 1);
            }
            Object answer = method.invoke(blas, arguments);
            assertEquals(method, seen[0]);
            Object[] handed = (Object[]) seen[1];
            for (int i = 0; i < arguments.length; i++) {
                assertTrue(
                        arguments[i] == handed[i] || arguments[i].equals(handed[i]),
                        method + " " + Arrays.asList(handed));
            }
            if (method.getReturnType() == void.class) {
                assertNull(answer);
            } else {
                assertEquals(value(method.getReturnType(), 7), answer);
            }
            routines++;
        }
        assertTrue(routines > 100, routines + " routines");
    }

    private static Object value(Class<?> type, int number) {
        return type == int.class
                ? (Object) number
                : type == float.class
                        ? (Object) (float) number
                        : type == double.class
                                ? (Object) (double) number
                                : type == boolean.class
                                        ? (Object) true
                                        : type == String.class
                                                ? "N"
                                                : type.isArray() ? Array.newInstance(type.getComponentType(), 1) : null;
    }

    /** The best kernel, with its calls counted. */
    static final class Counted implements MatrixKernel {

        final AtomicInteger calls = new AtomicInteger();

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
            calls.incrementAndGet();
            MatrixKernels.best().bmm(a, b, c);
        }

        @Override
        public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
            calls.incrementAndGet();
            MatrixKernels.best().bmm(a, b, c);
        }

        @Override
        public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
            throw new UnsupportedOperationException();
        }
    }
}
