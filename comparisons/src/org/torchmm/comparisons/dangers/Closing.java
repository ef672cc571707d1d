package org.torchmm.comparisons.dangers;

import ai.djl.ndarray.NDArray;
import org.torchmm.Torch;

/** Who frees an operand while a call uses it: makes the operand, and answers with what frees it. */
enum Closing {
    ITS_SCOPE {
        @Override
        Operand operand(Torch torch) {
            Torch scope = torch.scope();
            return new Operand(ones(scope), scope::close);
        }
    },
    ITSELF {
        @Override
        Operand operand(Torch torch) {
            NDArray ones = ones(torch);
            return new Operand(ones, ones::close);
        }
    },
    ANOTHER_TORCH {
        @Override
        Operand operand(Torch torch) {
            Torch other = Torch.open();
            return new Operand(ones(other), other::close);
        }
    },
    ITS_MANAGER {
        @Override
        Operand operand(Torch torch) {
            Torch scope = torch.scope();
            return new Operand(ones(scope), () -> {
                scope.manager().close();
                scope.close();
            });
        }
    },
    /** An array that DJL made belongs to the scope of the array it was made of. */
    THE_SCOPE_OF_DJLS_ARRAY {
        @Override
        Operand operand(Torch torch) {
            Torch scope = torch.scope();
            return new Operand(ones(scope).mul(ones(scope)), scope::close);
        }
    };

    record Operand(NDArray ones, Runnable closing) {}

    abstract Operand operand(Torch torch);

    private static NDArray ones(Torch torch) {
        return torch.ones(Use.N, Use.N);
    }
}
