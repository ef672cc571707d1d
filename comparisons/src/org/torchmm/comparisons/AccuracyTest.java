package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** torchmm's kernels err no more than libtorch does: root mean square of the error against the exact sums, same operands. */
class AccuracyTest {

    private static final double AT_MOST = 1.2;

    static Stream<String> cases() {
        return Stream.of(64, 128, 192, 193, 224, 256, 384, 385, 512, 1000, 2048, 4096)
                .flatMap(k -> Stream.of(
                        "mm float32(96,%d) float32(%d,96) normal 11".formatted(k, k),
                        "mm float32(96,%d) float32(%d,96)/transposed normal 12".formatted(k, k),
                        "mm float32(24,%d) float32(%d,300)/transposed normal 13".formatted(k, k),
                        "mm float64(48,%d) float64(%d,64) normal 14".formatted(k, k)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void errors_are_no_larger_than_libtorch_s(String name) {
        Case asked = Case.parse(name);
        OperandData a = OperandData.first(asked);
        OperandData b = OperandData.second(asked);
        Reference exact = Reference.of(Contraction.of(asked), a, b);
        double libtorch;
        try (Torch torch = Torch.open()) {
            libtorch = rootMeanSquare(torch, asked, a, b, exact);
        }
        for (MatrixKernel kernel : List.of(MatrixKernels.byName("vector"), MatrixKernels.byName("scalar"))) {
            try (Torch torch = Torch.open(kernel)) {
                double error = rootMeanSquare(torch, asked, a, b, exact);
                assertTrue(
                        error <= AT_MOST * libtorch,
                        () -> "%s: %s errs by %.3g, libtorch by %.3g".formatted(name, kernel.name(), error, libtorch));
            }
        }
    }

    private static double rootMeanSquare(Torch torch, Case asked, OperandData a, OperandData b, Reference exact) {
        Outcome outcome = Outcome.of(() -> ProductCall.of(asked.word(), torch, a.tensor(torch), b.tensor(torch)));
        double sum = 0;
        for (int i = 0; i < exact.elements(); i++) {
            BigDecimal value = new BigDecimal(exact.type().floating(outcome.data(), i));
            double error = value.subtract(exact.exactly(i)).doubleValue();
            sum += error * error;
        }
        return Math.sqrt(sum / exact.elements());
    }
}
