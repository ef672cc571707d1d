package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.Torch;

/** A program of calls that libtorch would warn of on stderr, some of them once in a process only. */
final class SilentCalls {

    private SilentCalls() {}

    public static void main(String[] args) {
        int[] first = {0};
        try (Torch torch = Torch.open()) {
            NDArray c = torch.randn(2, 3, 2).complex();
            NDArray one = torch.narrow(torch.narrow(c, 0, 0, 1), 1, 0, 1);
            torch.sum(c, first, false, DataType.FLOAT32);
            torch.mean(c, first, false, DataType.FLOAT32);
            torch.prod(c, 0, false, DataType.FLOAT32);
            torch.cumsum(c, 0, DataType.FLOAT32);
            torch.softmax(c, 0, DataType.FLOAT32);
            torch.logSoftmax(c, 0, DataType.FLOAT32);
            torch.to(c, DataType.FLOAT32);
            torch.to(c, DataType.BFLOAT16);
            torch.sum(c, first, false, DataType.FLOAT32).toType(DataType.FLOAT64, true);
            torch.reshape(c, 6).toType(DataType.FLOAT32, true);
            torch.var(one);
            torch.std(one, first, 1, false);
            torch.var(torch.randn(1));
            torch.where(torch.to(torch.ones(2), DataType.UINT8), torch.ones(2), torch.zeros(2));
            torch.chainMatmul(torch.ones(2, 3), torch.ones(3, 2));
        }
    }
}
