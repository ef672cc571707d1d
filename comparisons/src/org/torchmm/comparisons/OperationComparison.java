package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.rules.Dtype;

/**
 * An {@link OperationCase} asked of libtorch's operator, of libtorch through {@link Torch}, and of kernels. The operator is the witness:
 * sizes, dtypes, refusals, whole numbers and sums of small whole numbers are its own; others are within twice the {@link Tolerance}, as
 * both may be off by it, of which the sizes are the operator's too, in float64 and of operands without their signs.
 */
final class OperationComparison implements AutoCloseable {

    private static final String OUT = "out has shape";
    private static final String OUT_DTYPE = "Expected out tensor to have dtype";
    private static final String RESIZED = "Bad in-place call: input tensor size";

    private final OperationCase asked;
    private final Torch libtorch = Torch.open();
    private final Outcome operator;
    private final double[] magnitudes;

    OperationComparison(OperationCase asked) {
        this.asked = asked;
        operator = Outcome.of(() -> OperationCall.ofOperator(asked, operands(libtorch)));
        boolean isRounded = !operator.isRefused() && isFloating(operator.dtype());
        magnitudes = isRounded ? magnitudes() : null;
    }

    private static boolean isFloating(DataType dtype) {
        return dtype == DataType.COMPLEX64 || dtype.isFloating();
    }

    /** New ones each time, as some are written; last what the result goes into. */
    private NDArray[] operands(Torch torch) {
        Stream<Operand> all = asked.out() == null
                ? asked.operands().stream()
                : Stream.concat(asked.operands().stream(), Stream.of(asked.out()));
        List<Operand> list = all.toList();
        return IntStream.range(0, list.size())
                .mapToObj(i -> OperandData.of(list.get(i), asked.values(), asked.seed() * 8 + i)
                        .tensor(torch))
                .toArray(NDArray[]::new);
    }

    private double[] magnitudes() {
        NDArray[] sizes = Stream.of(operands(libtorch))
                .map(operand -> AtenCalls.to(libtorch.abs(operand), Dtype.FLOAT64))
                .toArray(NDArray[]::new);
        List<Number> numbers = asked.numbers().stream()
                .map(number -> (Number) Math.abs(number.doubleValue()))
                .toList();
        OperationCase absolute =
                new OperationCase(asked.word(), asked.operands(), numbers, asked.out(), asked.values(), asked.seed());
        return OperationCall.ofOperator(absolute, sizes).toDoubleArray();
    }

    Verdict ofLibtorch() {
        return judge("libtorch", ask(libtorch));
    }

    /** None where the kernel does not multiply the dtype. */
    List<Verdict> of(MatrixKernel kernel) {
        if (!Request.isAsked(kernel, asked)) {
            return List.of();
        }
        try (Torch subject = Torch.open(kernel)) {
            return List.of(judge(kernel.name(), ask(subject)));
        }
    }

    private Outcome ask(Torch subject) {
        NDArray[] x = operands(subject);
        Supplier<NDArray> call = () -> OperationCall.ofFacade(asked, subject, x);
        return Outcome.of(call);
    }

    private Verdict judge(String subject, Outcome outcome) {
        if (outcome.isRefused() && isOwn(outcome)) {
            return verdict(subject, null, 0);
        }
        if (outcome.isRefused() || operator.isRefused()) {
            boolean isSame = outcome.isRefused()
                    && operator.isRefused()
                    && outcome.refusal().equals(operator.refusal());
            return verdict(subject, isSame ? null : "came to " + outcome + ", the operator to " + operator, 0);
        }
        boolean isCast = asked.out() != null && outcome.dtype() == asked.out().dtype();
        if (!Arrays.equals(outcome.size(), operator.size()) || outcome.dtype() != operator.dtype() && !isCast) {
            return verdict(subject, "gave " + outcome + ", the operator " + operator, 0);
        }
        return outcome.data() == null || outcome.dtype() != operator.dtype()
                ? verdict(subject, null, 0)
                : values(subject, outcome);
    }

    /** What the operator resizes, or was not asked for as it had no array to write into. */
    private boolean isOwn(Outcome refusal) {
        boolean isOtherSize = operator.isRefused()
                || asked.out() != null && !Arrays.equals(asked.out().shape(), operator.size());
        boolean isOtherDtype =
                asked.out() != null && operator.dtype() != asked.out().dtype();
        boolean isResized = asked.word().equals("addbmm_") && !operator.isRefused();
        return isOtherSize && asked.out() != null && refusal.refusal().contains(OUT)
                || isOtherDtype && refusal.refusal().contains(OUT_DTYPE)
                || isResized && refusal.refusal().contains(RESIZED);
    }

    private Verdict values(String subject, Outcome outcome) {
        double share = 0;
        int parts = outcome.dtype() == DataType.COMPLEX64 ? 2 : 1;
        for (int i = 0; i < Array.getLength(outcome.data()); i++) {
            Object actual = Array.get(outcome.data(), i);
            Object expected = Array.get(operator.data(), i);
            if (actual.equals(expected)) {
                continue;
            }
            double allowed = magnitudes == null ? 0 : allowed(magnitudes[i / parts], outcome.dtype());
            double x = ((Number) actual).doubleValue();
            double y = ((Number) expected).doubleValue();
            boolean isInReach = Math.abs(x - y) <= allowed || x == y;
            boolean isBeyond = !(Double.isFinite(x) && Double.isFinite(y)) && !isFinite(magnitudes, i / parts);
            if (!isInReach && !isBeyond) {
                return verdict(
                        subject,
                        "number " + i + " of " + outcome + " is " + actual + ", the operator's " + expected + " (up to "
                                + allowed + " allowed)",
                        0);
            }
            share = Math.max(share, isInReach && allowed > 0 ? Math.abs(x - y) / allowed : 0);
        }
        return verdict(subject, null, share);
    }

    /** Whether every order of summation stays below the largest number. */
    private boolean isFinite(double[] sizes, int i) {
        if (sizes == null) {
            return true;
        }
        ElementType type = type(operator.dtype());
        return sizes[i] * 2 < type.largest();
    }

    private static ElementType type(DataType dtype) {
        return dtype == DataType.COMPLEX64 ? ElementType.FLOAT32 : ElementType.of(dtype);
    }

    /** Sums of small whole numbers are exact, but in halves. */
    private double allowed(double magnitude, DataType dtype) {
        ElementType type = type(dtype);
        boolean areWhole = asked.numbers().stream().allMatch(n -> n.doubleValue() == Math.rint(n.doubleValue()));
        if (asked.values() == Values.INTEGERS && !type.isHalf() && areWhole && magnitude < 1 << 24) {
            return 0;
        }
        List<Integer> a =
                asked.operands().get(asked.operands().size() == 3 ? 1 : 0).size();
        int products = a.isEmpty() ? 1 : a.get(a.size() - 1) * (a.size() == 3 ? a.get(0) : 1);
        double roundings = type.isHalf() ? (a.size() == 3 ? a.get(0) : 1) + 4 : 0; // addbmm rounds each sum
        return 2 * new Tolerance(type, 2 * products + 8).allowed(magnitude)
                + roundings * 2 * type.roundoff() * magnitude;
    }

    private Verdict verdict(String subject, String fault, double share) {
        return new Verdict(asked, subject, fault, share);
    }

    @Override
    public void close() {
        libtorch.close();
    }
}
