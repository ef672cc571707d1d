package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torchmm.kernel.MatrixKernels;

/** The first product of a process, without libtorch: prints its last number, and where Linux tells it the peak of resident memory. */
final class PureProduct {

    private PureProduct() {}

    public static void main(String[] args) throws IOException {
        try (Torch torch = Torch.open(MatrixKernels.best())) {
            NDArray c = torch.bmm(torch.ones(10, 3, 4), torch.ones(10, 4, 5));
            float[] values = c.toFloatArray();
            System.out.println(values[values.length - 1]);
        }
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
