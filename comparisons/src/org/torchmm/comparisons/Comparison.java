package org.torchmm.comparisons;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.torchmm.Torch;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.rules.Word;

/**
 * One case with its operands, built once in libtorch's memory and once in Java's, and asked of libtorch, of the reference, and
 * of any number of kernels. Knows
 * nothing of JUnit: tests, the fuzzer and whoever else wants verdicts use it.
 */
public final class Comparison implements AutoCloseable {

    /** libtorch's bmm is a plain sum in order below this many multiplications of one matrix. */
    private static final int SUMMED_IN_ORDER = 400;

    private final Case asked;
    private final OperandData dataA;
    private final OperandData dataB;
    private final Operands libtorchs;
    /** Null until a kernel is asked. */
    private Operands javas;

    private final Outcome libtorch;
    private final Contraction product;
    private final Reference reference;

    /** Builds the operands and asks libtorch. */
    public Comparison(Case asked) {
        this.asked = asked;
        dataA = OperandData.first(asked);
        dataB = OperandData.second(asked);
        libtorchs = new Operands(Torch.open());
        libtorch = isNamed()
                ? ask(libtorchs.torch, libtorchs.a, libtorchs.b)
                : Outcome.of(() -> AtenCalls.run(asked.word(), libtorchs.a, libtorchs.b));
        boolean isMultiplied = !libtorch.isRefused()
                && dataA.data() != null
                && asked.a().dtype() == asked.b().dtype();
        product = isMultiplied ? Contraction.of(asked) : null;
        reference = isMultiplied ? Reference.of(product, dataA, dataB) : null;
    }

    /** Whether libtorch's operands can be torchmm's; else its operator is asked as it is. */
    private boolean isNamed() {
        return Stream.of(asked.a(), asked.b())
                .map(operand -> ElementType.of(operand.dtype()))
                .allMatch(type -> type == null || type.isNamed());
    }

    private Outcome ask(Torch subject, NDArray a, NDArray b) {
        return Outcome.of(() -> ProductCall.of(asked.word(), subject, a, b));
    }

    /** Both operands in one kind's memory, with their layouts. */
    private final class Operands {

        private final Torch torch;
        private final NDArray a;
        private final NDArray b;

        Operands(Torch torch) {
            this.torch = torch;
            a = dataA.tensor(torch);
            b = dataB.tensor(torch);
        }
    }

    /** Those in Java's memory: one kind, whichever kernel multiplies them. */
    private synchronized Operands javas(MatrixKernel kernel) {
        if (javas == null) {
            javas = new Operands(Torch.open(kernel));
        }
        return javas;
    }

    public Case asked() {
        return asked;
    }

    public boolean isRefused() {
        return libtorch.isRefused();
    }

    /** libtorch against the reference; a refusal against the raw operator, which has no rule of torchmm's in front. */
    public Verdict libtorch() {
        if (!libtorch.isRefused()) {
            return judge("libtorch", libtorch);
        }
        String raw = rawSentence();
        return verdict(
                "libtorch",
                libtorch.refusal().endsWith("Exception: " + raw) ? null : "refused with " + libtorch + ", not " + raw,
                0);
    }

    private String rawSentence() {
        try (NDArray result = AtenCalls.run(asked.word(), libtorchs.a, libtorchs.b)) {
            return "at all: it is an array of size " + result.getShape();
        } catch (EngineException e) {
            return AtenCalls.sentence(e);
        }
    }

    /**
     * Every verdict on a kernel: asked through {@link Torch}, and directly where the operands are batches of matrices. None where
     * it does not multiply their type.
     */
    public List<Verdict> of(MatrixKernel kernel) {
        List<Verdict> verdicts = new ArrayList<>();
        if (!Request.isAsked(kernel, asked)) {
            return verdicts;
        }
        verdicts.add(throughTorch(kernel));
        if (isTheSameOfCopies()) {
            verdicts.add(ofBothKinds(kernel));
        }
        Verdict strided = strided(kernel);
        if (strided != null) {
            verdicts.add(strided);
        }
        return verdicts;
    }

    /** A kernel behind {@code Torch.open(kernel)}, of operands in Java's memory: size, dtype, values and refusals. */
    public Verdict throughTorch(MatrixKernel kernel) {
        Operands own = javas(kernel);
        try (Torch subject = Torch.open(kernel)) {
            return judge(kernel.name(), ask(subject, own.a, own.b));
        }
    }

    /**
     * A kernel behind {@code Torch.open(kernel)}, of one operand of libtorch's, which is copied, and one in Java's memory. Only where
     * {@link #isTheSameOfCopies}.
     */
    private Verdict ofBothKinds(MatrixKernel kernel) {
        Operands own = javas(kernel);
        boolean isFirst = asked.seed() % 2 == 0;
        try (Torch subject = Torch.open(kernel)) {
            Outcome outcome = ask(subject, isFirst ? libtorchs.a : own.a, isFirst ? own.b : libtorchs.b);
            return judge(kernel.name() + ", operands of both kinds", outcome);
        }
    }

    /** Every verdict on libtorch: as {@link #libtorch}, and of one operand in Java's memory, which is copied. */
    public List<Verdict> ofLibtorch() {
        return isTheSameOfCopies() ? List.of(libtorch(), libtorchOfBothKinds()) : List.of(libtorch());
    }

