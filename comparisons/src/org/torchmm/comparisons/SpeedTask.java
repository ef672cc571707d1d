package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import org.torchmm.Torch;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.rules.Word;

/**
 * A case ready to be multiplied again and again, by either rule of where the result goes: a new array each time, or one array
 * that is given. libtorch has the first alone, as DJL has no product that writes into an array. No one copies an operand.
 */
public final class SpeedTask implements AutoCloseable {

    private final Torch torch = Torch.open();
    private final NDArray a;
    private final NDArray b;
    private final boolean isBatch;
    private final ElementType type;
    private final Contraction product;
    private final Matrices<?> first;
    private final Matrices<?> second;

    public SpeedTask(Case asked) {
        OperandData dataA = OperandData.first(asked);
        OperandData dataB = OperandData.second(asked);
        a = dataA.tensor(torch);
        b = dataB.tensor(torch);
        isBatch = asked.word() == Word.BMM;
        type = ElementType.of(asked.a().dtype());
        product = Contraction.of(asked);
        first = product.first(dataA);
        second = product.second(dataB);
    }

    /** One product by DJL's own call, the shortest way to libtorch that Java has; its result, in libtorch's memory, is freed. */
    public void byLibtorch() {
        (isBatch ? a.batchMatMul(b) : a.matMul(b)).close();
    }

    /** One product by a kernel, into a new array on the Java heap. */
    public Runnable intoNew(MatrixKernel kernel) {
        return () -> kernel.bmm(first, second, result());
    }

    /** One product by a kernel, into an array that is there already. */
    public Runnable intoGiven(MatrixKernel kernel) {
        Matrices<?> c = result();
        return () -> kernel.bmm(first, second, c);
    }

    /** The first operand, where it lies. */
    public Matrices<?> first() {
        return first;
    }

    /** The second operand, where it lies. */
    public Matrices<?> second() {
        return second;
    }

    /** Room for a result, in a new array. */
    public Matrices<?> result() {
        return MatrixLayout.DENSE.matrices(type, 0, product.batchCount(), product.m(), product.n(), 0);
    }

    /** Multiplications and additions of one product: 2 m n k B. */
    public static double operations(Case asked) {
        Contraction product = Contraction.of(asked);
        return 2.0 * product.elements() * product.k();
    }

    /** Bytes that have to be read and written at least once, each operand and the result. */
    public static double bytes(Case asked) {
        double elements = Contraction.of(asked).elements();
        for (Operand operand : new Operand[] {asked.a(), asked.b()}) {
            elements += operand.size().stream().mapToDouble(s -> s).reduce(1, (x, y) -> x * y);
        }
        return elements * asked.a().dtype().getNumOfBytes();
    }

    /** Frees the operands. */
    @Override
    public void close() {
        torch.close();
    }
}
