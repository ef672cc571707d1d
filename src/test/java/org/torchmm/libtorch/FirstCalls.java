package org.torchmm.libtorch;

import org.torchmm.Torch;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernels;

/** A program that asks for libtorch several times, catches exceptions as programs do, and multiplies in Java at the end. */
final class FirstCalls {

    private FirstCalls() {}

    public static void main(String[] args) {
        ask(FirstCalls::product);
        ask(FirstCalls::product);
        ask(Torch::getNumThreads);
        float[] c = new float[1];
        FloatMatrices two = FloatMatrices.of(new float[] {2}, 1, 1, 1);
        MatrixKernels.byName("scalar").bmm(two, two, FloatMatrices.of(c, 1, 1, 1));
        System.out.println("goes on " + c[0]);
    }

    private interface Question {
        Object ask();
    }

    private static void ask(Question question) {
        try {
            System.out.println("answer " + question.ask());
        } catch (Exception e) {
            System.out.println(e.getClass().getName() + ": " + e.getMessage());
        }
    }

    private static float product() {
        try (Torch torch = Torch.open()) {
            return torch.mm(torch.ones(1, 3), torch.ones(3, 1)).toFloatArray()[0];
        }
    }
}
