package org.torchmm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.libtorch.LibtorchBackend;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Word;

/**
 * What a call costs where the operands are small: each word beside the raw operator, which is DJL's where DJL has it ({@code bmm},
 * {@code matmul}, {@code linear} by {@code matmul} and {@code add}), else libtorch's by TorchScript without any rule in front; and what
 * a refusal costs.
 *
 * <p>Rounds alternate in one process and count the thread's CPU time, so that other processes do not count; medians and the best, in
 * microseconds, the result closed each time.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.SmallCalls -Dtour.args="31 einsum"</pre>
 *
 * Arguments: rounds (31), and a part of the names to measure (all).
 */
public final class SmallCalls {

    private static final int WARM_UP = 60;
    private static final int CALLS = 1000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final String part;

    private SmallCalls(int rounds, String part) {
        this.rounds = rounds;
        this.part = part;
    }

    public static void main(String[] args) {
        Torch.setNumThreads(1);
        SmallCalls calls =
                new SmallCalls(args.length > 0 ? Integer.parseInt(args[0]) : 31, args.length > 1 ? args[1] : "");
        System.out.printf("JDK %s, %s%n", Runtime.version(), System.getProperty("os.arch"));
        System.out.printf(
                "%-34s %8s %8s %8s %8s %8s%n", "us, medians and best", "raw", "best", "torch", "best", "over raw");
        try (Torch torch = Torch.open()) {
            calls.added(torch);
            calls.inPlace(torch);
            calls.out(torch);
            calls.contractions(torch);
            calls.vectors(torch);
            calls.byName(torch);
            calls.refused(torch);
        }
    }

    private void added(Torch torch) {
        NDArray batch = torch.randn(2, 3, 5);
        NDArray batch1 = torch.randn(2, 3, 4);
        NDArray batch2 = torch.randn(2, 4, 5);
        NDArray matrix = torch.randn(3, 5);
        NDArray mat1 = torch.randn(3, 4);
        NDArray mat2 = torch.randn(4, 5);
        NDArray vector = torch.randn(3);
        NDArray vec = torch.randn(4);
        NDArray vec2 = torch.randn(5);
        compare("baddbmm", raw(Operation.BADDBMM, batch, batch1, batch2), () -> torch.baddbmm(batch, batch1, batch2));
        compare(
                "baddbmm, beta, alpha",
                raw(Operation.BADDBMM, batch, batch1, batch2, 0.5, 2),
                () -> torch.baddbmm(batch, batch1, batch2, 0.5, 2));
        compare("addbmm", raw(Operation.ADDBMM, matrix, batch1, batch2), () -> torch.addbmm(matrix, batch1, batch2));
        compare("addmm", raw(Operation.ADDMM, matrix, mat1, mat2), () -> torch.addmm(matrix, mat1, mat2));
        compare(
                "addmm, beta, alpha",
                raw(Operation.ADDMM, matrix, mat1, mat2, 0.5, 2),
                () -> torch.addmm(matrix, mat1, mat2, 0.5, 2));
        compare("addmv", raw(Operation.ADDMV, vector, mat1, vec), () -> torch.addmv(vector, mat1, vec));
        compare(
                "addmv, beta, alpha",
                raw(Operation.ADDMV, vector, mat1, vec, 0.5, 2),
                () -> torch.addmv(vector, mat1, vec, 0.5, 2));
        compare("addr", raw(Operation.ADDR, matrix, vector, vec2), () -> torch.addr(matrix, vector, vec2));
        compare(
                "addr, beta, alpha",
                raw(Operation.ADDR, matrix, vector, vec2, 0.5, 2),
                () -> torch.addr(matrix, vector, vec2, 0.5, 2));
        NDArray weight = torch.randn(5, 4);
        compare("linear, bias", raw(Operation.LINEAR, mat1, weight, vec2), () -> torch.linear(mat1, weight, vec2));
        compare("linear", raw(Operation.LINEAR, mat1, weight, null), () -> torch.linear(mat1, weight));
    }

