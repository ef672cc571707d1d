package org.torchmm.comparisons.dangers;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

/** What a call does with an operand of ones, {@code (N, N)}, that somebody may free meanwhile; true if it did it right. */
enum Use {
    MM {
        @Override
        boolean isRight(Torch torch, NDArray ones) {
            return holds(torch.mm(ones, ones), N);
        }
    },
    BMM {
        @Override
        boolean isRight(Torch torch, NDArray ones) {
            try (NDArray batch = torch.unsqueeze(ones, 0)) {
                return holds(torch.bmm(batch, batch), N);
            }
        }
    },
    T {
        @Override
        boolean isRight(Torch torch, NDArray ones) {
            return holds(torch.t(ones), 1);
        }
    },
    SELECT {
        @Override
        boolean isRight(Torch torch, NDArray ones) {
            return holds(torch.select(ones, 0, 1), 1);
        }
    },
    CONTIGUOUS {
        @Override
        boolean isRight(Torch torch, NDArray ones) {
            return holds(torch.contiguous(torch.t(ones)), 1);
        }
    },
    REPR {
        @Override
        boolean isRight(Torch torch, NDArray ones) {
            return torch.repr(ones).startsWith("tensor([[1., 1., 1.,  ..., 1., 1., 1.],\n");
        }
    },
    SAVE {
        @Override
        boolean isRight(Torch torch, NDArray ones) {
            try {
                Path file = Files.createTempFile("torchmm-danger", ".npy");
                try {
                    torch.save(file, ones);
                    return holds(torch.load(file).get(0), 1);
                } finally {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    /** The kernel reads its operands out of libtorch's memory. */
    KERNEL {
        @Override
        Torch open() {
            return Torch.open(MatrixKernels.best());
        }

        @Override
        boolean isRight(Torch torch, NDArray ones) {
            return holds(torch.mm(ones, ones), N);
        }
    };

    /** Large enough that a call takes some microseconds, and a freed array's memory is used again at once. */
    static final int N = 64;

    Torch open() {
        return Torch.open();
    }

    abstract boolean isRight(Torch torch, NDArray ones);

    private static boolean holds(NDArray result, float expected) {
        try (result) {
            for (float value : result.toFloatArray()) {
                if (value != expected) {
                    return false;
                }
            }
            return true;
        }
    }
}
