package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.torchmm.AddedProducts;
import org.torchmm.Conditions;
import org.torchmm.Elementwise;
import org.torchmm.MatrixProducts;
import org.torchmm.Out;
import org.torchmm.Torch;
import org.torchmm.rules.Operation;

/**
 * Draws vdot, inner, outer, linear and the products that are added to an input, in all their forms: a new result, into the input, into
 * an array that is given.
 */
final class AddedCalls {

    private static final Number[] NUMBERS = {
        0, 1, 2, -1, 3, 127, 128, -129, 256, 3_000_000_000L, 0.0, 0.5, 1.0, 2.7, -1.5, 2f, 1e300, Double.NaN
    };

    private final Random random;

    AddedCalls(Random random) {
        this.random = random;
    }

    /**
     * A call and the sizes that its operands are to have.
     *
     * @param given which of them it was drawn for
     */
    record Wanted(Call call, List<long[]> sizes, int given) {}

    /** The same of a Torch and of what writes into an array. */
    @FunctionalInterface
    private interface Product {
        NDArray ask(MatrixProducts products, AddedProducts added, NDArray[] x);
    }

    /** One for an array of those sizes. */
    Wanted of(long[] sizes) {
        if (random.nextInt(6) == 0) {
            return everyday(sizes);
        }
        return switch (sizes.length) {
            case 1 -> ofVector(sizes[0]);
            case 2 -> ofMatrix(sizes[0], sizes[1]);
            case 3 -> random.nextInt(4) == 0 ? ofAny(sizes) : ofBatch(sizes[0], sizes[1], sizes[2]);
            default -> ofAny(sizes);
        };
    }

    /** What goes element by element, exactly, which may be written to an operand too. */
    private Wanted everyday(long... sizes) {
        return switch (random.nextInt(5)) {
            case 0 ->
                wanted(
                        Operation.MUL,
                        Closeness.BITS_OF_REAL,
                        (t, a, x) -> ((Elementwise) t).mul(x[0], x[1]),
                        0,
                        sizes,
                        sizes,
                        sizes);
            case 1 ->
                wanted(
                        Operation.MAXIMUM,
                        Closeness.BITS,
                        (t, a, x) -> ((Elementwise) t).maximum(x[0], x[1]),
                        0,
                        sizes,
                        sizes,
                        sizes);
            case 2 ->
                wanted(
                        Operation.LT,
                        Closeness.BITS,
                        (t, a, x) -> ((Conditions) t).lt(x[0], x[1]),
                        0,
                        sizes,
                        sizes,
                        sizes);
            case 3 -> wanted(Operation.NEG, Closeness.BITS, (t, a, x) -> ((Elementwise) t).neg(x[0]), 0, sizes, sizes);
            default ->
                wanted(Operation.TRIL, Closeness.BITS, (t, a, x) -> ((Conditions) t).tril(x[0]), 0, sizes, sizes);
        };
    }

    private long size() {
        return random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(random.nextInt(6) == 0 ? 12 : 5);
    }

    private Wanted ofVector(long m) {
        long n = size();
        return switch (random.nextInt(7)) {
            case 0 -> wanted(Operation.VDOT, Closeness.PRODUCT, (t, a, x) -> t.vdot(x[0], x[1]), 0, s(), s(m), s(m));
            case 1 ->
                wanted(
                        Operation.OUTER,
                        Closeness.BITS_OF_REAL,
                        (t, a, x) -> t.outer(x[0], x[1]),
                        0,
                        s(m, n),
                        s(m),
                        s(n));
            case 2 -> added(Operation.ADDR, 1, s(m, n), s(m), s(n));
            case 3 -> added(Operation.ADDR, 2, s(n, m), s(n), s(m));
            case 4 -> added(Operation.ADDMV, 2, s(n), s(n, m), s(m));
            default -> ofAny(m);
        };
    }

    private Wanted ofMatrix(long n, long m) {
        long p = size();
        return switch (random.nextInt(6)) {
            case 0, 1 -> added(Operation.ADDMM, 1, s(n, p), s(n, m), s(m, p));
            case 2 -> added(Operation.ADDMM, 2, s(p, m), s(p, n), s(n, m));
            case 3 -> added(Operation.ADDMV, 1, s(n), s(n, m), s(m));
            case 4 -> added(Operation.ADDMM, 0, s(n, m), s(n, p), s(p, m));
            default -> ofAny(n, m);
        };
    }

