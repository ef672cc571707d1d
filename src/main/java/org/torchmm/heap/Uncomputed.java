package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
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
    default void setRequiresGradient(boolean a0) {
        throw refusal("setRequiresGradient");
    }

    @Override
    default NDArray getGradient() {
        throw refusal("getGradient");
    }

    @Override
    default String[] toStringArray(Charset a0) {
        throw refusal("toStringArray");
    }

    @Override
    default NDArray gather(NDArray a0, int a1) {
        throw refusal("gather");
    }

    @Override
    default NDArray gatherNd(NDArray a0) {
        throw refusal("gatherNd");
    }

    @Override
    default NDArray take(NDManager a0, NDArray a1) {
        throw refusal("take");
    }

    @Override
    default NDArray put(NDArray a0, NDArray a1) {
        throw refusal("put");
    }

    @Override
    default NDArray scatter(NDArray a0, NDArray a1, int a2) {
        throw refusal("scatter");
    }

    @Override
    default NDArray booleanMask(NDArray a0, int a1) {
        throw refusal("booleanMask");
    }

    @Override
    default NDArray sequenceMask(NDArray a0, float a1) {
        throw refusal("sequenceMask");
    }

    @Override
    default NDArray sequenceMask(NDArray a0) {
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
    default NDArray max() {
        throw refusal("max");
    }

    @Override
    default NDArray max(int[] a0, boolean a1) {
        throw refusal("max");
    }

    @Override
    default NDArray min() {
        throw refusal("min");
    }

    @Override
    default NDArray min(int[] a0, boolean a1) {
        throw refusal("min");
    }

    @Override
    default NDArray sum() {
        throw refusal("sum");
    }

    @Override
    default NDArray sum(int[] a0, boolean a1) {
        throw refusal("sum");
    }

    @Override
    default NDArray cumProd(int a0) {
        throw refusal("cumProd");
    }

    @Override
    default NDArray cumProd(int a0, DataType a1) {
        throw refusal("cumProd");
    }

    @Override
    default NDArray prod() {
        throw refusal("prod");
    }

    @Override
    default NDArray prod(int[] a0, boolean a1) {
        throw refusal("prod");
    }

    @Override
    default NDArray mean() {
        throw refusal("mean");
    }

    @Override
    default NDArray mean(int[] a0, boolean a1) {
        throw refusal("mean");
    }

    @Override
    default NDArray normalize(double a0, long a1, double a2) {
        throw refusal("normalize");
    }

    @Override
    default NDArray rotate90(int a0, int[] a1) {
        throw refusal("rotate90");
    }

    @Override
    default NDArray trace(int a0, int a1, int a2) {
        throw refusal("trace");
    }

    @Override
    default NDArray fft(long a0, long a1) {
        throw refusal("fft");
    }

    @Override
    default NDArray ifft(long a0, long a1) {
        throw refusal("ifft");
    }

    @Override
    default NDArray rfft(long a0, long a1) {
        throw refusal("rfft");
    }

    @Override
    default NDArray irfft(long a0, long a1) {
        throw refusal("irfft");
    }

    @Override
    default NDArray stft(long a0, long a1, boolean a2, NDArray a3, boolean a4, boolean a5) {
        throw refusal("stft");
    }

    @Override
    default NDArray fft2(long[] a0, long[] a1) {
        throw refusal("fft2");
    }

    @Override
    default NDArray ifft2(long[] a0, long[] a1) {
        throw refusal("ifft2");
    }

    @Override
    default NDArray pad(Shape a0, double a1) {
        throw refusal("pad");
    }

    @Override
    default NDList unique(Integer a0, boolean a1, boolean a2, boolean a3) {
        throw refusal("unique");
    }

    @Override
    default NDArray argSort(int a0, boolean a1) {
        throw refusal("argSort");
    }

    @Override
    default NDArray sort() {
        throw refusal("sort");
    }

    @Override
    default NDArray sort(int a0) {
        throw refusal("sort");
    }

    @Override
    default NDArray softmax(int a0) {
        throw refusal("softmax");
    }

    @Override
    default NDArray logSoftmax(int a0) {
        throw refusal("logSoftmax");
    }

    @Override
    default NDArray cumSum() {
        throw refusal("cumSum");
    }

    @Override
    default NDArray cumSum(int a0) {
        throw refusal("cumSum");
    }

    @Override
    default NDArray inverse() {
        throw refusal("inverse");
    }

    @Override
    default NDArray tile(long a0) {
        throw refusal("tile");
    }

    @Override
    default NDArray tile(int a0, long a1) {
        throw refusal("tile");
    }

    @Override
    default NDArray tile(long[] a0) {
        throw refusal("tile");
    }

    @Override
    default NDArray tile(Shape a0) {
        throw refusal("tile");
    }

    @Override
    default NDArray repeat(long a0) {
        throw refusal("repeat");
    }

    @Override
    default NDArray repeat(int a0, long a1) {
        throw refusal("repeat");
    }

    @Override
    default NDArray repeat(long[] a0) {
        throw refusal("repeat");
    }

    @Override
    default NDArray repeat(Shape a0) {
        throw refusal("repeat");
    }

    @Override
    default NDArray dot(NDArray a0) {
        throw refusal("dot");
    }

    @Override
    default NDArray matMul(NDArray a0) {
        throw refusal("matMul");
    }

    @Override
    default NDArray batchMatMul(NDArray a0) {
        throw refusal("batchMatMul");
    }

    @Override
    default NDArray flip(int... a0) {
        throw refusal("flip");
    }

    @Override
    default NDArray argMax() {
        throw refusal("argMax");
    }

    @Override
    default NDArray argMax(int a0) {
        throw refusal("argMax");
    }

    @Override
    default NDList topK(int a0, int a1, boolean a2, boolean a3) {
        throw refusal("topK");
    }

    @Override
    default NDArray argMin() {
        throw refusal("argMin");
    }

    @Override
    default NDArray argMin(int a0) {
        throw refusal("argMin");
    }

    @Override
    default NDArray percentile(Number a0) {
        throw refusal("percentile");
    }

    @Override
    default NDArray percentile(Number a0, int[] a1) {
        throw refusal("percentile");
    }

    @Override
    default NDArray median() {
        throw refusal("median");
    }

    @Override
    default NDArray median(int[] a0) {
        throw refusal("median");
    }

    @Override
    default NDArray toSparse(SparseFormat a0) {
        throw refusal("toSparse");
    }

    @Override
    default NDArray nonzero() {
        throw refusal("nonzero");
    }

    @Override
    default NDArray erfinv() {
        throw refusal("erfinv");
    }

    @Override
    default NDArray norm(boolean a0) {
        throw refusal("norm");
    }

    @Override
    default NDArray norm(int a0, int[] a1, boolean a2) {
        throw refusal("norm");
    }

    @Override
    default NDArray oneHot(int a0, float a1, float a2, DataType a3) {
        throw refusal("oneHot");
    }

    @Override
    default NDArray batchDot(NDArray a0) {
        throw refusal("batchDot");
    }

    @Override
    default NDArray complex() {
        throw refusal("complex");
    }

    @Override
    default NDArray real() {
        throw refusal("real");
    }

    @Override
    default NDArray conj() {
        throw refusal("conj");
    }

    @Override
    default NDArray diff(int a0, int a1) {
        throw refusal("diff");
    }
}
