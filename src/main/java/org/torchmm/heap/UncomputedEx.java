package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.recurrent.RNN;
import java.util.List;

/** What of DJL's inner operations is not computed on arrays in Java's memory: refused in one sentence, by name. */
interface UncomputedEx extends NDArrayEx {

    @Override
    default NDArray rdivi(NDArray b) {
        throw Uncomputed.refusal("rdivi");
    }

    @Override
    default NDArray rmodi(NDArray b) {
        throw Uncomputed.refusal("rmodi");
    }

    @Override
    default NDArray rpowi(Number n) {
        throw Uncomputed.refusal("rpowi");
    }

    @Override
    default NDArray maxPool(Shape kernelShape, Shape stride, Shape padding, boolean ceilMode) {
        throw Uncomputed.refusal("maxPool");
    }

    @Override
    default NDArray globalMaxPool() {
        throw Uncomputed.refusal("globalMaxPool");
    }

    @Override
    default NDArray avgPool(Shape kernelShape, Shape stride, Shape padding, boolean ceilMode, boolean countIncludePad) {
        throw Uncomputed.refusal("avgPool");
    }

    @Override
    default NDArray globalAvgPool() {
        throw Uncomputed.refusal("globalAvgPool");
    }

    @Override
    default NDArray lpPool(float normType, Shape kernelShape, Shape stride, Shape padding, boolean ceilMode) {
        throw Uncomputed.refusal("lpPool");
    }

    @Override
    default NDArray globalLpPool(float normType) {
        throw Uncomputed.refusal("globalLpPool");
    }

    @Override
    default void adadeltaUpdate(
            NDList inputs,
            NDList weights,
            float weightDecay,
            float rescaleGrad,
            float clipGrad,
            float rho,
            float epsilon) {
        throw Uncomputed.refusal("adadeltaUpdate");
    }

    @Override
    default void adagradUpdate(
            NDList inputs,
            NDList weights,
            float learningRate,
            float weightDecay,
            float rescaleGrad,
            float clipGrad,
            float epsilon) {
        throw Uncomputed.refusal("adagradUpdate");
    }

    @Override
    default void adamUpdate(
            NDList inputs,
            NDList weights,
            float learningRate,
            float learningRateBiasCorrection,
            float weightDecay,
            float rescaleGrad,
            float clipGrad,
            float beta1,
            float beta2,
            float epsilon,
            boolean lazyUpdate,
            boolean adamw) {
        throw Uncomputed.refusal("adamUpdate");
    }

    @Override
    default void nagUpdate(
            NDList inputs,
            NDList weights,
            float learningRate,
            float weightDecay,
            float rescaleGrad,
            float clipGrad,
            float momentum) {
        throw Uncomputed.refusal("nagUpdate");
    }

    @Override
    default void rmspropUpdate(
            NDList inputs,
            NDList weights,
            float learningRate,
            float weightDecay,
            float rescaleGrad,
            float clipGrad,
            float rho,
            float momentum,
            float epsilon,
            boolean centered) {
        throw Uncomputed.refusal("rmspropUpdate");
    }

    @Override
    default void sgdUpdate(
            NDList inputs,
            NDList weights,
            float learningRate,
            float weightDecay,
            float rescaleGrad,
            float clipGrad,
            float momentum,
            boolean lazyUpdate) {
        throw Uncomputed.refusal("sgdUpdate");
    }

    @Override
    default NDList convolution(
            NDArray input, NDArray weight, NDArray bias, Shape stride, Shape padding, Shape dilation, int groups) {
        throw Uncomputed.refusal("convolution");
    }

    @Override
    default NDList deconvolution(
            NDArray input,
            NDArray weight,
            NDArray bias,
            Shape stride,
            Shape padding,
            Shape outPadding,
            Shape dilation,
            int groups) {
        throw Uncomputed.refusal("deconvolution");
    }

    @Override
    default NDList linear(NDArray input, NDArray weight, NDArray bias) {
        throw Uncomputed.refusal("linear");
    }

    @Override
    default NDList embedding(NDArray input, NDArray weight, SparseFormat sparse) {
        throw Uncomputed.refusal("embedding");
    }

    @Override
    default NDList prelu(NDArray input, NDArray alpha) {
        throw Uncomputed.refusal("prelu");
    }

    @Override
    default NDList dropout(NDArray input, float rate, boolean training) {
        throw Uncomputed.refusal("dropout");
    }

    @Override
    default NDList layerNorm(NDArray input, Shape normalizedShape, NDArray gamma, NDArray beta, float eps) {
        throw Uncomputed.refusal("layerNorm");
    }

    @Override
    default NDList batchNorm(
            NDArray input,
            NDArray runningMean,
            NDArray runningVar,
            NDArray gamma,
            NDArray beta,
            int axis,
            float momentum,
            float eps,
            boolean training) {
        throw Uncomputed.refusal("batchNorm");
    }

    @Override
    default NDList rnn(
            NDArray input,
            NDArray state,
            NDList params,
            boolean hasBiases,
            int numLayers,
            RNN.Activation activation,
            double dropRate,
            boolean training,
            boolean bidirectional,
            boolean batchFirst) {
        throw Uncomputed.refusal("rnn");
    }

    @Override
    default NDList gru(
            NDArray input,
            NDArray state,
            NDList params,
            boolean hasBiases,
            int numLayers,
            double dropRate,
            boolean training,
            boolean bidirectional,
            boolean batchFirst) {
        throw Uncomputed.refusal("gru");
    }

    @Override
    default NDList lstm(
            NDArray input,
            NDList states,
            NDList params,
            boolean hasBiases,
            int numLayers,
            double dropRate,
            boolean training,
            boolean bidirectional,
            boolean batchFirst) {
        throw Uncomputed.refusal("lstm");
    }

    @Override
    default NDArray interpolation(long[] size, int mode, boolean alignCorners) {
        throw Uncomputed.refusal("interpolation");
    }

    @Override
    default NDArray resize(int width, int height, int interpolation) {
        throw Uncomputed.refusal("resize");
    }

    @Override
    default NDArray randomFlipLeftRight() {
        throw Uncomputed.refusal("randomFlipLeftRight");
    }

    @Override
    default NDArray randomFlipTopBottom() {
        throw Uncomputed.refusal("randomFlipTopBottom");
    }

    @Override
    default NDArray randomBrightness(float brightness) {
        throw Uncomputed.refusal("randomBrightness");
    }

    @Override
    default NDArray randomHue(float hue) {
        throw Uncomputed.refusal("randomHue");
    }

    @Override
    default NDArray randomColorJitter(float brightness, float contrast, float saturation, float hue) {
        throw Uncomputed.refusal("randomColorJitter");
    }

    @Override
    default NDList multiBoxTarget(
            NDList inputs,
            float iouThreshold,
            float ignoreLabel,
            float negativeMiningRatio,
            float negativeMiningThreshold,
            int minNegativeSamples) {
        throw Uncomputed.refusal("multiBoxTarget");
    }

    @Override
    default NDList multiBoxPrior(
            List<Float> sizes, List<Float> ratios, List<Float> steps, List<Float> offsets, boolean clip) {
        throw Uncomputed.refusal("multiBoxPrior");
    }

    @Override
    default NDList multiBoxDetection(
            NDList inputs,
            boolean clip,
            float threshold,
            int backgroundId,
            float nmsThreshold,
            boolean forceSuppress,
            int nmsTopK) {
        throw Uncomputed.refusal("multiBoxDetection");
    }
}
