package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDArrayIndexer;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.recurrent.RNN;
import java.util.List;

/** DJL's inner operations on arrays in Java's memory. */
record HeapArrayEx(HeapArray array) implements NDArrayEx {

    @Override
    public NDArray getArray() {
        return array;
    }

    @Override
    public NDArray rdivi(NDArray a0) {
        throw Uncomputed.refusal("rdivi");
    }

    @Override
    public NDArray rmodi(NDArray a0) {
        throw Uncomputed.refusal("rmodi");
    }

    @Override
    public NDArray rpowi(Number a0) {
        throw Uncomputed.refusal("rpowi");
    }

    @Override
    public NDArray relu() {
        throw Uncomputed.refusal("relu");
    }

    @Override
    public NDArray sigmoid() {
        throw Uncomputed.refusal("sigmoid");
    }

    @Override
    public NDArray tanh() {
        throw Uncomputed.refusal("tanh");
    }

    @Override
    public NDArray softPlus() {
        throw Uncomputed.refusal("softPlus");
    }

    @Override
    public NDArray softSign() {
        throw Uncomputed.refusal("softSign");
    }

    @Override
    public NDArray leakyRelu(float a0) {
        throw Uncomputed.refusal("leakyRelu");
    }

    @Override
    public NDArray elu(float a0) {
        throw Uncomputed.refusal("elu");
    }

    @Override
    public NDArray selu() {
        throw Uncomputed.refusal("selu");
    }

    @Override
    public NDArray gelu() {
        throw Uncomputed.refusal("gelu");
    }

    @Override
    public NDArray maxPool(Shape a0, Shape a1, Shape a2, boolean a3) {
        throw Uncomputed.refusal("maxPool");
    }

    @Override
    public NDArray globalMaxPool() {
        throw Uncomputed.refusal("globalMaxPool");
    }

    @Override
    public NDArray avgPool(Shape a0, Shape a1, Shape a2, boolean a3, boolean a4) {
        throw Uncomputed.refusal("avgPool");
    }

    @Override
    public NDArray globalAvgPool() {
        throw Uncomputed.refusal("globalAvgPool");
    }

    @Override
    public NDArray lpPool(float a0, Shape a1, Shape a2, Shape a3, boolean a4) {
        throw Uncomputed.refusal("lpPool");
    }

    @Override
    public NDArray globalLpPool(float a0) {
        throw Uncomputed.refusal("globalLpPool");
    }

    @Override
    public void adadeltaUpdate(NDList a0, NDList a1, float a2, float a3, float a4, float a5, float a6) {
        throw Uncomputed.refusal("adadeltaUpdate");
    }

    @Override
    public void adagradUpdate(NDList a0, NDList a1, float a2, float a3, float a4, float a5, float a6) {
        throw Uncomputed.refusal("adagradUpdate");
    }

    @Override
    public void adamUpdate(
            NDList a0,
            NDList a1,
            float a2,
            float a3,
            float a4,
            float a5,
            float a6,
            float a7,
            float a8,
            float a9,
            boolean a10,
            boolean a11) {
        throw Uncomputed.refusal("adamUpdate");
    }

    @Override
    public void nagUpdate(NDList a0, NDList a1, float a2, float a3, float a4, float a5, float a6) {
        throw Uncomputed.refusal("nagUpdate");
    }

    @Override
    public void rmspropUpdate(
            NDList a0, NDList a1, float a2, float a3, float a4, float a5, float a6, float a7, float a8, boolean a9) {
        throw Uncomputed.refusal("rmspropUpdate");
    }

    @Override
    public void sgdUpdate(NDList a0, NDList a1, float a2, float a3, float a4, float a5, float a6, boolean a7) {
        throw Uncomputed.refusal("sgdUpdate");
    }

    @Override
    public NDList convolution(NDArray a0, NDArray a1, NDArray a2, Shape a3, Shape a4, Shape a5, int a6) {
        throw Uncomputed.refusal("convolution");
    }

