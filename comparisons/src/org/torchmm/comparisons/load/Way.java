package org.torchmm.comparisons.load;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.ToIntFunction;
import org.torchmm.Torch;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** Who answers requests, each a bmm of float32 operands that are there already; the result is let go. */
enum Way {
    DJL("raw DJL: a.batchMatMul(b).close()") {
        @Override
        Answers open(List<BmmShape> shapes) {
            return overArrays(Torch.open(), shapes, (torch, a, b) -> a.batchMatMul(b));
        }
    },
    LIBTORCH("Torch.open(): torch.bmm(a, b).close()") {
        @Override
        Answers open(List<BmmShape> shapes) {
            return overArrays(Torch.open(), shapes, Torch::bmm);
        }
    },
    KERNEL("Torch.open(kernel): torch.bmm(a, b).close()") {
        @Override
        Answers open(List<BmmShape> shapes) {
            return overArrays(Torch.open(MatrixKernels.best()), shapes, Torch::bmm);
        }
    },
    NEW_RESULT("the kernel on Java's arrays, a new one for the result") {
        @Override
        Answers open(List<BmmShape> shapes) {
            List<float[]> a = arrays(shapes, BmmShape::ofA);
            List<float[]> b = arrays(shapes, BmmShape::ofB);
            return answers(i -> multiply(
                    shapes.get(i), a.get(i), b.get(i), new float[shapes.get(i).ofC()]));
        }
    },
    GIVEN_RESULT("the same into an array that the thread has") {
        @Override
        Answers open(List<BmmShape> shapes) {
            List<float[]> a = arrays(shapes, BmmShape::ofA);
            List<float[]> b = arrays(shapes, BmmShape::ofB);
            int most = shapes.stream().mapToInt(BmmShape::ofC).max().orElseThrow();
            ThreadLocal<float[]> result = ThreadLocal.withInitial(() -> new float[most]);
            return answers(i -> multiply(shapes.get(i), a.get(i), b.get(i), result.get()));
        }
    };

    private static final MatrixKernel BEST = MatrixKernels.best();

    final String title;

    Way(String title) {
        this.title = title;
    }

    private static List<float[]> arrays(List<BmmShape> shapes, ToIntFunction<BmmShape> length) {
        return shapes.stream().map(shape -> new float[length.applyAsInt(shape)]).toList();
    }

    abstract Answers open(List<BmmShape> shapes);

    private interface Product {
        NDArray of(Torch torch, NDArray a, NDArray b);
    }

    private interface Answer {
        void to(int shape);
    }

    private static Answers overArrays(Torch torch, List<BmmShape> shapes, Product product) {
        List<NDArray> a = shapes.stream()
                .map(shape -> torch.ones(shape.batch(), shape.n(), shape.m()))
                .toList();
        List<NDArray> b = shapes.stream()
                .map(shape -> torch.ones(shape.batch(), shape.m(), shape.p()))
                .toList();
        return new Answers() {
            @Override
            public void answer(int shape) {
                product.of(torch, a.get(shape), b.get(shape)).close();
            }

            @Override
            public void close() {
                torch.close();
            }
        };
    }

    private static Answers answers(Answer answer) {
        return new Answers() {
            @Override
            public void answer(int shape) {
                answer.to(shape);
            }

            @Override
            public void close() {}
        };
    }

    private static void multiply(BmmShape shape, float[] a, float[] b, float[] c) {
        BEST.bmm(
                FloatMatrices.of(a, shape.batch(), shape.n(), shape.m()),
                FloatMatrices.of(b, shape.batch(), shape.m(), shape.p()),
                FloatMatrices.of(c, shape.batch(), shape.n(), shape.p()));
    }
}
