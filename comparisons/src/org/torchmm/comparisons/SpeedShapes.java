package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.stream.Collectors;

/** Shapes whose speed means something to someone, each with the reason; for reports and benchmarks. */
public final class SpeedShapes {

    private SpeedShapes() {}

    /**
     * @param name a word for tables and parameters
     * @param product the case
     * @param reason where one meets it
     */
    public record SpeedShape(String name, Case product, String reason) {

        /** The same product of another dtype. */
        public SpeedShape of(DataType dtype) {
            Operand a = product.a();
            Operand b = product.b();
            Case other = new Case(
                    product.word(),
                    new Operand(dtype, a.size(), a.layout()),
                    new Operand(dtype, b.size(), b.layout()),
                    product.values(),
                    product.seed());
            return new SpeedShape(name, other, reason);
        }
    }

    /** The shape of that name; {@link IllegalArgumentException} with the names there are if there is none. */
    public static SpeedShape byName(String name) {
        return all().stream()
                .filter(shape -> shape.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shape is called " + name + "; there are "
                        + all().stream().map(SpeedShape::name).collect(Collectors.joining(", "))));
    }

    /** All of them, in float32. */
    public static List<SpeedShape> all() {
        return List.of(
                bmm(
                        "tutorial",
                        "(10,3,4)",
                        "(10,4,5)",
                        "the example of torch.bmm's documentation: all of it is overhead"),
                bmm("tiny_batch", "(1000,8,8)", "(1000,8,8)", "many tiny matrices: transforms, per-sample weights"),
                bmm(
                        "below_400",
                        "(1000,7,7)",
                        "(1000,7,8)",
                        "the largest work that libtorch does in its own plain loop"),
                bmm("attention_scores", "(12,128,64)", "(12,64,128)/transposed", "q x k^T: 12 heads of 64, 128 tokens"),
                bmm("attention_values", "(12,128,128)", "(12,128,64)", "softmax(q x k^T) x v of the same heads"),
                mm("mlp_up", "(128,768)", "(768,3072)", "the first layer of a transformer's MLP, 128 tokens"),
                mm(
                        "mlp_down",
                        "(128,3072)",
                        "(3072,768)/transposed",
                        "the second, its weights stored (out, in) as in torch.nn.Linear"),
                mm(
                        "conv",
                        "(64,576)",
                        "(576,3136)",
                        "a 3x3 convolution of 64 to 64 channels on 56x56, as im2col leaves it"),
                mm(
                        "decode",
                        "(1,4096)",
                        "(4096,4096)/transposed",
                        "one token through one layer of a 7B model: memory speed"),
                square(16, "all of it is overhead, again"),
                square(32, "where libtorch begins to use a second thread"),
                square(64, "fits the first-level cache"),
                square(128, "between the caches"),
                square(256, "fits the second-level cache"),
                square(512, "where threads and blocking pay"),
                square(1024, "the roof"),
                square(2048, "the roof, from memory"),
                mm("odd_511", "(511,511)", "(511,511)", "tails in all three dimensions"));
    }

    private static SpeedShape bmm(String name, String a, String b, String reason) {
        return shape("bmm", name, a, b, reason);
    }

    private static SpeedShape mm(String name, String a, String b, String reason) {
        return shape("mm", name, a, b, reason);
    }

    private static SpeedShape square(int n, String reason) {
        String size = "(" + n + "," + n + ")";
        return mm("square_" + n, size, size, reason);
    }

    private static SpeedShape shape(String operation, String name, String a, String b, String reason) {
        return new SpeedShape(name, Case.parse(operation + " float32" + a + " float32" + b + " normal 1"), reason);
    }
}
