package org.torchmm.comparisons.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.torchmm.Torch;
import org.torchmm.comparisons.ElementType;
import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.Matrices;

/**
 * Raw DJL: {@code batchMatMul} on NDArrays made from the Java arrays, nothing of torchmm in between. A transposed operand
 * is a transposed view and one matrix for the whole batch a broadcast one; other gaps are copied away, as DJL cannot
 * describe them. Each run makes a new result, as DJL does.
 */
final class DjlPeer extends PeerKernel {

    private final NDManager manager;

    DjlPeer() {
        super("djl", EVERY);
        Torch.getNumThreads(); // loads libtorch with DJL's telemetry off
        manager = Engine.getEngine("PyTorch").newBaseManager();
    }

    @Override
    PreparedProduct adapt(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        DataType dtype = ElementType.of(c).dtype();
        NDManager scope = manager.newSubManager();
        NDArray x = array(scope, a, dtype);
        NDArray y = array(scope, b, dtype);
        return new PreparedProduct() {
            private NDArray product;

            @Override
            public void run() {
                if (product != null) {
                    product.close();
                }
                product = x.batchMatMul(y);
            }

            @Override
            public void read() {
                DirectMemory.read(product.toByteBuffer(), c);
            }

            @Override
            public void close() {
                scope.close();
            }
        };
    }

    private static NDArray array(NDManager scope, Matrices<?> x, DataType dtype) {
        if (!Storage.isDense(x) && Storage.isDense(x.transposed())) {
            return array(scope, x.transposed(), dtype).transpose(0, 2, 1);
        }
        Shape stored = new Shape(Storage.distinct(x), x.rows(), x.columns());
        NDArray array = scope.create(DirectMemory.of(DenseCopies.of(x)), stored, dtype);
        return Storage.distinct(x) == x.batch() ? array : array.broadcast(x.batch(), x.rows(), x.columns());
    }
}
