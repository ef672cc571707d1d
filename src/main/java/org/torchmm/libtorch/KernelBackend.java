package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.torchmm.engine.Creation;
import org.torchmm.engine.Devices;
import org.torchmm.engine.JavaArrays;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.rules.BatchedProduct;
import org.torchmm.rules.BatchedProduct.Call;
import org.torchmm.rules.BatchedProduct.Layout;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.Word;

/**
 * Arrays in libtorch's memory, multiplied by a {@link MatrixKernel} in Java: data crosses from libtorch's memory once, and the
 * result back once.
 *
 * <p>float32, float64, int32 and int64; other dtypes are refused. A kernel records nothing for gradients, so operands that
 * require one are refused while operations are recorded.
 */
public final class KernelBackend extends LibtorchBackend {

    private final MatrixKernel kernel;

    public KernelBackend(MatrixKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public NDArray run(Word word, NDArray input, NDArray other, NDManager manager) {
        Facts factsA = new DenseFacts(facts(input));
        Facts factsB = new DenseFacts(facts(other));
        checkOnCpu(factsA, input);
        checkOnCpu(factsB, other);
        checkNoGradient(input, other);
        BatchedProduct product = word.plan(factsA, factsB);
        if (product.isEmpty()) {
            DataType dtype = dtypeOfNothing(input, other).getDataType();
            return own(manager.zeros(new Shape(product.resultSize()), dtype), manager);
        }
        Element element = supported(factsA.dtype(), input);
        Object a = read(input, element);
        Object b = input == other ? a : read(other, element);
        Object c = allocate(element, Sizes.elements(product.resultSize()));
        for (Call call : product) {
            kernel.bmm(matrices(element, a, call.a()), matrices(element, b, call.b()), matrices(element, c, call.c()));
        }
        try (NDManager temporary = newManager(Device.cpu())) {
            return own(new Creation(this, temporary).dense(c, product.resultSize()), manager);
        }
    }

    @Override
    public boolean callsBack() {
        return true;
    }

    /**
     * Where nothing is multiplied libtorch lets dtypes differ, and the result has that of the second operand, which for a
     * vector and an empty batch, computed as mv of the batch, is the vector.
     */
    private static NDArray dtypeOfNothing(NDArray input, NDArray other) {
        boolean isVectorFirst =
                input.getShape().dimension() == 1 && other.getShape().dimension() > 2;
        return isVectorFirst ? input : other;
    }

    private Element supported(Dtype dtype, NDArray operand) {
        Element element = dtype == null ? null : JavaArrays.element(dtype);
        if (element == null || !kernel.elements().contains(element)) {
            throw new IllegalArgumentException("the kernel \"" + kernel.name() + "\" multiplies "
                    + listed(kernel.elements()) + ", not " + (dtype == null ? operand.getDataType() : dtype.python));
        }
        return element;
    }

    private void checkOnCpu(Facts facts, NDArray operand) {
        if (facts.build().isCuda()) {
            throw new IllegalArgumentException(
                    "the kernel \"" + kernel.name() + "\" multiplies arrays on the CPU, not on "
                            + Devices.name(operand.getDevice()) + ": bring it here with toDevice(Device.cpu(), false)");
        }
    }

    /** As in "float32, float64, int32 and int64". */
    private static String listed(Set<Element> elements) {
        String names = elements.stream().sorted().map(Element::toString).collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return last < 0 ? names : names.substring(0, last) + " and " + names.substring(last + 2);
    }

    private void checkNoGradient(NDArray input, NDArray other) {
        if (JniUtils.isGradMode()
                && (facts(input).requiresGrad() || facts(other).requiresGrad())) {
            throw new IllegalArgumentException("the kernel \"" + kernel.name()
                    + "\" records no gradients, and an operand requires one: multiply with libtorch, Torch.open(), or detach"
                    + " the operand with stopGradient()");
        }
    }

    /** The elements of an array of any layout, in row-major order. */
    private Object read(NDArray array, Element element) {
        Object data = allocate(element, array.size());
        try {
            read(array, (from, bytes) -> JavaArrays.get(bytes, data, (int) from));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // copying to an array does no I/O
        }
        return data;
    }

    private static Object allocate(Element element, long length) {
        if (length > Sizes.LONGEST) {
            throw new IllegalArgumentException(
                    "a Java kernel multiplies arrays of up to " + Sizes.LONGEST + " elements, not of " + length);
        }
        return element.newArray((int) length);
    }

    private static Matrices<?> matrices(Element element, Object data, Layout layout) {
        return element.matrices(
                data,
                layout.offset(),
                layout.batch(),
                layout.rows(),
                layout.columns(),
                layout.batchStride(),
                layout.rowStride(),
                layout.columnStride());
    }
}
