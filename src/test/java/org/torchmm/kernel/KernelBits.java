package org.torchmm.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.torchmm.kernel.vector.VectorKernel;

/** One line for each kernel and element type, and for int16: a checksum of the bits of many products, of every order of summation. */
final class KernelBits {

    private static final long SEED = 20_261_127;
    private static final int SAMPLES = 40;

    private KernelBits() {}

    public static void main(String[] args) {
        System.out.println("fused multiply-add " + (Fused.isFast() ? "is an instruction" : "is emulated"));
        for (MatrixKernel found : MatrixKernels.all()) {
            MatrixKernel kernel = found instanceof VectorKernel ? VectorKernel.warm() : found; // all tiles, at once
            for (ElementType type : ElementType.values()) {
                System.out.println(kernel.name() + " " + line(kernel, type));
            }
            System.out.println(kernel.name() + " " + PairSample.line(kernel));
        }
    }

    /** The same of every kernel. */
    static String line(MatrixKernel kernel, ElementType type) {
        CRC32 sum = new CRC32();
        for (long seed = SEED; seed < SEED + SAMPLES; seed++) {
            add(sum, Sample.random(type, seed), kernel);
        }
        for (Sample.Layout b : new Sample.Layout[] {Sample.Layout.DENSE, Sample.Layout.TRANSPOSED}) {
            for (int[] shape :
                    new int[][] {{3, 7, 7, 7}, {2, 20, 20, 20}, {1, 40, 50, 200}, {1, 4, 20, 130}, {1, 30, 1, 40}}) {
                add(
                        sum,
                        new Sample(
                                type,
                                SEED,
                                shape[0],
                                shape[1],
                                shape[2],
                                shape[3],
                                Sample.Layout.DENSE,
                                b,
                                Sample.Layout.DENSE),
                        kernel);
            }
        }
        return type + " " + Long.toHexString(sum.getValue());
    }

    private static void add(CRC32 sum, Sample sample, MatrixKernel kernel) {
        sum.update(Arrays.toString(sample.multiply(kernel)).getBytes(StandardCharsets.US_ASCII));
    }
}