    private Wanted ofBatch(long b, long n, long m) {
        long p = size();
        return switch (random.nextInt(4)) {
            case 0 -> added(Operation.BADDBMM, 1, s(b, n, p), s(b, n, m), s(b, m, p));
            case 1 -> added(Operation.BADDBMM, 0, s(b, n, m), s(b, n, p), s(b, p, m));
            default -> added(Operation.ADDBMM, 1, s(n, p), s(b, n, m), s(b, m, p));
        };
    }

    /** inner and linear, of any rank. */
    private Wanted ofAny(long... sizes) {
        long m = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
        long p = size();
        long[] result = sizes.length == 0 ? s() : sizes.clone();
        if (random.nextInt(3) == 0) {
            long[] other = sizes.length == 0 || random.nextInt(8) == 0 ? s() : s(p, m);
            if (other.length > 0) {
                result[result.length - 1] = p;
            }
            return wanted(
                    Operation.INNER, Closeness.PRODUCT, (t, a, x) -> t.inner(x[0], x[1]), 0, result, sizes, other);
        }
        if (sizes.length > 0) {
            result[result.length - 1] = p;
        }
        if (random.nextInt(3) == 0) {
            return wanted(
                    Operation.LINEAR,
                    Closeness.PRODUCT,
                    (t, a, x) -> t.linear(x[0], x[1]),
                    0,
                    result,
                    sizes,
                    random.nextInt(6) == 0 ? s(m) : s(p, m));
        }
        return wanted(
                Operation.LINEAR,
                Closeness.CONTRACTION,
                (t, a, x) -> t.linear(x[0], x[1], x[2]),
                0,
                result,
                sizes,
                s(p, m),
                random.nextInt(5) == 0 ? s(1) : s(p));
    }

    private static long[] s(long... sizes) {
        return sizes;
    }

    private Wanted wanted(
            Operation operation, Closeness closeness, Product product, int given, long[] result, long[]... sizes) {
        Call call = Call.of(operation.toString(), "", closeness, (torch, x) -> product.ask(torch, torch, x))
                .by(
                        operation,
                        x -> operation == Operation.LINEAR && x.length == 2
                                ? new Object[] {x[0], x[1], null}
                                : operation == Operation.TRIL ? new Object[] {x[0], 0L} : x);
        return form(call, product, given, result, sizes);
    }

    /** A new result, or one into an array that is given. */
    private Wanted form(Call call, Product product, int given, long[] result, long[]... sizes) {
        List<long[]> all = new ArrayList<>(Arrays.asList(sizes));
        int spoiled = random.nextInt(9) == 0 ? random.nextInt(sizes.length) : given;
        if (spoiled != given) {
            all.set(spoiled, spoiled(all.get(spoiled)));
        }
        if (random.nextInt(3) > 0) {
            return new Wanted(call, all, given);
        }
        int out = all.size();
        all.add(random.nextInt(12) == 0 ? spoiled(result) : result);
        Call into = call.into((torch, x) -> {
            Out written = torch.out(x[out]);
            return product.ask(written, written, x);
        });
        return new Wanted(into.writing(out), all, given);
    }

    private long[] spoiled(long[] size) {
        if (size.length > 0 && random.nextInt(3) > 0) {
            long[] other = size.clone();
            other[random.nextInt(size.length)] = size();
            return random.nextBoolean() ? other : Arrays.copyOfRange(size, 1, size.length);
        }
        long[] longer = Arrays.copyOf(size, size.length + 1);
        longer[size.length] = size();
        return longer;
    }

