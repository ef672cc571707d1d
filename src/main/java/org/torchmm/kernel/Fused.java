package org.torchmm.kernel;

/** x * y + z, rounded once where the element type rounds. Overloads, so that one source serves four element types. */
final class Fused {

    private Fused() {}

    static float multiplyAdd(float x, float y, float z) {
        return Math.fma(x, y, z);
    }

    static double multiplyAdd(double x, double y, double z) {
        return Math.fma(x, y, z);
    }

    static int multiplyAdd(int x, int y, int z) {
        return x * y + z;
    }

    static long multiplyAdd(long x, long y, long z) {
        return x * y + z;
    }
}
