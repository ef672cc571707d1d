package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import org.torchmm.KernelArrays.Layout;
import org.torchmm.kernel.MatrixKernel;

/**
 * The products on a {@link MatrixKernel}, in Java: data crosses from libtorch's memory once, and the result back once.
 * Operands have passed {@link ProductRules}.
 *
 * <p>float32, float64, int32 and int64; other dtypes are refused. A kernel records nothing for gradients, so operands that
 * require one are refused while operations are recorded.
 */
final class KernelProducts implements MatrixProducts {

    private final MatrixKernel kernel;

    KernelProducts(MatrixKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public NDArray bmm(NDArray input, NDArray mat2) {
        return matmul(input, mat2);
    }

    @Override
    public NDArray mm(NDArray input, NDArray mat2) {
        return matmul(input, mat2);
    }

    @Override
    public NDArray mv(NDArray input, NDArray vec) {
        return matmul(input, vec);
    }

    @Override
    public NDArray dot(NDArray input, NDArray tensor) {
        return matmul(input, tensor);
    }

    @Override
    public NDArray matmul(NDArray input, NDArray other) {
        checkNoGradient(input, other);
        BatchedProduct product =
                BatchedProduct.of(input.getShape().getShape(), other.getShape().getShape());
        long[] size = product.resultSize();
        if (product.isEmpty()) {
            return other.getManager().zeros(new Shape(size), dtypeOfNothing(input, other));
        }
        Dtype dtype = supported(input);
        Object a = KernelArrays.read(input, dtype);
        Object b = input == other ? a : KernelArrays.read(other, dtype);
        Object c = KernelArrays.allocate(dtype, new Shape(size).size());
        product.forEachRun(
                (layoutA, layoutB, layoutC) -> KernelArrays.multiply(kernel, a, layoutA, b, layoutB, c, layoutC));
        return Creation.dense(input.getManager(), c, size);
    }

    /**
     * Where nothing is multiplied libtorch lets dtypes differ, and the result has that of the second operand, which for a
     * vector and an empty batch, computed as mv of the batch, is the vector.
     */
    private static DataType dtypeOfNothing(NDArray input, NDArray other) {
        boolean vectorFirst =
                input.getShape().dimension() == 1 && other.getShape().dimension() > 2;
        return (vectorFirst ? input : other).getDataType();
    }

    private Dtype supported(NDArray operand) {
        Dtype dtype = Dtype.of(operand.getDataType());
        if (dtype == null || !KernelArrays.canHold(dtype)) {
            throw new IllegalArgumentException("the kernel \"" + kernel.name()
                    + "\" multiplies float32, float64, int32 and int64, not "
                    + (dtype == null ? operand.getDataType() : dtype.python));
        }
        return dtype;
    }

    private void checkNoGradient(NDArray input, NDArray other) {
        if (JniUtils.isGradMode() && (TorchScript.requiresGrad(input) || TorchScript.requiresGrad(other))) {
            throw new IllegalArgumentException("the kernel \"" + kernel.name()
                    + "\" records no gradients, and an operand requires one: multiply with libtorch, Torch.open(), or detach"
                    + " the operand with stopGradient()");
        }
    }

    /** Takes the layouts of a, b and c for one call of the kernel. */
    @FunctionalInterface
    interface Run {
        void accept(Layout a, Layout b, Layout c);
    }
}