    @Override
    public NDList deconvolution(NDArray a0, NDArray a1, NDArray a2, Shape a3, Shape a4, Shape a5, Shape a6, int a7) {
        throw Uncomputed.refusal("deconvolution");
    }

    @Override
    public NDList linear(NDArray a0, NDArray a1, NDArray a2) {
        throw Uncomputed.refusal("linear");
    }

    @Override
    public NDList embedding(NDArray a0, NDArray a1, SparseFormat a2) {
        throw Uncomputed.refusal("embedding");
    }

    @Override
    public NDList prelu(NDArray a0, NDArray a1) {
        throw Uncomputed.refusal("prelu");
    }

    @Override
    public NDList dropout(NDArray a0, float a1, boolean a2) {
        throw Uncomputed.refusal("dropout");
    }

    @Override
    public NDList layerNorm(NDArray a0, Shape a1, NDArray a2, NDArray a3, float a4) {
        throw Uncomputed.refusal("layerNorm");
    }

    @Override
    public NDList batchNorm(
            NDArray a0, NDArray a1, NDArray a2, NDArray a3, NDArray a4, int a5, float a6, float a7, boolean a8) {
        throw Uncomputed.refusal("batchNorm");
    }

    @Override
    public NDList rnn(
            NDArray a0,
            NDArray a1,
            NDList a2,
            boolean a3,
            int a4,
            RNN.Activation a5,
            double a6,
            boolean a7,
            boolean a8,
            boolean a9) {
        throw Uncomputed.refusal("rnn");
    }

    @Override
    public NDList gru(
            NDArray a0, NDArray a1, NDList a2, boolean a3, int a4, double a5, boolean a6, boolean a7, boolean a8) {
        throw Uncomputed.refusal("gru");
    }

    @Override
    public NDList lstm(
            NDArray a0, NDList a1, NDList a2, boolean a3, int a4, double a5, boolean a6, boolean a7, boolean a8) {
        throw Uncomputed.refusal("lstm");
    }

    @Override
    public NDArray interpolation(long[] a0, int a1, boolean a2) {
        throw Uncomputed.refusal("interpolation");
    }

    @Override
    public NDArray resize(int a0, int a1, int a2) {
        throw Uncomputed.refusal("resize");
    }

    @Override
    public NDArray randomFlipLeftRight() {
        throw Uncomputed.refusal("randomFlipLeftRight");
    }

    @Override
    public NDArray randomFlipTopBottom() {
        throw Uncomputed.refusal("randomFlipTopBottom");
    }

    @Override
    public NDArray randomBrightness(float a0) {
        throw Uncomputed.refusal("randomBrightness");
    }

    @Override
    public NDArray randomHue(float a0) {
        throw Uncomputed.refusal("randomHue");
    }

    @Override
    public NDArray randomColorJitter(float a0, float a1, float a2, float a3) {
        throw Uncomputed.refusal("randomColorJitter");
    }

    @Override
    public NDArrayIndexer getIndexer(NDManager a0) {
        throw Uncomputed.refusal("getIndexer");
    }

    @Override
    public NDArray where(NDArray a0, NDArray a1) {
        throw Uncomputed.refusal("where");
    }

    @Override
    public NDArray stack(NDList a0, int a1) {
        throw Uncomputed.refusal("stack");
    }

    @Override
    public NDArray concat(NDList a0, int a1) {
        throw Uncomputed.refusal("concat");
    }

    @Override
    public NDList multiBoxTarget(NDList a0, float a1, float a2, float a3, float a4, int a5) {
        throw Uncomputed.refusal("multiBoxTarget");
    }

    @Override
    public NDList multiBoxPrior(List<Float> a0, List<Float> a1, List<Float> a2, List<Float> a3, boolean a4) {
        throw Uncomputed.refusal("multiBoxPrior");
    }

    @Override
    public NDList multiBoxDetection(NDList a0, boolean a1, float a2, int a3, float a4, boolean a5, int a6) {
        throw Uncomputed.refusal("multiBoxDetection");
    }
}
