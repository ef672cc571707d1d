package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.ChildJvm;
import org.torchmm.rules.Dtype;

/** The same numbers whatever the processor has and however the JVM runs. */
class SameBitsTest {

    private static final int N = 30_011;

    @ParameterizedTest
    @ValueSource(strings = {"-XX:-UseFMA", "-Xint", "-XX:UseAVX=0", "-XX:TieredStopAtLevel=1"})
    void however_the_jvm_runs(String option) throws IOException, InterruptedException {
        ChildJvm.Result result = new ChildJvm()
                .option("-XX:+IgnoreUnrecognizedVMOptions", option)
                .run(Main.class);
        assertEquals(0, result.exit(), result.stderr());
        assertEquals(checksums(), result.lines());
    }

    /** Every road's numbers are in the checksums that libtorch's have too. */
    @Test
    void the_checksums_are_libtorch_s() {
        try (LibtorchGenerator libtorch = new LibtorchGenerator()) {
            libtorch.manualSeed(1);
            List<String> theirs = List.of(
                    checksum(libtorch.randn(Dtype.FLOAT32, N)),
                    checksum(libtorch.normal(Dtype.FLOAT32, 0.3f, 1.7f, N)),
                    checksum(libtorch.uniform(Dtype.FLOAT32, -0.3f, 1.7f, N)),
                    checksum(libtorch.uniform(Dtype.FLOAT64, -0.3f, 1.7f, N)),
                    checksum(libtorch.randn(Dtype.FLOAT16, N)),
                    checksum(libtorch.randn(Dtype.BFLOAT16, N)),
                    checksum(libtorch.randn(Dtype.COMPLEX64, N)));
            assertEquals(theirs, checksums());
        }
    }

    private static List<String> checksums() {
        Generator generator = new Generator(1);
        float[] floats = new float[N];
        float[] affine = new float[N];
        float[] uniform = new float[N];
        double[] doubles = new double[N];
        short[] float16 = new short[N];
        short[] bfloat16 = new short[N];
        float[] complex = new float[2 * N];
        generator.normal(Dtype.FLOAT32, floats, 0, N);
        generator.normal(Dtype.FLOAT32, 0.3f, 1.7f, affine, 0, N);
        generator.uniform(Dtype.FLOAT32, -0.3f, 1.7f, uniform, 0, N);
        generator.uniform(Dtype.FLOAT64, -0.3f, 1.7f, doubles, 0, N);
        generator.normal(Dtype.FLOAT16, float16, 0, N);
        generator.normal(Dtype.BFLOAT16, bfloat16, 0, N);
        generator.normal(Dtype.COMPLEX64, complex, 0, N);
        return List.of(
                checksum(floats),
                checksum(affine),
                checksum(uniform),
                checksum(doubles),
                checksum(Drawn.read(Dtype.FLOAT16, float16)),
                checksum(Drawn.read(Dtype.BFLOAT16, bfloat16)),
                checksum(complex));
    }

    private static String checksum(Object numbers) {
        CRC32 crc = new CRC32();
        crc.update(Drawn.text(numbers).getBytes());
        return Long.toHexString(crc.getValue());
    }

    static final class Main {
        public static void main(String[] args) {
            checksums().forEach(System.out::println);
        }
    }
}
