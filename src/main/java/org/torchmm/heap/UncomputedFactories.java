package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.PairList;
import java.nio.Buffer;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** What is not made in Java's memory: refused in one sentence, by name. */
abstract class UncomputedFactories extends BaseNDManager {

    UncomputedFactories(NDManager parent, Device device) {
        super(parent, device);
    }

    private static UnsupportedOperationException refusal(String what) {
        return new UnsupportedOperationException(
                what + " makes no arrays in Java's memory; libtorch has it: Torch.open().manager()");
    }

    @Override
    public NDArray create(String[] data, Charset charset, Shape shape) {
        throw refusal("create() of strings");
    }

    @Override
    public NDArray createCSR(Buffer data, long[] indptr, long[] indices, Shape shape) {
        throw refusal("createCSR()");
    }

    @Override
    public NDArray createRowSparse(Buffer data, Shape dataShape, long[] indices, Shape shape) {
        throw refusal("createRowSparse()");
    }

    @Override
    public NDArray createCoo(Buffer data, long[][] indices, Shape shape) {
        throw refusal("createCoo()");
    }

    @Override
    public NDList load(Path path) {
        throw new UnsupportedOperationException(
                "load() of a manager makes no arrays in Java's memory: Torch.load() reads .npy and .npz");
    }

    @Override
    public NDArray truncatedNormal(float loc, float scale, Shape shape, DataType dataType) {
        throw refusal("truncatedNormal()");
    }

    @Override
    public NDArray randomMultinomial(int n, NDArray probabilities) {
        throw refusal("randomMultinomial()");
    }

    @Override
    public NDArray randomMultinomial(int n, NDArray probabilities, Shape shape) {
        throw refusal("randomMultinomial()");
    }

    @Override
    public NDArray sampleNormal(NDArray mu, NDArray sigma) {
        throw refusal("sampleNormal()");
    }

    @Override
    public NDArray sampleNormal(NDArray mu, NDArray sigma, Shape shape) {
        throw refusal("sampleNormal()");
    }

    @Override
    public NDArray samplePoisson(NDArray lam) {
        throw refusal("samplePoisson()");
    }

    @Override
    public NDArray samplePoisson(NDArray lam, Shape shape) {
        throw refusal("samplePoisson()");
    }

    @Override
    public NDArray sampleGamma(NDArray alpha, NDArray beta) {
        throw refusal("sampleGamma()");
    }

    @Override
    public NDArray sampleGamma(NDArray alpha, NDArray beta, Shape shape) {
        throw refusal("sampleGamma()");
    }

    @Override
    public void invoke(String operation, NDArray[] src, NDArray[] dest, PairList<String, ?> params) {
        throw refusal("invoke()");
    }

    @Override
    public NDList invoke(String operation, NDList src, PairList<String, ?> params) {
        throw refusal("invoke()");
    }
}
