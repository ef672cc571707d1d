package org.torchmm.comparisons.load;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.torchmm.Torch;

/** What a program does with a {@code Torch} all day, each a few calls whose answers are looked at; all in a scope that ends with it. */
enum Chore {
    PRODUCTS {
        @Override
        int run(Torch torch, Random random, Path directory) {
            int b = 1 + random.nextInt(6);
            int n = 1 + random.nextInt(40);
            int m = 1 + random.nextInt(40);
            int p = 1 + random.nextInt(40);
            DataType type = TYPES[random.nextInt(TYPES.length)];
            check(torch.bmm(torch.ones(type, b, n, m), torch.ones(type, b, m, p)), b * n * p, m);
            check(torch.mm(torch.ones(type, n, m), torch.ones(type, m, p)), n * p, m);
            check(torch.matmul(torch.ones(type, b, 1, n, m), torch.ones(type, 2, m, p)), b * 2 * n * p, m);
            check(torch.mv(torch.ones(type, n, m), torch.ones(type, m)), n, m);
            check(torch.dot(torch.ones(type, m), torch.ones(type, m)), 1, m);
            return 15;
        }
    },
    SCOPES {
        @Override
        int run(Torch torch, Random random, Path directory) {
            NDArray a = torch.full(2.0, 8, 8);
            NDArray kept;
            try (Torch inner = torch.scope()) {
                NDArray squared = inner.mm(a, a);
                try (Torch innermost = inner.scope()) {
                    kept = innermost.mm(squared, a);
                    kept.attach(torch.manager());
                }
                check(inner.mm(squared, squared), 64, 8 * 32 * 32);
            }
            check(kept, 64, 8 * 32 * 2);
            kept.close();
            return 4;
        }
    },
    REFUSALS {
        @Override
        int run(Torch torch, Random random, Path directory) {
            NDArray a = torch.ones(2, 3);
            NDArray whole = torch.ones(DataType.INT64, 3, 2);
            refused(() -> torch.mm(a, a));
            refused(() -> torch.bmm(a, a));
            refused(() -> torch.mm(a, whole));
            refused(() -> torch.view(torch.t(a), 6));
            refused(() -> torch.expand(a, 4, 4));
            a.close();
            refused(() -> torch.mm(a, a));
            Torch closed = torch.scope();
            closed.close();
            refused(() -> closed.mm(whole, whole));
            return 10;
        }
    },
    VIEWS {
        @Override
        int run(Torch torch, Random random, Path directory) {
            int n = 2 + random.nextInt(30);
            NDArray a = torch.ones(n, n + 1);
            NDArray turned = torch.t(a);
            check(torch.contiguous(turned), n * (n + 1), 1);
            check(torch.mm(a, turned), n * n, n + 1);
            check(torch.select(turned, 0, 1), n, 1);
            check(torch.narrow(a, 1, 1, n), n * n, 1);
            check(torch.expand(torch.unsqueeze(a, 0), 3, n, n + 1), 3 * n * (n + 1), 1);
            check(torch.reshape(torch.permute(torch.expand(a, 2, n, n + 1), 2, 0, 1), -1), 2 * n * (n + 1), 1);
            String text = torch.repr(turned);
            if (!text.startsWith("tensor([[1., 1.")) {
                throw new AssertionError(text);
            }
            return 13;
        }
    },
    NUMBERS {
        @Override
        int run(Torch torch, Random random, Path directory) {
            int n = 1 + random.nextInt(3000);
            float[] data = new float[n];
            Arrays.fill(data, 7);
            check(torch.tensor(data), n, 7);
            torch.randn(n);
            torch.rand(DataType.FLOAT64, n);
            check(torch.randint(3, 4, n), n, 3);
            check(torch.select(torch.arange(n), 0, n - 1), 1, n - 1);
            return 6;
        }
    },
    FILES {
        @Override
        int run(Torch torch, Random random, Path directory) {
            int n = 1 + random.nextInt(2000);
            Path one = directory.resolve("one.npy");
            Path many = directory.resolve("many.npz");
            NDArray named = torch.full(3.0, 2, n);
            named.setName("threes");
            try {
                torch.save(one, torch.ones(n));
                torch.save(many, new NDList(named));
                check(torch.load(one).get(0), n, 1);
                check(torch.load(many, "threes").get(0), 2 * n, 3);
                try (InputStream in = Files.newInputStream(many)) {
                    check(torch.load(in).get(0), 2 * n, 3);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return 7;
        }
    };

    private static final DataType[] TYPES = {DataType.FLOAT32, DataType.FLOAT64, DataType.INT32, DataType.INT64};

    /** The calls that were made. */
    abstract int run(Torch torch, Random random, Path directory);

    /** So many elements, all of the same value. */
    private static void check(NDArray array, long size, double value) {
        Number[] found = array.toArray();
        boolean isRight = found.length == size;
        for (int i = 0; isRight && i < found.length; i++) {
            isRight = found[i].doubleValue() == value;
        }
        if (!isRight) {
            throw new AssertionError("not " + size + " times " + value + ": " + array.getShape());
        }
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return;
        }
        throw new AssertionError("not refused");
    }
}