    private void inPlace(Torch torch) {
        NDArray batch = torch.zeros(2, 3, 5);
        NDArray batch1 = torch.randn(2, 3, 4);
        NDArray batch2 = torch.randn(2, 4, 5);
        NDArray matrix = torch.zeros(3, 5);
        NDArray mat1 = torch.randn(3, 4);
        NDArray mat2 = torch.randn(4, 5);
        NDArray vector = torch.zeros(3);
        NDArray vec = torch.randn(4);
        NDArray vec2 = torch.randn(5);
        compare(
                "baddbmmi",
                into(Operation.BADDBMM_, batch, batch, batch1, batch2, 1, 1),
                written(() -> torch.baddbmmi(batch, batch1, batch2)));
        compare(
                "addbmmi",
                into(Operation.ADDBMM_, matrix, matrix, batch1, batch2, 1, 1),
                written(() -> torch.addbmmi(matrix, batch1, batch2)));
        compare(
                "addmmi",
                into(Operation.ADDMM_, matrix, matrix, mat1, mat2, 1, 1),
                written(() -> torch.addmmi(matrix, mat1, mat2)));
        compare(
                "addmmi, beta, alpha",
                into(Operation.ADDMM_, matrix, matrix, mat1, mat2, 0.5, 2),
                written(() -> torch.addmmi(matrix, mat1, mat2, 0.5, 2)));
        compare(
                "addmvi",
                into(Operation.ADDMV_, vector, vector, mat1, vec, 1, 1),
                written(() -> torch.addmvi(vector, mat1, vec)));
        compare(
                "addri",
                into(Operation.ADDR_, matrix, matrix, vector, vec2, 1, 1),
                written(() -> torch.addri(matrix, vector, vec2)));
    }

    private void out(Torch torch) {
        NDArray batch = torch.zeros(2, 3, 5);
        NDArray batch1 = torch.randn(2, 3, 4);
        NDArray batch2 = torch.randn(2, 4, 5);
        NDArray matrix = torch.zeros(3, 5);
        NDArray mat1 = torch.randn(3, 4);
        NDArray mat2 = torch.randn(4, 5);
        NDArray other = torch.zeros(3, 5);
        compare(
                "out bmm",
                into(Word.BMM, batch1, batch2, batch),
                written(() -> torch.out(batch).bmm(batch1, batch2)));
        compare(
                "out mm",
                into(Word.MM, mat1, mat2, matrix),
                written(() -> torch.out(matrix).mm(mat1, mat2)));
        compare(
                "out matmul",
                into(Word.MATMUL, mat1, mat2, matrix),
                written(() -> torch.out(matrix).matmul(mat1, mat2)));
        compare(
                "out baddbmm, itself",
                into(Operation.BADDBMM, batch, batch, batch1, batch2, 1, 1),
                written(() -> torch.out(batch).baddbmm(batch, batch1, batch2)));
        compare(
                "out addmm",
                into(Operation.ADDMM, matrix, other, mat1, mat2, 1, 1),
                written(() -> torch.out(matrix).addmm(other, mat1, mat2)));
        NDArray parts = torch.zeros(2, 3, 4);
        NDArray part = torch.narrow(parts, 0, 0, 1);
        NDArray rest = torch.narrow(parts, 0, 1, 1);
        NDArray square = torch.randn(1, 4, 4);
        compare(
                "out bmm, of the operand's memory",
                into(Word.BMM, rest, square, part),
                written(() -> torch.out(part).bmm(rest, square)));
    }

