package org.torchmm.numpy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Chunk;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Strides;

/** Shows the data of an array in row-major order, however large it is and however its memory lies: never all at once. */
final class RowMajor {

    /** Elements that are copied at once, where their order in memory is another. */
    private static final long PIECE = 1L << 21;

    private RowMajor() {}

    /** The chunks come in order; the array is held by a view of it until the last one. */
    static void read(Backend backend, NDArray array, Chunk chunk) throws IOException {
        // Not a sub-manager of the array's own, which another thread may close meanwhile.
        try (NDManager temporary = backend.newManager(array.getDevice())) {
            pieces(backend, backend.alias(array, temporary), 0, 0, chunk);
        }
    }

    private static void pieces(Backend backend, NDArray array, int dim, long from, Chunk chunk) throws IOException {
        if (array.size() <= PIECE || isContiguous(backend.facts(array))) {
            backend.read(array, (within, bytes) -> chunk.accept(from + within, bytes));
            return;
        }
        long[] sizes = array.getShape().getShape();
        int first = dim;
        while (sizes[first] == 1) {
            first++;
        }
        long slice = array.size() / sizes[first];
        long count = Math.max(1, PIECE / slice);
        for (long i = 0; i < sizes[first]; i += count) {
            try (NDArray piece = backend.slice(array, first, i, Math.min(sizes[first], i + count))) {
                pieces(backend, piece, count == 1 ? first + 1 : first, from + i * slice, chunk);
            }
        }
    }

    private static boolean isContiguous(Facts facts) {
        return Strides.isContiguous(facts.sizes(), facts.strides());
    }
}
