package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A gradient flows back through the words along dimensions: as finite differences have it, in float64. */
class DimensionGradientsTest {

    private static final double STEP = 1e-5;

    private static final double[] AT = {0.3, -1.2, 2.5, 0.9, 1.7, -0.4};

    private static final double[] WEIGHTS = {0.7, -0.2, 1.1, 0.4, -1.3, 0.6};

    private static final Map<String, BiFunction<Torch, NDArray, NDArray>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("sum", (torch, x) -> torch.sum(x, 1, true));
        WORDS.put("mean", (torch, x) -> torch.mean(x, 0));
        WORDS.put("prod", (torch, x) -> torch.prod(x, 1));
        WORDS.put("max", (torch, x) -> torch.max(x, 1).get(0));
        WORDS.put("amin", (torch, x) -> torch.amin(x, 0));
        WORDS.put("norm", (torch, x) -> torch.norm(x, 3, 1));
        WORDS.put("norm of all", Torch::norm);
        WORDS.put("nuclear norm", (torch, x) -> torch.norm(x, "nuc"));
        WORDS.put("var", (torch, x) -> torch.var(x, 1));
        WORDS.put("std", (torch, x) -> torch.std(x, 0, 0, true));
        WORDS.put("softmax", (torch, x) -> torch.softmax(x, 1));
        WORDS.put("logSoftmax", (torch, x) -> torch.logSoftmax(x, 0));
        WORDS.put("cumsum", (torch, x) -> torch.cumsum(x, 1));
        WORDS.put("cat", (torch, x) -> torch.cat(List.of(x, x), 1));
        WORDS.put("stack", (torch, x) -> torch.stack(List.of(x, x)));
        WORDS.put("split", (torch, x) -> torch.split(x, 2, 1).get(0));
        WORDS.put("chunk", (torch, x) -> torch.chunk(x, 2).get(1));
        WORDS.put("topk", (torch, x) -> torch.topk(x, 2).get(0));
        WORDS.put("sort", (torch, x) -> torch.sort(x, 1, true).get(0));
    }

    @Test
    void as_finite_differences_have_it() {
        for (var word : WORDS.entrySet()) {
            double[] expected = new double[AT.length];
            for (int i = 0; i < AT.length; i++) {
                expected[i] = (loss(word.getValue(), i, STEP) - loss(word.getValue(), i, -STEP)) / (2 * STEP);
            }
            assertArrayEquals(expected, gradient(word.getValue()), 1e-8, word.getKey());
        }
    }

    private static double loss(BiFunction<Torch, NDArray, NDArray> word, int i, double step) {
        double[] moved = AT.clone();
        moved[i] += step;
        try (Torch torch = Torch.open()) {
            return weighted(torch, word.apply(torch, torch.tensor(moved, 2, 3))).getDouble();
        }
    }

    private static double[] gradient(BiFunction<Torch, NDArray, NDArray> word) {
        try (Torch torch = Torch.open();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray x = torch.tensor(AT, 2, 3);
            x.setRequiresGradient(true);
            collector.backward(weighted(torch, word.apply(torch, x)));
            return x.getGradient().toDoubleArray();
        }
    }

    /** So that what flows back is another number for each element. */
    private static NDArray weighted(Torch torch, NDArray y) {
        int count = (int) y.getShape().size();
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = WEIGHTS[i % WEIGHTS.length];
        }
        return torch.dot(torch.reshape(y, -1), torch.tensor(weights));
    }
}
