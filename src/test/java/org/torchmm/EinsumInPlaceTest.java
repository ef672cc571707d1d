package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.ScalarKernel;

/** Operands of einsum reach a kernel where they are: no copy is made of what strides can describe. */
class EinsumInPlaceTest {

    /** Notes the Java arrays that it is given. */
    private static final class Noting implements MatrixKernel {

        private final MatrixKernel kernel = new ScalarKernel();
        private final Set<Object> read = Collections.newSetFromMap(new IdentityHashMap<>());
        private int calls;

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
            read.add(a.data());
            read.add(b.data());
            calls++;
            kernel.bmm(a, b, c);
        }

        @Override
        public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
            throw new AssertionError("float64");
        }

        @Override
        public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
            throw new AssertionError("int32");
        }

        @Override
        public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
            throw new AssertionError("int64");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ij,jk->ik | 3,4;4,5 | 1",
                "ji,kj->ki | 4,3;5,4 | 1",
                "bij,bkj->bik | 2,3,4;2,5,4 | 1",
                "bihd,bjhd->bhij | 2,3,4,5;2,6,4,5 | 2", // attention of heads side by side: a call a sequence
                "bhid,bhjd->bhij | 2,3,4,5;2,3,6,5 | 1",
                "abij,jk->abik | 2,3,4,5;5,6 | 1", // one matrix of 24 rows
                "ijk,kjl->il | 2,3,4;4,3,5 | -1", // no stride describes j and k together in both
                "ijk,jkl->il | 2,3,4;3,4,5 | 1",
                "iji,jk->ik | 3,4,3;4,5 | 1", // a diagonal
                "...i,...j->...ij | 2,3;2,4 | 1",
                "i,j->ij | 3;4 | 1",
            })
    void operands_are_read_where_they_are(String equation, String sizes, int calls) {
        Noting kernel = new Noting();
        try (Torch torch = Torch.open(kernel);
                Torch other = Torch.open()) {
            torch.manualSeed(20261127);
            NDArray[] operands = new NDArray[2];
            NDArray[] same = new NDArray[2];
            for (int i = 0; i < 2; i++) {
                long[] size = ProductsTest.size(sizes.split(";")[i]);
                operands[i] = torch.randn(size);
                same[i] = other.contiguous(operands[i]);
                NDArray flat = torch.reshape(operands[i], -1);
                torch.dot(flat, flat);
            }
            assertEquals(2, kernel.read.size());
            Object[] own = kernel.read.toArray();
            kernel.calls = 0;
            NDArray result = torch.einsum(equation, operands);
            if (calls > 0) {
                assertEquals(2, kernel.read.size(), "something was copied");
                assertEquals(calls, kernel.calls);
            } else {
                assertEquals(3, kernel.read.size(), "one of them has to be copied");
            }
            assertTrue(Arrays.stream(own).allMatch(kernel.read::contains));
            torch.assertClose(result, other.einsum(equation, same), 1.3e-6, 1e-5); // of sums of at most 12 products
        }
    }
}
