package org.torchmm.comparisons.calls;

import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

/** What random calls found once, call by call. */
class FoundTest {

    static Stream<Call> found() {
        return Stream.of(
                // halves are counted in float32, from numbers rounded to halves
                call("arange", torch -> torch.arange(DataType.FLOAT16, -2, 20, 0.7080865916028815)),
                call("arange", torch -> torch.arange(DataType.FLOAT16, -5, 30.51203121512515, 0.10778172698759823)),
                // a number beside halves is a half in sums and differences, and is not in products
                call("add", torch -> torch.arange(DataType.FLOAT16, -2, 20, 0.7).add(0.1)),
                call("sub", torch -> torch.arange(DataType.FLOAT16, -2, 20, 0.7).sub(0.1)),
                call("mul", torch -> torch.arange(DataType.FLOAT16, -2, 20, 0.7).mul(0.1)),
                call("div", torch -> torch.arange(DataType.FLOAT16, -2, 20, 0.7).div(0.1)),
                call(
                        "subi",
                        torch -> torch.arange(DataType.FLOAT16, -2, 20, 0.7).subi(0.1)),
                call("clip", torch -> torch.ones(DataType.FLOAT16).clip(1e6, 9)),
                call("clip", torch -> torch.ones(DataType.INT8, 2).clip(0, 1000)),
                call(
                        "toType",
                        torch ->
                                torch.full(DataType.FLOAT64, -2028793038523009L).toType(DataType.UINT8, false)),
                call(
                        "toType",
                        torch ->
                                torch.full(DataType.FLOAT64, -2028793038523009L).toType(DataType.INT8, false)),
                // nothing is written twice where there is nothing
                call("negi", torch -> torch.expand(torch.ones(2, 1), 2, 2, 0).negi()),
                call("negi", torch -> torch.expand(torch.ones(2, 1), 2, 2).negi()),
                call("allClose", torch -> {
                    NDArray none = torch.narrow(torch.ones(3, 0), 0, 2, 0);
                    return none.allClose(none);
                }),
                call("div", torch -> {
                    NDArray x = torch.mT(torch.narrow(torch.full(DataType.INT64, -1, 2, 2), -1, 1, 1));
                    return torch.div(x, x, "trunc");
                }),
                call("argMin", torch -> torch.ones(DataType.BOOLEAN, 1).argMin()),
                call("argMin", torch -> torch.ones(DataType.BOOLEAN).argMin()),
                call("argMax", torch -> torch.ones(DataType.BOOLEAN, 1).argMax()),
                // what is joined of arrays with their channels innermost has them so too, by a guess that shapes of 1
                // deceive
                call("cat", torch -> {
                    NDArray x = torch.transpose(torch.mT(torch.ones(1, 1, 1, 2)), -2, 1);
                    return torch.cat(List.of(x, x), -2);
                }),
                call("cat", torch -> {
                    NDArray x = torch.permute(torch.ones(2, 4, 5, 6, 3), 0, 4, 1, 2, 3);
                    return torch.cat(List.of(x, x), 1);
                }),
                call("cat", torch -> {
                    NDArray x = torch.permute(torch.ones(2, 4, 5, 3), 0, 3, 1, 2);
                    return torch.cat(List.of(torch.contiguous(x), x));
                }),
                call("stack", torch -> {
                    NDArray x = torch.permute(torch.ones(2, 4, 5, 3), 0, 3, 1, 2);
                    return torch.stack(List.of(x, x), 1);
                }),
                // strides are those of what all three operands broadcast to
                call("addr", torch -> torch.addr(torch.t(torch.ones(4, 3)), torch.ones(3), torch.ones(4))),
                call("addr", torch -> torch.addr(torch.t(torch.ones(4, 0)), torch.ones(0), torch.ones(4))),
                call("to", torch -> torch.to(torch.ones(DataType.COMPLEX64, 1), DataType.FLOAT32)),
                call("to", torch -> torch.to(torch.t(torch.ones(DataType.COMPLEX64, 2, 3)), DataType.INT16)),
                // each further matrix of a batch is added to what there is, which bool has no product for
                call("addbmm", torch -> {
                    NDArray x = torch.ones(DataType.BOOLEAN, 2, 3, 0);
                    return torch.addbmm(torch.ones(DataType.BOOLEAN, 3, 3), x, torch.mT(x), 0, 1);
                }),
                // where a matrix is empty beta is a number of the input's dtype, and so is the product
                call("addmv", torch -> {
                    NDArray input = torch.tensor(DataType.INT16, new int[] {-5, 5});
                    return torch.addmv(input, torch.zeros(2, 0), torch.zeros(0), 1.75, 1);
                }),
                call("addmv", torch -> {
                    NDArray input = torch.full(DataType.FLOAT16, 3.001, 2);
                    return torch.addmv(input, torch.zeros(2, 0), torch.zeros(0), 0.1, 1);
                }),
                // the order of the input's own memory, not that of its real parts
                call("zerosLike", torch -> torch.zerosLike(torch.ones(DataType.COMPLEX64, 1), DataType.INT8)),
                call("fullLike", torch -> torch.fullLike(torch.ones(DataType.COMPLEX64, 2, 3), 2, DataType.FLOAT64)),
                // an inverse is left column by column
                call("matrixPower", torch -> torch.matrixPower(torch.add(torch.eye(2), 1), -1)),
                call("matrixPower", torch -> torch.matrixPower(torch.mT(torch.add(torch.eye(3), 1)), -2)),
                // bool holds any number: of a complex one whether a part is not 0
                call("maskedFill", torch -> filled(torch, 0, 1)),
                call("maskedFill", torch -> filled(torch, 2, 1)),
                call("maskedFill", torch -> filled(torch, 0.5f, 0)),
                // a product of nothing has the weight's dtype, to which the bias has to be cast
                call("linear", torch -> {
                    NDArray weight = torch.zeros(DataType.UINT8, 0, 2);
                    return torch.linear(torch.mT(torch.ones(2, 2, 2, 4)), weight, torch.ones());
                }),
                call("linear", torch -> {
                    NDArray weight = torch.zeros(DataType.UINT8, 0, 2);
                    NDArray out = torch.zeros(2, 2, 4, 0);
                    return torch.out(out).linear(torch.mT(torch.ones(2, 2, 2, 4)), weight, torch.ones());
                }),
                call("linear", torch -> {
                    NDArray weight = torch.zeros(DataType.FLOAT64, 0, 2);
                    return torch.linear(torch.mT(torch.ones(2, 2, 2, 4)), weight, torch.ones());
                }),
                // an array joined with itself too
                call("cat", torch -> {
                    NDArray x = torch.ones(DataType.INT8, 2);
                    return torch.out(torch.zeros(DataType.INT8, 5)).cat(List.of(x, torch.ones(1), x), 0);
                }),
                // each is converted once, to the dtype of out
                call("stack", torch -> {
                    NDArray x = torch.full(DataType.INT32, Integer.MAX_VALUE, 2);
                    return torch.out(torch.zeros(DataType.FLOAT64, 2, 2)).stack(List.of(x, torch.ones(2)), 0);
                }),
                call("cat", torch -> {
                    NDArray x = torch.full(DataType.INT32, Integer.MAX_VALUE, 2);
                    return torch.out(torch.zeros(DataType.FLOAT64, 4))
                            .cat(List.of(x, torch.zeros(0), torch.ones(2)), 0);
                }),
                // the variance of all is a number of their dtype
                call("var", torch -> {
                    NDArray x = torch.tensor(new float[] {1e25f, -1e25f}, 2);
                    return torch.out(torch.zeros(DataType.FLOAT64)).var(x);
                }),
                call("std", torch -> {
                    NDArray x = torch.tensor(new float[] {1, 2, 4}, 3);
                    return torch.out(torch.zeros(DataType.FLOAT64)).std(x);
                }),
                call("var", torch -> {
                    NDArray x = torch.tensor(new double[] {1e100, 2e100, 4e100}, 3);
                    return torch.out(torch.zeros(DataType.COMPLEX64)).var(x);
                }),
                call("var", torch -> {
                    NDArray x = torch.tensor(new double[] {1e15, 1e15 + 1, 1e15 + 2}, 3);
                    return torch.out(torch.zeros(DataType.FLOAT32)).var(x);
                }),
                call("std", torch -> {
                    NDArray x = torch.tensor(new float[] {1e5f, -3e5f}, 2);
                    return torch.out(torch.zeros(DataType.FLOAT16)).std(x);
                }),
                // real numbers have no variance in a complex array
                call(
                        "std",
                        torch -> torch.out(torch.zeros(DataType.COMPLEX64, 2))
                                .std(torch.ones(2, 2), new int[] {0}, 1, false)),
                call(
                        "var",
                        torch -> torch.out(torch.zeros(DataType.COMPLEX64, 1))
                                .var(torch.ones(2, 1), new int[] {0}, 1, false)),
                call("cat", torch -> {
                    NDArray out = torch.select(torch.zeros(1, 1, 2), -1, 1);
                    return torch.out(out).cat(List.of(torch.ones(1, 0), torch.ones(1, 1)), -1);
                }),
                // a condition is looked at though the arrays would meet in complex128
                call("where", torch -> {
                    NDArray x = torch.ones(DataType.FLOAT64, 2);
                    return torch.where(x, x, torch.ones(DataType.COMPLEX64, 2));
                }),
                // a column is a shape of its own, not a dimension added
                call("outer", torch -> torch.outer(torch.select(torch.ones(0, 2), 1, 1), torch.ones(1))),
                call("outer", torch -> torch.outer(torch.select(torch.ones(3, 2), 1, 1), torch.ones(1))),
                // of infinities nothing is left out though alpha is 0
                call("addmm", torch -> {
                    NDArray x = torch.full(DataType.FLOAT16, Double.POSITIVE_INFINITY, 2, 2);
                    return torch.addmm(torch.ones(DataType.FLOAT16, 2, 2), x, x, 1, 0);
                }));
    }

    private static NDArray filled(Torch torch, float real, float imaginary) {
        NDArray value = torch.manager()
                .create(new float[] {real, imaginary}, new Shape(2))
                .complex();
        NDArray truths = torch.zeros(DataType.BOOLEAN, 2);
        return torch.maskedFill(truths, torch.ones(DataType.BOOLEAN, 2), value);
    }

    private static Call call(String name, Function<Torch, Object> body) {
        return Call.of(name, "", Closeness.BITS, (torch, none) -> body.apply(torch));
    }

    @ParameterizedTest
    @MethodSource("found")
    void comes_to_the_same(Call found) {
        try (Torch libtorch = Torch.open();
                Torch java = Torch.open(MatrixKernels.best());
                Execution execution = new Execution(libtorch, java)) {
            assertNull(execution.take(new Step(0, found, List.of())));
        }
    }
}
