package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torchmm.kernel.MatrixKernels;

/** The same torch with no native library at all: creation, views, products, text and files in Java's own memory. */
public final class PureTour {

    private PureTour() {}

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        try (Torch torch = Torch.open(MatrixKernels.best())) {
            torch.manualSeed(0);
            NDArray a = torch.randn(10, 3, 4);
            NDArray b = torch.randn(10, 4, 5);
            NDArray c = torch.bmm(a, b);
            System.out.println("bmm: " + torch.size(a) + " x " + torch.size(b) + " = " + torch.size(c)
                    + ", the same numbers as Python's after torch.manual_seed(0):");
            System.out.println(torch.repr(torch.select(c, 0, 0)));
            System.out.printf("(the first product %d ms after main)%n", (System.nanoTime() - start) / 1_000_000);

            NDArray weights = torch.t(torch.arange(DataType.FLOAT32, 12).reshape(3, 4));
            System.out.println("a transposed view is multiplied where it is:");
            System.out.println(torch.repr(torch.matmul(torch.ones(2, 4), weights)));

            System.out.println("refused in torch's words:");
            try {
                torch.bmm(a, torch.ones(10, 5, 4));
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }

            Path file = Files.createTempFile("c", ".npy");
            try {
                torch.save(file, c);
                NDArray again = torch.load(file).singletonOrThrow();
                System.out.println("saved and loaded: " + torch.size(again) + ", equal: " + again.contentEquals(c));
            } finally {
                Files.delete(file);
            }
        }
    }
}
