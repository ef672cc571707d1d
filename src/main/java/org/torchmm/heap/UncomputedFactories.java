package org.torchmm.heap;

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
interface UncomputedFactories extends NDManager {

    private static UnsupportedOperationException refusal(String what) {
        return new UnsupportedOperationException(
                what + " makes no arrays in Java's memory; libtorch has it: Torch.open().manager()");
    }

    @Override
    default NDArray create(String[] data, Charset charset, Shape shape) {
        throw refusal("create() of strings");
    }

    @Override
    default NDArray createCSR(Buffer data, long[] indptr, long[] indices, Shape shape) {
        throw refusal("createCSR()");
    }

    @Override
    default NDArray createRowSparse(Buffer data, Shape dataShape, long[] indices, Shape shape) {
        throw refusal("createRowSparse()");
    }

    @Override
    default NDArray createCoo(Buffer data, long[][] indices, Shape shape) {
        throw refusal("createCoo()");
    }

    @Override
    default NDList load(Path path) {
        throw new UnsupportedOperationException(
                "load() of a manager makes no arrays in Java's memory: Torch.load() reads .npy and .npz");
    }

    @Override
    default NDArray truncatedNormal(float loc, float scale, Shape shape, DataType dataType) {
        throw refusal("truncatedNormal()");
    }

    @Override
    default NDArray randomMultinomial(int n, NDArray probabilities) {
        throw refusal("randomMultinomial()");
    }

    @Override
    default NDArray randomMultinomial(int n, NDArray probabilities, Shape shape) {
        throw refusal("randomMultinomial()");
    }

    @Override
    default NDArray sampleNormal(NDArray mu, NDArray sigma) {
        throw refusal("sampleNormal()");
    }

    @Override
    default NDArray sampleNormal(NDArray mu, NDArray sigma, Shape shape) {
        throw refusal("sampleNormal()");
    }

    @Override
    default NDArray samplePoisson(NDArray lam) {
        throw refusal("samplePoisson()");
    }

    @Override
    default NDArray samplePoisson(NDArray lam, Shape shape) {
        throw refusal("samplePoisson()");
    }

    @Override
    default NDArray sampleGamma(NDArray alpha, NDArray beta) {
        throw refusal("sampleGamma()");
    }

    @Override
    default NDArray sampleGamma(NDArray alpha, NDArray beta, Shape shape) {
        throw refusal("sampleGamma()");
    }

    @Override
    default void invoke(String operation, NDArray[] src, NDArray[] dest, PairList<String, ?> params) {
        throw refusal("invoke()");
    }

    @Override
    default NDList invoke(String operation, NDList src, PairList<String, ?> params) {
        throw refusal("invoke()");
    }
}