    /**
     * Whether libtorch is known to say the same of operands whose strides are others, as those of a copy are. Some refusals depend on
     * them, and so does matmul's of two dtypes: mm refuses them where the batch is one matrix, bmm does not where nothing is computed.
     */
    private boolean isTheSameOfCopies() {
        boolean isRefusedByStrides =
                asked.word() == Word.MATMUL && asked.a().dtype() != asked.b().dtype();
        return !isRefused() && isNamed() && !isRefusedByStrides;
    }

    private Verdict libtorchOfBothKinds() {
        Operands others = javas(MatrixKernels.byName("scalar"));
        boolean isFirst = asked.seed() % 2 == 0;
        NDArray a = isFirst ? others.a : libtorchs.a;
        NDArray b = isFirst ? libtorchs.b : others.b;
        return judge("libtorch, operands of both kinds", ask(libtorchs.torch, a, b));
    }

    /**
     * A kernel called itself, on the operands' own strides, with a c of varied layout between guard zones: values, what is
     * written outside c, and whether the operands are as before. Null where nothing is multiplied, or where no one stride describes
     * a broadcast batch.
     */
    public Verdict strided(MatrixKernel kernel) {
        return strided(kernel, kernel.name() + ", strided", isSummedInOrder());
    }

    /** As {@link #strided}, of a library that owes nobody libtorch's order of summation: within the tolerance is right. */
    public Verdict withinTolerance(MatrixKernel kernel) {
        return strided(kernel, kernel.name(), false);
    }

    private Verdict strided(MatrixKernel kernel, String subject, boolean isBitwise) {
        if (reference == null || !reference.type().isOfKernels()) {
            return null;
        }
        Matrices<?> first = product.first(dataA);
        Matrices<?> second = product.second(dataB);
        if (first == null || second == null) {
            return null;
        }
        ElementType type = reference.type();
        GuardedResult c = new GuardedResult(type, first.batch(), product.m(), product.n(), asked.seed());
        long before = fingerprint();
        try {
            kernel.bmm(first, second, c.matrices());
        } catch (RuntimeException | Error e) {
            return verdict(subject, "threw " + e, 0);
        }
        String damage = c.damage();
        if (damage == null && fingerprint() != before) {
            damage = "Elements of a or b were changed";
        }
        Outcome result = new Outcome(asked.a().dtype(), product.resultSize(), c.values(), null);
        return damage != null
                ? verdict(subject, damage, 0)
                : judge(subject, result, isBitwise, at -> c.isUnwritten(result.data(), at));
    }

    private long fingerprint() {
        long hash = 0;
        for (Object data : List.of(dataA.data(), dataB.data())) {
            int length = Array.getLength(data);
            for (int i = 0; i < length; i++) {
                hash = 31 * hash + reference.type().rawBits(data, i);
            }
        }
        return hash;
    }

    private Verdict judge(String subject, Outcome outcome) {
        return judge(subject, outcome, isSummedInOrder() && outcome != libtorch, at -> false);
    }

    private Verdict judge(String subject, Outcome outcome, boolean isBitwise, IntPredicate isUnwritten) {
        if (outcome.isRefused() != libtorch.isRefused()
                || outcome.isRefused() && !outcome.refusal().equals(libtorch.refusal())) {
            return verdict(subject, "came to " + outcome + ", libtorch to " + libtorch, 0);
        }
        if (outcome.isRefused()) {
            return verdict(subject, null, 0);
        }
        if (!Arrays.equals(outcome.size(), libtorch.size()) || outcome.dtype() != libtorch.dtype()) {
            return verdict(subject, "gave " + outcome + ", libtorch " + libtorch, 0);
        }
        if (reference == null) { // dtypes differ, so nothing was multiplied: no elements, or zeros
            ElementType type = ElementType.of(outcome.dtype());
            Mismatch mismatch = type == null ? null : bits(type, outcome);
            return verdict(subject, mismatch == null ? null : mismatch.toString(), 0);
        }
        if (!Arrays.equals(outcome.size(), product.resultSize())) {
            return verdict(subject, "gave " + outcome + ", not " + Arrays.toString(product.resultSize()), 0);
        }
        Judge judge = new Judge(reference);
        Mismatch mismatch = judge.values(outcome.data(), outcome.size());
        if (mismatch == null && isBitwise) {
            mismatch = bits(reference.type(), outcome);
        }
        String fault =
                mismatch == null ? null : mismatch.withUnwritten(isUnwritten).toString();
        return verdict(subject, fault, judge.greatestShare());
    }

    private Mismatch bits(ElementType type, Outcome outcome) {
        return Judge.bits(type, outcome.data(), libtorch.data(), outcome.size(), Array.getLength(outcome.data()));
    }

    /** Whether libtorch computes this as a bmm of small matrices, whose every bit is defined. */
    private boolean isSummedInOrder() {
        boolean isBmm = asked.a().rank() > 2 && asked.b().rank() > 2;
        return isBmm
                && reference != null
                && reference.type().isFloating()
                && reference.type().isOfKernels()
                && product.work() < SUMMED_IN_ORDER;
    }

    private Verdict verdict(String subject, String fault, double share) {
        return new Verdict(asked, subject, fault, share);
    }

    /** Frees the operands. */
    @Override
    public void close() {
        libtorchs.torch.close();
        if (javas != null) {
            javas.torch.close();
        }
    }
}
