package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The products of PyTorch from Java: a bmm, a single matrix, the three products side by side, broadcasting, and tensors that
 * PyTorch saved together with its own results. Arguments: .npy or .npz files of your own.
 */
public final class Tour {

    private final Torch torch;

    private Tour(Torch torch) {
        this.torch = torch;
    }

    public static void main(String[] args) throws IOException, URISyntaxException {
        try (Torch torch = Torch.open()) {
            Tour tour = new Tour(torch);
            tour.basicCall();
            tour.singleMatrix();
            tour.threeProducts();
            tour.broadcasting();
            tour.tutorialFromPyTorch(resource("tutorial.npz"));
            tour.attentionFromPyTorch(resource("attention.npz"));
            for (String file : args) {
                tour.usersFile(file);
            }
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void basicCall() {
        title("bmm: a batch of matrices times a batch of matrices");
        torch.manualSeed(0);
        NDArray a = torch.randn(10, 3, 4);
        NDArray b = torch.randn(10, 4, 5);
        NDArray c = torch.bmm(a, b);
        say("a " + torch.size(a) + "  x  b " + torch.size(b) + "  =  " + torch.size(c));
        say("the first of the ten products:");
        say(torch.repr(torch.select(c, 0, 0)));
    }

    private void singleMatrix() {
        title("A single matrix goes through unsqueeze and squeeze");
        NDArray matrix = torch.tensor(new float[][] {{1, 2, 3}, {4, 5, 6}});
        NDArray other = torch.tensor(new float[][] {{1, 0}, {0, 1}, {1, 1}});
        NDArray batch = torch.unsqueeze(matrix, 0);
        NDArray product = torch.bmm(batch, torch.unsqueeze(other, 0));
        say(torch.size(matrix) + " -> unsqueeze(0) -> " + torch.size(batch) + " -> bmm -> " + torch.size(product)
                + " -> squeeze() -> " + torch.size(torch.squeeze(product)));
        say(torch.repr(torch.squeeze(product)));
    }

    private void threeProducts() {
        title("mm, bmm and matmul on the same data");
        NDArray a = torch.reshape(torch.arange(DataType.FLOAT32, 12), 2, 2, 3);
        NDArray b = torch.mT(a);
        NDArray a0 = torch.select(a, 0, 0);
        NDArray b0 = torch.select(b, 0, 0);
        say("mm      2-D x 2-D   " + answer(() -> torch.mm(a0, b0)));
        say("mm      3-D x 3-D   " + answer(() -> torch.mm(a, b)));
        say("bmm     3-D x 3-D   " + answer(() -> torch.bmm(a, b)));
        say("bmm     2-D x 3-D   " + answer(() -> torch.bmm(a0, b)));
        say("bmm     3-D x 2-D   " + answer(() -> torch.bmm(a, b0)));
        say("matmul  2-D x 2-D   " + answer(() -> torch.matmul(a0, b0)));
        say("matmul  3-D x 3-D   " + answer(() -> torch.matmul(a, b)));
        say("matmul  2-D x 3-D   " + answer(() -> torch.matmul(a0, b)));
        say("matmul  sizes that do not fit   " + answer(() -> torch.matmul(a, a)));
        say("matmul  dtypes that differ      " + answer(() -> torch.matmul(a0, torch.eye(DataType.FLOAT64, 3))));
        say("\nmm gives the first matrix of what bmm gives:");
        say(torch.repr(torch.mm(a0, b0)));
        say(torch.repr(torch.bmm(a, b)));
    }

    private void broadcasting() {
        title("matmul broadcasts the batch dimensions, bmm does not");
        NDArray a = torch.ones(2, 1, 3, 4);
        NDArray b = torch.ones(5, 4, 6);
        say(torch.size(a) + " x " + torch.size(b) + " -> " + answer(() -> torch.matmul(a, b)));
        NDArray one = torch.ones(1, 3, 4);
        NDArray many = torch.ones(5, 4, 6);
        say("bmm(" + torch.size(one) + ", " + torch.size(many) + ") -> " + answer(() -> torch.bmm(one, many)));
        NDArray expanded = torch.expand(one, 5, -1, -1);
        say("bmm(expanded to " + torch.size(expanded) + ", " + torch.size(many) + ") -> "
                + answer(() -> torch.bmm(expanded, many)));
    }

    private void tutorialFromPyTorch(Path file) throws IOException {
        title("Tensors that PyTorch saved: tutorial.npz");
        NDList saved = torch.load(file);
        torch.manualSeed(0);
        say("a, b are the numbers of torch.manual_seed(0): "
                + (same(saved.get("a"), torch.randn(10, 3, 4)) && same(saved.get("b"), torch.randn(10, 4, 5))));
        compare("bmm(a, b)", torch.bmm(saved.get("a"), saved.get("b")), saved.get("bmm"));
    }

    private void attentionFromPyTorch(Path file) throws IOException {
        title("Tensors that PyTorch saved: attention.npz, 2 sequences, 12 heads, 64 tokens");
        NDList saved = torch.load(file);
        NDArray q = saved.get("q");
        NDArray k = saved.get("k");
        torch.manualSeed(7);
        say("q, k are the numbers of torch.manual_seed(7): "
                + (same(q, torch.randn(2, 12, 64, 32)) && same(k, torch.randn(2, 12, 64, 32))));
        compare("matmul(q, k.mT)", torch.matmul(q, torch.mT(k)), saved.get("scores"));
        compare("matmul(q, w)", torch.matmul(q, saved.get("w")), saved.get("projected"));
    }

    private void usersFile(String name) throws IOException {
        title(name);
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            throw new IOException("No such file: " + name);
        }
        NDList arrays = torch.load(file);
        for (NDArray array : arrays) {
            say((array.getName() == null ? "" : array.getName() + " ") + torch.size(array));
            say(torch.repr(array));
        }
        if (arrays.size() >= 2) {
            say("matmul of the first two -> " + answer(() -> torch.matmul(arrays.get(0), arrays.get(1))));
        }
    }

    /** The size of a product, or what torch says against it. */
    private String answer(Supplier<NDArray> product) {
        try {
            return torch.size(product.get());
        } catch (IllegalArgumentException e) {
            return "refused: " + e.getMessage();
        }
    }

    private void compare(String what, NDArray actual, NDArray expected) {
        double difference = 0;
        double[] x = doubles(actual);
        double[] y = doubles(expected);
        for (int i = 0; i < x.length; i++) {
            difference = Math.max(difference, Math.abs(x[i] - y[i]));
        }
        say(what + " " + torch.size(actual) + ": greatest difference from PyTorch's result " + difference);
    }

    private static boolean same(NDArray a, NDArray b) {
        return a.contentEquals(b);
    }

    private static double[] doubles(NDArray array) {
        try (NDArray doubles = array.toType(DataType.FLOAT64, false)) {
            return doubles.toDoubleArray();
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Tour.class.getResource(name).toURI());
    }

    private static void title(String text) {
        System.out.println("\n== " + text);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
