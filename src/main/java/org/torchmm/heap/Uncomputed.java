package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.nio.charset.Charset;
import org.torchmm.rules.Dtype;

/** What is not computed on arrays in Java's memory: refused in one sentence, by name. */
interface Uncomputed extends NDArray {

    /** Names the method and the way to an array that has it. */
    static UnsupportedOperationException refusal(String method) {
        return because(method + "()");
    }

    /** Of one dtype. */
    static UnsupportedOperationException refusal(String method, Dtype dtype) {
        return because(method + "() of " + dtype.python);
    }

    private static UnsupportedOperationException because(String what) {
        return new UnsupportedOperationException(
                what + " is not computed on arrays in Java's memory; libtorch computes it:"
                        + " Torch.open().contiguous(x) is a copy of x in libtorch's");
    }

    @Override
    default void setRequiresGradient(boolean requiresGrad) {
        throw refusal("setRequiresGradient");
    }

    @Override
    default NDArray getGradient() {
        throw refusal("getGradient");
    }

    @Override
    default String[] toStringArray(Charset charset) {
        throw refusal("toStringArray");
    }

    @Override
    default NDArray gatherNd(NDArray index) {
        throw refusal("gatherNd");
    }

    @Override
    default NDArray put(NDArray index, NDArray value) {
        throw refusal("put");
    }

    @Override
    default NDArray scatter(NDArray index, NDArray value, int axis) {
        throw refusal("scatter");
    }

    @Override
    default NDArray sequenceMask(NDArray sequenceLength, float value) {
        throw refusal("sequenceMask");
    }

    @Override
    default NDArray sequenceMask(NDArray sequenceLength) {
        throw refusal("sequenceMask");
    }

    @Override
    default NDArray gammaln() {
        throw refusal("gammaln");
    }

    @Override
    default NDArray asinh() {
        throw refusal("asinh");
    }

    @Override
    default NDArray acosh() {
        throw refusal("acosh");
    }

    @Override
    default NDArray atanh() {
        throw refusal("atanh");
    }

    @Override
    default NDArray normalize(double exponent, long dim, double eps) {
        throw refusal("normalize");
    }

    @Override
    default NDArray rotate90(int times, int[] axes) {
        throw refusal("rotate90");
    }

    @Override
    default NDArray trace(int offset, int axis1, int axis2) {
        throw refusal("trace");
    }

    @Override
    default NDArray fft(long length, long axis) {
        throw refusal("fft");
    }

    @Override
    default NDArray ifft(long length, long axis) {
        throw refusal("ifft");
    }

    @Override
    default NDArray rfft(long length, long axis) {
        throw refusal("rfft");
    }

    @Override
    default NDArray irfft(long length, long axis) {
        throw refusal("irfft");
    }

    @Override
    default NDArray stft(
            long nFft, long hopLength, boolean center, NDArray window, boolean normalize, boolean returnComplex) {
        throw refusal("stft");
    }

    @Override
    default NDArray fft2(long[] sizes, long[] axes) {
        throw refusal("fft2");
    }

    @Override
    default NDArray ifft2(long[] sizes, long[] axes) {
        throw refusal("ifft2");
    }

    @Override
    default NDArray pad(Shape padding, double value) {
        throw refusal("pad");
    }

    @Override
    default NDList unique(Integer dim, boolean sorted, boolean returnInverse, boolean returnCounts) {
        throw refusal("unique");
    }

    @Override
    default NDArray inverse() {
        throw refusal("inverse");
    }

    @Override
    default NDArray percentile(Number percentile) {
        throw refusal("percentile");
    }

    @Override
    default NDArray percentile(Number percentile, int[] axes) {
        throw refusal("percentile");
    }

    @Override
    default NDArray median() {
        throw refusal("median");
    }

    @Override
    default NDArray median(int[] axes) {
        throw refusal("median");
    }

    @Override
    default NDArray toSparse(SparseFormat fmt) {
        throw refusal("toSparse");
    }

    @Override
    default NDArray erfinv() {
        throw refusal("erfinv");
    }

    @Override
    default NDArray batchDot(NDArray other) {
        throw refusal("batchDot");
    }

    @Override
    default NDArray conj() {
        throw refusal("conj");
    }

    @Override
    default NDArray diff(int n, int dim) {
        throw refusal("diff");
    }
}