    private void contractions(Torch torch) {
        NDArray a = torch.randn(2, 3, 4);
        NDArray b = torch.randn(2, 5, 4);
        NDArray turned = torch.mT(b);
        NDArray left = torch.randn(3, 4);
        NDArray right = torch.randn(4, 5);
        NDArray last = torch.randn(5, 6);
        NDArray vector = torch.randn(3);
        compare("einsum bij,bkj->bik", () -> a.batchMatMul(turned), () -> torch.einsum("bij,bkj->bik", a, b));
        compare("einsum ij,jk->ik", () -> left.matMul(right), () -> torch.einsum("ij,jk->ik", left, right));
        compare("einsum ij,ij->ij", () -> left.mul(left), () -> torch.einsum("ij,ij->ij", left, left));
        compare(
                "einsum ij,ij->",
                raw(Operation.EINSUM, "ij,ij->", List.of(left, left)),
                () -> torch.einsum("ij,ij->", left, left));
        compare("einsum ij->ji", raw(Operation.EINSUM, "ij->ji", List.of(left)), () -> torch.einsum("ij->ji", left));
        compare("einsum ij->i", raw(Operation.EINSUM, "ij->i", List.of(left)), () -> torch.einsum("ij->i", left));
        compare(
                "einsum ij,jk,kl->il",
                raw(Operation.EINSUM, "ij,jk,kl->il", List.of(left, right, last)),
                () -> torch.einsum("ij,jk,kl->il", left, right, last));
        compare(
                "einsum bij,bkj,i->bk",
                raw(Operation.EINSUM, "bij,bkj,i->bk", List.of(a, b, vector)),
                () -> torch.einsum("bij,bkj,i->bk", a, b, vector));
        compare(
                "tensordot, 1",
                raw(Operation.TENSORDOT, left, right, new long[] {1}, new long[] {0}),
                () -> torch.tensordot(left, right, 1));
        compare(
                "tensordot, dims",
                raw(Operation.TENSORDOT, a, b, new long[] {0, 2}, new long[] {0, 2}),
                () -> torch.tensordot(a, b, new int[] {0, 2}, new int[] {0, 2}));
        compare("kron", raw(Operation.KRON, left, right), () -> torch.kron(left, right));
        compare(
                "multiDot of three",
                raw(Operation.MULTI_DOT, List.of(left, right, last)),
                () -> torch.multiDot(left, right, last));
    }

    private void vectors(Torch torch) {
        NDArray a = torch.randn(3);
        NDArray b = torch.randn(3);
        NDArray rows = torch.randn(2, 3);
        compare("outer", raw(Operation.OUTER, a, b), () -> torch.outer(a, b));
        compare("inner", raw(Operation.INNER, a, b), () -> torch.inner(a, b));
        compare("inner, matrices", raw(Operation.INNER, rows, rows), () -> torch.inner(rows, rows));
        compare("vdot", raw(Operation.VDOT, a, b), () -> torch.vdot(a, b));
        compare("vecdot", raw(Operation.VECDOT, rows, rows, -1L), () -> torch.vecdot(rows, rows));
    }

    private void byName(Torch torch) {
        NDArray a = torch.randn(2, 3);
        NDArray b = torch.randn(2, 3);
        compare("call add", raw(Operation.ADD, a, b, 1), () -> torch.call("add", a, b));
        compare("call softmax", raw(Operation.SOFTMAX, a, -1L, null), () -> torch.call("softmax", a, -1));
        compare("call mul, by DJL", () -> a.mul(b), () -> torch.call("mul", a, b));
        compare("call mul, by TorchScript", raw(Operation.MUL, a, b), () -> torch.call("mul", a, b));
        compare("call add, alpha", raw(Operation.ADD, a, b, 2), () -> torch.call("add", a, b, Map.of("alpha", 2)));
    }