    private Wanted added(Operation operation, int given, long[]... sizes) {
        boolean isPlain = random.nextInt(3) == 0;
        Number beta = isPlain ? 1 : number();
        Number alpha = isPlain ? 1 : number();
        double most = Math.max(1, Math.max(Math.abs(beta.doubleValue()), Math.abs(alpha.doubleValue())));
        boolean areWhole = Math.rint(beta.doubleValue()) == beta.doubleValue()
                && Math.rint(alpha.doubleValue()) == alpha.doubleValue();
        double factor = Double.isNaN(most) ? Double.POSITIVE_INFINITY : areWhole ? most : Math.floor(most) + 0.5;
        Closeness closeness = beta.doubleValue() == 0 ? Closeness.SCALED : Closeness.ADDED;
        String text = isPlain ? "" : Call.text(beta) + ", " + Call.text(alpha);
        if (given > 0 && random.nextInt(4) == 0 || given == 0) {
            Call call = Call.of(
                            operation + "i",
                            text,
                            closeness,
                            (torch, x) -> inPlace(operation, isPlain, torch, x, beta, alpha))
                    .by(inPlace(operation), x -> new Object[] {x[0], x[1], x[2], beta, alpha});
            List<long[]> all = new ArrayList<>(Arrays.asList(sizes));
            int spoiled = random.nextInt(9) == 0 ? random.nextInt(3) : given;
            if (spoiled != given) {
                all.set(spoiled, spoiled(all.get(spoiled)));
            }
            return new Wanted(call.times(factor).writing(0), all, given);
        }
        long[] result = sizes[0];
        long[][] expanded = sizes.clone();
        expanded[0] = input(result);
        Product product = (t, a, x) -> product(operation, isPlain, a, x, beta, alpha);
        Call call = Call.of(operation.toString(), text, closeness, (torch, x) -> product.ask(torch, torch, x))
                .by(operation, x -> new Object[] {x[0], x[1], x[2], beta, alpha})
                .times(factor);
        return form(call, product, given, result, expanded);
    }

    private Number number() {
        return random.nextBoolean()
                ? NUMBERS[random.nextInt(NUMBERS.length)]
                : random.nextBoolean() ? (Number) (random.nextInt(5) - 2) : (Number) (random.nextInt(9) / 4.0 - 1);
    }

    /** Of the result's size, or what expands to it. */
    private long[] input(long[] result) {
        if (random.nextBoolean()) {
            return result;
        }
        long[] input = Arrays.copyOfRange(result, random.nextInt(result.length + 1), result.length);
        if (random.nextInt(3) == 0 && input.length > 0) {
            input[random.nextInt(input.length)] = 1;
        }
        return input;
    }

    private static NDArray product(
            Operation operation, boolean isPlain, AddedProducts t, NDArray[] x, Number beta, Number alpha) {
        return switch (operation) {
            case BADDBMM -> isPlain ? t.baddbmm(x[0], x[1], x[2]) : t.baddbmm(x[0], x[1], x[2], beta, alpha);
            case ADDBMM -> isPlain ? t.addbmm(x[0], x[1], x[2]) : t.addbmm(x[0], x[1], x[2], beta, alpha);
            case ADDMM -> isPlain ? t.addmm(x[0], x[1], x[2]) : t.addmm(x[0], x[1], x[2], beta, alpha);
            case ADDMV -> isPlain ? t.addmv(x[0], x[1], x[2]) : t.addmv(x[0], x[1], x[2], beta, alpha);
            case ADDR -> isPlain ? t.addr(x[0], x[1], x[2]) : t.addr(x[0], x[1], x[2], beta, alpha);
            default -> throw new AssertionError(operation);
        };
    }

    private static NDArray inPlace(
            Operation operation, boolean isPlain, Torch t, NDArray[] x, Number beta, Number alpha) {
        return switch (operation) {
            case BADDBMM -> isPlain ? t.baddbmmi(x[0], x[1], x[2]) : t.baddbmmi(x[0], x[1], x[2], beta, alpha);
            case ADDBMM -> isPlain ? t.addbmmi(x[0], x[1], x[2]) : t.addbmmi(x[0], x[1], x[2], beta, alpha);
            case ADDMM -> isPlain ? t.addmmi(x[0], x[1], x[2]) : t.addmmi(x[0], x[1], x[2], beta, alpha);
            case ADDMV -> isPlain ? t.addmvi(x[0], x[1], x[2]) : t.addmvi(x[0], x[1], x[2], beta, alpha);
            case ADDR -> isPlain ? t.addri(x[0], x[1], x[2]) : t.addri(x[0], x[1], x[2], beta, alpha);
            default -> throw new AssertionError(operation);
        };
    }

    private static Operation inPlace(Operation operation) {
        return Operation.valueOf(operation.name() + "_");
    }
}
