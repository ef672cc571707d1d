package org.torchmm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Strides;
import org.torchmm.rules.ViewRules;

/** The views, under torch's rules: other sizes and strides over the same memory. Each answers with a new array. */
public final class Viewing {

    private final Backend backend;

    public Viewing(Backend backend) {
        this.backend = backend;
    }

    public NDArray unsqueeze(NDArray input, int dim) {
        return input.expandDims(ViewRules.dimension(dim, rank(input) + 1));
    }

    public NDArray squeeze(NDArray input) {
        return input.squeeze();
    }

    public NDArray squeeze(NDArray input, int dim) {
        return input.squeeze(ViewRules.dimension(dim, rank(input)));
    }

    public NDArray transpose(NDArray input, int dim0, int dim1) {
        int rank = rank(input);
        return input.swapAxes(ViewRules.dimension(dim0, rank), ViewRules.dimension(dim1, rank));
    }

    public NDArray t(NDArray input) {
        int rank = rank(input);
        ViewRules.checkT(rank);
        return rank == 2 ? input.swapAxes(0, 1) : alias(input);
    }

    public NDArray mT(NDArray input) {
        int rank = rank(input);
        ViewRules.checkMT(rank);
        return rank == 0 ? alias(input) : input.swapAxes(rank - 2, rank - 1);
    }

    public NDArray permute(NDArray input, long[] dims) {
        int[] order = ViewRules.permute(dims, rank(input));
        return order.length == 0 ? alias(input) : input.transpose(order);
    }

    public NDArray expand(NDArray input, long[] sizes) {
        return input.broadcast(new Shape(ViewRules.expand(backend.facts(input), sizes)));
    }

    public NDArray reshape(NDArray input, long[] sizes) {
        return input.reshape(new Shape(ViewRules.reshape(input.size(), sizes)));
    }

    /** libtorch's reshape is a view wherever one is possible, so behind the rule of view it never copies. */
    public NDArray view(NDArray input, long[] sizes) {
        return input.reshape(new Shape(ViewRules.view(backend.facts(input), sizes)));
    }

    public NDArray contiguous(NDArray input) {
        Facts facts = backend.facts(input);
        return Strides.isContiguous(facts.sizes(), facts.strides()) ? alias(input) : backend.contiguousCopy(input);
    }

    public NDArray select(NDArray input, int dim, long index) {
        long[] sizes = input.getShape().getShape();
        int d = ViewRules.selectDimension(sizes, dim);
        return backend.select(input, d, ViewRules.selectIndex(sizes, d, index));
    }

    public NDArray narrow(NDArray input, int dim, long start, long length) {
        long[] sizes = input.getShape().getShape();
        int d = ViewRules.narrowDimension(sizes, dim, length);
        long from = ViewRules.narrowStart(sizes[d], start, length);
        return backend.slice(input, d, from, from + length);
    }

    /** What torch answers with itself: here another array over the same memory, so that both can be closed. */
    private static NDArray alias(NDArray input) {
        return input.reshape(input.getShape());
    }

    private static int rank(NDArray input) {
        return input.getShape().dimension();
    }
}
