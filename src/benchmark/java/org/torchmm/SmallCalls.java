package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.torchmm.CallTimes.Call;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.libtorch.LibtorchBackend;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Word;

/**
 * What a call costs where the operands are small: each word beside the raw operator, which is DJL's where DJL has it ({@code bmm},
 * {@code matmul}, {@code linear} by {@code matmul} and {@code add}), else libtorch's by TorchScript without any rule in front; and what
 * a refusal costs.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.SmallCalls -Dtour.args="31 einsum"</pre>
 *
 * Arguments: rounds (31), and a part of the names to measure (all).
 */
public final class SmallCalls {

    private final CallTimes times;

    private SmallCalls(CallTimes times) {
        this.times = times;
    }

    public static void main(String[] args) {
        Torch.setNumThreads(1);
        SmallCalls calls = new SmallCalls(
                new CallTimes(args.length > 0 ? Integer.parseInt(args[0]) : 31, args.length > 1 ? args[1] : ""));
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
        times.compare(
                "baddbmm", raw(Operation.BADDBMM, batch, batch1, batch2), () -> torch.baddbmm(batch, batch1, batch2));
        times.compare(
                "baddbmm, beta, alpha",
                raw(Operation.BADDBMM, batch, batch1, batch2, 0.5, 2),
                () -> torch.baddbmm(batch, batch1, batch2, 0.5, 2));
        times.compare(
                "addbmm", raw(Operation.ADDBMM, matrix, batch1, batch2), () -> torch.addbmm(matrix, batch1, batch2));
        times.compare("addmm", raw(Operation.ADDMM, matrix, mat1, mat2), () -> torch.addmm(matrix, mat1, mat2));
        times.compare(
                "addmm, beta, alpha",
                raw(Operation.ADDMM, matrix, mat1, mat2, 0.5, 2),
                () -> torch.addmm(matrix, mat1, mat2, 0.5, 2));
        times.compare("addmv", raw(Operation.ADDMV, vector, mat1, vec), () -> torch.addmv(vector, mat1, vec));
        times.compare(
                "addmv, beta, alpha",
                raw(Operation.ADDMV, vector, mat1, vec, 0.5, 2),
                () -> torch.addmv(vector, mat1, vec, 0.5, 2));
        times.compare("addr", raw(Operation.ADDR, matrix, vector, vec2), () -> torch.addr(matrix, vector, vec2));
        times.compare(
                "addr, beta, alpha",
                raw(Operation.ADDR, matrix, vector, vec2, 0.5, 2),
                () -> torch.addr(matrix, vector, vec2, 0.5, 2));
        NDArray weight = torch.randn(5, 4);
        times.compare(
                "linear, bias", raw(Operation.LINEAR, mat1, weight, vec2), () -> torch.linear(mat1, weight, vec2));
        times.compare("linear", raw(Operation.LINEAR, mat1, weight, null), () -> torch.linear(mat1, weight));
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
        times.compare(
                "baddbmmi",
                into(Operation.BADDBMM_, batch, batch, batch1, batch2, 1, 1),
                written(() -> torch.baddbmmi(batch, batch1, batch2)));
        times.compare(
                "addbmmi",
                into(Operation.ADDBMM_, matrix, matrix, batch1, batch2, 1, 1),
                written(() -> torch.addbmmi(matrix, batch1, batch2)));
        times.compare(
                "addmmi",
                into(Operation.ADDMM_, matrix, matrix, mat1, mat2, 1, 1),
                written(() -> torch.addmmi(matrix, mat1, mat2)));
        times.compare(
                "addmmi, beta, alpha",
                into(Operation.ADDMM_, matrix, matrix, mat1, mat2, 0.5, 2),
                written(() -> torch.addmmi(matrix, mat1, mat2, 0.5, 2)));
        times.compare(
                "addmvi",
                into(Operation.ADDMV_, vector, vector, mat1, vec, 1, 1),
                written(() -> torch.addmvi(vector, mat1, vec)));
        times.compare(
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
        times.compare(
                "out bmm",
                into(Word.BMM, batch1, batch2, batch),
                written(() -> torch.out(batch).bmm(batch1, batch2)));
        times.compare(
                "out mm",
                into(Word.MM, mat1, mat2, matrix),
                written(() -> torch.out(matrix).mm(mat1, mat2)));
        times.compare(
                "out matmul",
                into(Word.MATMUL, mat1, mat2, matrix),
                written(() -> torch.out(matrix).matmul(mat1, mat2)));
        times.compare(
                "out baddbmm, itself",
                into(Operation.BADDBMM, batch, batch, batch1, batch2, 1, 1),
                written(() -> torch.out(batch).baddbmm(batch, batch1, batch2)));
        times.compare(
                "out addmm",
                into(Operation.ADDMM, matrix, other, mat1, mat2, 1, 1),
                written(() -> torch.out(matrix).addmm(other, mat1, mat2)));
        NDArray parts = torch.zeros(2, 3, 4);
        NDArray part = torch.narrow(parts, 0, 0, 1);
        NDArray rest = torch.narrow(parts, 0, 1, 1);
        NDArray square = torch.randn(1, 4, 4);
        times.compare(
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
        times.compare("einsum bij,bkj->bik", () -> a.batchMatMul(turned), () -> torch.einsum("bij,bkj->bik", a, b));
        times.compare("einsum ij,jk->ik", () -> left.matMul(right), () -> torch.einsum("ij,jk->ik", left, right));
        times.compare("einsum ij,ij->ij", () -> left.mul(left), () -> torch.einsum("ij,ij->ij", left, left));
        times.compare(
                "einsum ij,ij->",
                raw(Operation.EINSUM, "ij,ij->", List.of(left, left)),
                () -> torch.einsum("ij,ij->", left, left));
        times.compare(
                "einsum ij->ji", raw(Operation.EINSUM, "ij->ji", List.of(left)), () -> torch.einsum("ij->ji", left));
        times.compare("einsum ij->i", raw(Operation.EINSUM, "ij->i", List.of(left)), () -> torch.einsum("ij->i", left));
        times.compare(
                "einsum ij,jk,kl->il",
                raw(Operation.EINSUM, "ij,jk,kl->il", List.of(left, right, last)),
                () -> torch.einsum("ij,jk,kl->il", left, right, last));
        times.compare(
                "einsum bij,bkj,i->bk",
                raw(Operation.EINSUM, "bij,bkj,i->bk", List.of(a, b, vector)),
                () -> torch.einsum("bij,bkj,i->bk", a, b, vector));
        times.compare(
                "tensordot, 1",
                raw(Operation.TENSORDOT, left, right, new long[] {1}, new long[] {0}),
                () -> torch.tensordot(left, right, 1));
        times.compare(
                "tensordot, dims",
                raw(Operation.TENSORDOT, a, b, new long[] {0, 2}, new long[] {0, 2}),
                () -> torch.tensordot(a, b, new int[] {0, 2}, new int[] {0, 2}));
        times.compare("kron", raw(Operation.KRON, left, right), () -> torch.kron(left, right));
        times.compare(
                "multiDot of three",
                raw(Operation.MULTI_DOT, List.of(left, right, last)),
                () -> torch.multiDot(left, right, last));
    }

    private void vectors(Torch torch) {
        NDArray a = torch.randn(3);
        NDArray b = torch.randn(3);
        NDArray rows = torch.randn(2, 3);
        times.compare("outer", raw(Operation.OUTER, a, b), () -> torch.outer(a, b));
        times.compare("inner", raw(Operation.INNER, a, b), () -> torch.inner(a, b));
        times.compare("inner, matrices", raw(Operation.INNER, rows, rows), () -> torch.inner(rows, rows));
        times.compare("vdot", raw(Operation.VDOT, a, b), () -> torch.vdot(a, b));
        times.compare("vecdot", raw(Operation.VECDOT, rows, rows, -1L), () -> torch.vecdot(rows, rows));
    }

    private void byName(Torch torch) {
        NDArray a = torch.randn(2, 3);
        NDArray b = torch.randn(2, 3);
        times.compare("call add", raw(Operation.ADD, a, b, 1), () -> torch.call("add", a, b));
        times.compare("call softmax", raw(Operation.SOFTMAX, a, -1L, null), () -> torch.call("softmax", a, -1));
        times.compare("call mul, by DJL", () -> a.mul(b), () -> torch.call("mul", a, b));
        times.compare("call mul, by TorchScript", raw(Operation.MUL, a, b), () -> torch.call("mul", a, b));
        times.compare(
                "call add, alpha", raw(Operation.ADD, a, b, 2), () -> torch.call("add", a, b, Map.of("alpha", 2)));
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
        times.refuse("bmm, sizes", () -> torch.bmm(a, b));
        times.refuse("bmm, dtypes", () -> torch.bmm(wide, mixed));
        times.refuse("matmul, 3-D x 2-D", () -> torch.matmul(a, turned));
        times.refuse("baddbmm, sizes", () -> torch.baddbmm(a, a, b));
        times.refuse("baddbmm, dtypes", () -> torch.baddbmm(a, a, doubles));
        times.refuse("addmm, sizes", () -> torch.addmm(matrix, matrix, matrix));
        times.refuse("addmv, sizes", () -> torch.addmv(matrix, matrix, matrix));
        times.refuse("addr, sizes", () -> torch.addr(matrix, matrix, matrix));
        times.refuse("linear, sizes", () -> torch.linear(matrix, turned));
        times.refuse("baddbmmi, sizes", () -> torch.baddbmmi(out, a, b));
        times.refuse("baddbmmi, overlap", () -> torch.baddbmmi(part, part, part));
        times.refuse("out, size", () -> torch.out(b).bmm(a, square));
        times.refuse("out, dtype", () -> torch.out(doubles).bmm(a, square));
        times.refuse("out, itself", () -> torch.out(part).bmm(part, part));
        times.refuse("out, overlap", () -> torch.out(overlapping).bmm(part, part));
        times.refuse("out, expanded", () -> torch.out(expanded).bmm(a, square));
        times.refuse("einsum, equation", () -> torch.einsum("bij,b!k->bik", a, b));
        times.refuse("einsum, sizes", () -> torch.einsum("bij,bjk->bik", a, b));
        times.refuse("einsum, dtypes", () -> torch.einsum("bij,bjk->bik", wide, mixed));
        times.refuse("einsum of three, dtypes", () -> torch.einsum("bij,bjk,bkl->bil", wide, mixed, wide));
        times.refuse("tensordot", () -> torch.tensordot(a, b, 1));
        times.refuse("multiDot", () -> torch.multiDot(matrix, matrix, matrix));
        times.refuse("kron of none", () -> torch.vecdot(a, b));
        times.refuse("outer", () -> torch.outer(a, b));
        times.refuse("inner", () -> torch.inner(a, torch.mT(b)));
        times.refuse("vdot", () -> torch.vdot(a, b));
        times.refuse("view", () -> torch.view(turned, 30));
        times.refuse("softmax, dim", () -> torch.softmax(a, 3));
        times.refuse("call, softmax", () -> torch.call("softmax", a, 3));
        times.refuse("call, combination", () -> torch.call("softmax", a, "x", 3));
        times.refuse("add, sizes", () -> torch.add(a, b));
        NDArray whole = torch.to(a, ai.djl.ndarray.types.DataType.INT64);
        NDArray ints = torch.to(a, ai.djl.ndarray.types.DataType.INT32);
        NDArray bools = torch.to(a, ai.djl.ndarray.types.DataType.BOOLEAN);
        times.refuse("softmax of int64", () -> torch.softmax(whole, -1));
        times.refuse("sub of bools", () -> torch.sub(bools, bools));
        NDArray pairs = torch.to(a, ai.djl.ndarray.types.DataType.COMPLEX64);
        NDArray wideNumbers = torch.to(a, ai.djl.ndarray.types.DataType.FLOAT64);
        NDArray bytes = torch.to(a, ai.djl.ndarray.types.DataType.INT8);
        times.refuse("div by the number 0, floor", () -> torch.div(whole, 0, "floor"));
        times.refuse("where, 300 as int8", () -> torch.where(bools, bytes, 300));
        times.refuse("maskedFill, 300 as int8", () -> torch.maskedFill(bytes, bools, 300));
        times.refuse("add, alpha 300 of int8", () -> torch.add(bytes, bytes, 300));
        times.refuse("lt of complex128", () -> torch.lt(pairs, wideNumbers));
        times.refuse("div of complex128, floor", () -> torch.div(pairs, wideNumbers, "floor"));
        times.refuse("gelu of int32", () -> torch.gelu(ints));
        times.refuse("call, gelu of int32", () -> torch.call("gelu", ints));
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
}
