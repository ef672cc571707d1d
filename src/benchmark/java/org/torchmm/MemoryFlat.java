package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * 1,000,000 products in nested scopes, and the process's resident memory along the way (Linux).
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.MemoryFlat</pre>
 */
final class MemoryFlat {

    private static final int PRODUCTS = 1_000_000;

    private MemoryFlat() {}

    public static void main(String[] args) throws IOException {
        try (Torch torch = Torch.open()) {
            NDArray a = torch.randn(10, 3, 4);
            NDArray b = torch.randn(10, 4, 4);
            for (int done = 0; done <= PRODUCTS; done += 4) {
                if (done % (PRODUCTS / 10) == 0) {
                    System.out.printf("%,9d products: %d MB resident%n", done, residentKilobytes() / 1024);
                }
                try (Torch outer = torch.scope()) {
                    NDArray c = outer.bmm(a, b);
                    try (Torch inner = outer.scope()) {
                        inner.matmul(inner.bmm(c, b), outer.bmm(b, b));
                    }
                }
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS");
    }
}
