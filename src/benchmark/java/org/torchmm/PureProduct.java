package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torchmm.kernel.MatrixKernels;

/**
 * The first product of a process, without libtorch: prints its last number. Asked for the {@code peak} it prints that of resident memory
 * too, where Linux tells it; asked for {@code nothing}, the number alone, without a product.
 */
final class PureProduct {

    private PureProduct() {}

    public static void main(String[] args) throws IOException {
        String asked = args.length == 0 ? "product" : args[0];
        System.out.println(asked.equals("nothing") ? 4f : product());
        if (asked.equals("peak")) {
            peak();
        }
    }

    private static float product() {
        try (Torch torch = Torch.open(MatrixKernels.best())) {
            NDArray c = torch.bmm(torch.ones(10, 3, 4), torch.ones(10, 4, 5));
            float[] values = c.toFloatArray();
            return values[values.length - 1];
        }
    }

    private static void peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM")) {
                    System.out.println(line.replaceAll("\\D", ""));
                }
            }
        }
    }
}