    private void refused(Torch torch) {
        NDArray a = torch.ones(2, 3, 4);
        NDArray b = torch.ones(2, 5, 4);
        NDArray square = torch.ones(2, 4, 4);
        NDArray matrix = torch.ones(3, 4);
        NDArray out = torch.zeros(2, 3, 4);
        NDArray doubles = torch.to(b, ai.djl.ndarray.types.DataType.FLOAT64);
        NDArray wide = torch.ones(2, 30, 40);
        NDArray mixed = torch.ones(ai.djl.ndarray.types.DataType.FLOAT64, 2, 40, 30);
        NDArray turned = torch.t(torch.ones(6, 5));
        NDArray parts = torch.zeros(3, 3, 3);
        NDArray part = torch.narrow(parts, 0, 0, 2);
        NDArray overlapping = torch.narrow(parts, 0, 1, 2);
        NDArray expanded = torch.expand(torch.zeros(1, 1, 1), 2, 3, 4);
        refuse("bmm, sizes", () -> torch.bmm(a, b));
        refuse("bmm, dtypes", () -> torch.bmm(wide, mixed));
        refuse("matmul, 3-D x 2-D", () -> torch.matmul(a, turned));
        refuse("baddbmm, sizes", () -> torch.baddbmm(a, a, b));
        refuse("baddbmm, dtypes", () -> torch.baddbmm(a, a, doubles));
        refuse("addmm, sizes", () -> torch.addmm(matrix, matrix, matrix));
        refuse("addmv, sizes", () -> torch.addmv(matrix, matrix, matrix));
        refuse("addr, sizes", () -> torch.addr(matrix, matrix, matrix));
        refuse("linear, sizes", () -> torch.linear(matrix, turned));
        refuse("baddbmmi, sizes", () -> torch.baddbmmi(out, a, b));
        refuse("baddbmmi, overlap", () -> torch.baddbmmi(part, part, part));
        refuse("out, size", () -> torch.out(b).bmm(a, square));
        refuse("out, dtype", () -> torch.out(doubles).bmm(a, square));
        refuse("out, itself", () -> torch.out(part).bmm(part, part));
        refuse("out, overlap", () -> torch.out(overlapping).bmm(part, part));
        refuse("out, expanded", () -> torch.out(expanded).bmm(a, square));
        refuse("einsum, equation", () -> torch.einsum("bij,b!k->bik", a, b));
        refuse("einsum, sizes", () -> torch.einsum("bij,bjk->bik", a, b));
        refuse("einsum, dtypes", () -> torch.einsum("bij,bjk->bik", wide, mixed));
        refuse("einsum of three, dtypes", () -> torch.einsum("bij,bjk,bkl->bil", wide, mixed, wide));
        refuse("tensordot", () -> torch.tensordot(a, b, 1));
        refuse("multiDot", () -> torch.multiDot(matrix, matrix, matrix));
        refuse("kron of none", () -> torch.vecdot(a, b));
        refuse("outer", () -> torch.outer(a, b));
        refuse("inner", () -> torch.inner(a, torch.mT(b)));
        refuse("vdot", () -> torch.vdot(a, b));
        refuse("view", () -> torch.view(turned, 30));
        refuse("softmax, dim", () -> torch.softmax(a, 3));
        refuse("call, softmax", () -> torch.call("softmax", a, 3));
        refuse("call, combination", () -> torch.call("softmax", a, "x", 3));
        refuse("add, sizes", () -> torch.add(a, b));
    }

    private interface Call {
        NDArray run();
    }

    private static Call raw(Operation operation, Object... arguments) {
        Object[] all = arguments;
        boolean isAdded = operation.isAdded() && arguments.length == 3;
        if (isAdded) {
            all = Arrays.copyOf(arguments, 5);
            all[3] = 1;
            all[4] = 1;
        }
        Object[] given = all;
        return () -> AtenCalls.run(operation, given);
    }

    private static Call into(Operation operation, NDArray written, Object... arguments) {
        return () -> {
            LibtorchBackend.INSTANCE.runInto(operation, arguments, written);
            return null;
        };
    }

    private static Call into(Word word, NDArray a, NDArray b, NDArray written) {
        return () -> {
            LibtorchBackend.INSTANCE.runInto(word, a, b, written);
            return null;
        };
    }

    private static Call written(Call call) {
        return () -> {
            call.run();
            return null;
        };
    }

    private void compare(String name, Call raw, Call torch) {
        if (!name.contains(part)) {
            return;
        }
        double[] first = new double[rounds];
        double[] second = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double x = micros(raw, CALLS);
            double y = micros(torch, CALLS);
            if (round >= 0) {
                first[round] = x;
                second[round] = y;
            }
        }
        Arrays.sort(first);
        Arrays.sort(second);
        System.out.printf(
                "%-34s %8.2f %8.2f %8.2f %8.2f %8.2f%n",
                name,
                first[rounds / 2],
                first[0],
                second[rounds / 2],
                second[0],
                second[rounds / 2] - first[rounds / 2]);
    }

    private void refuse(String name, Call call) {
        if (!("refused: " + name).contains(part)) {
            return;
        }
        double[] times = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double time = micros(
                    () -> {
                        try {
                            call.run();
                        } catch (IllegalArgumentException | IndexOutOfBoundsException | EngineException e) {
                            return null;
                        }
                        throw new AssertionError(name + " is not refused");
                    },
                    CALLS / 5);
            if (round >= 0) {
                times[round] = time;
            }
        }
        Arrays.sort(times);
        System.out.printf("refused: %-43s %8.2f %8.2f%n", name, times[rounds / 2], times[0]);
    }

    private static double micros(Call call, int calls) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            NDArray result = call.run();
            if (result != null) {
                result.close();
            }
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / calls;
    }
}
