package org.torchmm.kernel;

import java.util.Arrays;
import java.util.List;

/** A program that does to kernels what its arguments say, and goes on where one is refused. */
final class KernelChoice {

    private KernelChoice() {}

    public static void main(String[] args) {
        for (String arg : args) {
            try {
                System.out.println(
                        switch (arg) {
                            case "all" -> names(MatrixKernels.all());
                            case "best" -> MatrixKernels.best().name();
                            case "product" -> product(MatrixKernels.best());
                            default -> product(MatrixKernels.byName(arg));
                        });
            } catch (Exception e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    private static String names(List<MatrixKernel> kernels) {
        return kernels.stream().map(MatrixKernel::name).toList().toString();
    }

    /** With vectors, where there are some: 8 x 20 x 20. */
    private static String product(MatrixKernel kernel) {
        float[] ones = new float[8 * 20];
        Arrays.fill(ones, 1);
        float[] c = new float[8 * 8];
        kernel.bmm(FloatMatrices.of(ones, 1, 8, 20), FloatMatrices.of(ones, 1, 20, 8), FloatMatrices.of(c, 1, 8, 8));
        return kernel.name() + " " + c[63];
    }
}
