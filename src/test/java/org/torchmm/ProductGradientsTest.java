package org.torchmm;

import static org.torchmm.FiniteDifferences.assertGradients;
import static org.torchmm.FiniteDifferences.of;
import static org.torchmm.FiniteDifferences.size;

import ai.djl.ndarray.NDArray;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.FiniteDifferences.Function;

/** Gradients of the family of products and of the words beside it, as finite differences have them in float64. */
class ProductGradientsTest {

    private static final long SEED = 20261127;

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    static Stream<Arguments> products() {
        return Stream.of(
                of(
                        "baddbmm",
                        (t, x) -> t.baddbmm(x[0], x[1], x[2], 2, -0.5),
                        size(2, 1, 5),
                        size(2, 3, 4),
                        size(2, 4, 5)),
                of("addbmm", (t, x) -> t.addbmm(x[0], x[1], x[2]), size(3, 5), size(2, 3, 4), size(2, 4, 5)),
                of(
                        "addbmm, scaled and broadcast",
                        (t, x) -> t.addbmm(x[0], t.mT(x[1]), x[2], -1.5, 0.25),
                        size(),
                        size(2, 4, 3),
                        size(2, 4, 5)),
                of("addmm", (t, x) -> t.addmm(x[0], x[1], x[2], 0.5, 3), size(3, 1), size(3, 4), size(4, 2)),
                of("addmv", (t, x) -> t.addmv(x[0], x[1], x[2]), size(3), size(3, 4), size(4)),
                of(
                        "addmv, scaled and broadcast",
                        (t, x) -> t.addmv(x[0], t.t(x[1]), x[2], 0.5, -2),
                        size(1),
                        size(4, 3),
                        size(4)),
                of("addr", (t, x) -> t.addr(x[0], x[1], x[2]), size(3, 4), size(3), size(4)),
                of(
                        "addr, scaled and broadcast",
                        (t, x) -> t.addr(x[0], x[1], x[2], -1, 2.5),
                        size(4),
                        size(3),
                        size(4)),
                of("linear", (t, x) -> t.linear(x[0], x[1]), size(2, 3, 4), size(5, 4)),
                of("linear with a bias", (t, x) -> t.linear(x[0], x[1], x[2]), size(2, 3, 4), size(5, 4), size(5)),
                of("linear of a vector", (t, x) -> t.linear(x[0], x[1]), size(4), size(4)),
                of("inner", (t, x) -> t.inner(x[0], x[1]), size(2, 3), size(4, 3)),
                of("inner of vectors", (t, x) -> t.inner(x[0], x[1]), size(3), size(3)),
                of("outer", (t, x) -> t.outer(x[0], x[1]), size(3), size(4)),
                of("vdot", (t, x) -> t.vdot(x[0], x[1]), size(4), size(4)),
                of("kron", (t, x) -> t.kron(x[0], x[1]), size(2, 3), size(3, 2)),
                of("multiDot", (t, x) -> t.multiDot(x), size(2, 3), size(3, 4), size(4, 2)),
                of("multiDot with vectors", (t, x) -> t.multiDot(x), size(3), size(3, 4), size(4)),
                of("chainMatmul", (t, x) -> t.chainMatmul(x), size(2, 3), size(3, 4), size(4, 2), size(2, 2)),
                of("vecdot", (t, x) -> t.vecdot(x[0], x[1], 0), size(3, 2), size(3, 1)),
                of("tensordot", (t, x) -> t.tensordot(x[0], x[1], 1), size(2, 3), size(3, 2, 2)),
                of(
                        "tensordot of pairs",
                        (t, x) -> t.tensordot(x[0], x[1], new int[] {0, 2}, new int[] {1, 0}),
                        size(2, 3, 2),
                        size(2, 2, 3)),
                of("einsum of three", (t, x) -> t.einsum("ij,jk,ki->j", x), size(2, 3), size(3, 2), size(2, 2)),
                of("matrixPower", (t, x) -> t.matrixPower(x[0], 3), size(2, 3, 3)),
                of("inverse", (t, x) -> t.matrixPower(x[0], -1), size(2, 2)));
    }

    static Stream<Arguments> words() {
        return Stream.of(
                of("add", (t, x) -> t.add(x[0], x[1], 0.5), size(2, 3), size(3)),
                of("sub", (t, x) -> t.sub(x[0], x[1], -2), size(2, 1), size(3)),
                of("mul", (t, x) -> t.mul(x[0], x[1]), size(2, 3), size()),
                of("div", (t, x) -> t.div(x[0], x[1]), size(2, 3), size(3)),
                of("div by a number", (t, x) -> t.div(x[0], 4), size(3)),
                of("pow", (t, x) -> t.pow(t.exp(x[0]), x[1]), size(3), size(3)),
                of("pow of a number", (t, x) -> t.pow(2.5, x[0]), size(3)),
                of("neg and abs", (t, x) -> t.neg(t.abs(x[0])), size(3)),
                of("exp and log", (t, x) -> t.log(t.add(t.exp(x[0]), 1)), size(3)),
                of("sqrt", (t, x) -> t.sqrt(t.exp(x[0])), size(3)),
                of("tanh", (t, x) -> t.tanh(x[0]), size(3)),
                of("sigmoid", (t, x) -> t.sigmoid(x[0]), size(3)),
                of("relu", (t, x) -> t.relu(x[0]), size(5)),
                of("gelu", (t, x) -> t.gelu(x[0]), size(5)),
                of("gelu by tanh", (t, x) -> t.gelu(x[0], "tanh"), size(5)),
                of("clamp", (t, x) -> t.clamp(x[0], -0.5, 0.5), size(6)),
                of("clamp by arrays", (t, x) -> t.clamp(x[0], x[1], null), size(6), size(6)),
                of("maximum", (t, x) -> t.maximum(x[0], x[1]), size(6), size(6)),
                of("minimum", (t, x) -> t.minimum(x[0], x[1]), size(6), size(6)),
                of("where", (t, x) -> t.where(t.gt(x[0], 0), x[0], x[1]), size(6), size(6)),
                of("maskedFill", (t, x) -> t.maskedFill(x[0], t.lt(x[0], 0), 3), size(6)),
                of("tril", (t, x) -> t.tril(x[0], -1), size(3, 3)),
                of("triu", (t, x) -> t.triu(x[0]), size(2, 3, 3)),
                of("amax", (t, x) -> t.amax(x[0], 1, true), size(2, 3)),
                of("min", (t, x) -> t.min(x[0]), size(2, 3)),
                of("prod", (t, x) -> t.prod(x[0]), size(4)),
                of("attention", ProductGradientsTest::attention, size(2, 3, 4), size(2, 5, 4), size(2, 5, 4)));
    }

    private static NDArray attention(Torch torch, NDArray[] x) {
        NDArray scores = torch.div(torch.bmm(x[0], torch.mT(x[1])), 2);
        return torch.bmm(torch.softmax(scores, -1), x[2]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"products", "words"})
    void agree_with_finite_differences(String name, Function function, long[][] sizes) {
        assertGradients(torch, SEED, name, function, sizes, ProductGradientsTest::tolerance);
    }

    private static double tolerance(double[] expected) {
        return 1e-7 * DoubleStream.of(expected).map(Math::abs).reduce(1, Math::max);
    }
}
