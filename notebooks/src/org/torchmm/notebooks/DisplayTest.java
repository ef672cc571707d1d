package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import org.torchmm.Torch;

/** What kernels find in the notebook jar, and the pictures. */
class DisplayTest {

    private static final String TENSOR = "tensor([[1., 1.],\n        [1., 1.]])";

    @Test
    void rapaio_finds_the_display() {
        DisplayProvider provider =
                ServiceLoader.load(DisplayProvider.class).findFirst().orElseThrow();
        try (Torch torch = Torch.open()) {
            NDArray ones = torch.ones(2, 2);
            DisplayRenderer renderer = provider.getDisplayRenderers().stream()
                    .filter(candidate -> candidate.rendererClass().isInstance(ones))
                    .findFirst()
                    .orElseThrow();
            assertTrue(renderer.canRender(null));
            assertEquals(TENSOR, renderer.render(null, ones).data().get("text/plain"));
            assertTrue(provider.getDisplayRenderers().stream()
                    .anyMatch(candidate -> candidate.rendererClass().equals(NDList.class)));
        }
    }

    @Test
    void jjava_finds_the_display() {
        assertInstanceOf(
                JJavaDisplay.class,
                ServiceLoader.load(Extension.class).findFirst().orElseThrow());
        Renderer renderer = new Renderer();
        JJavaDisplay.register(renderer);
        try (Torch torch = Torch.open()) {
            assertEquals(TENSOR, renderer.render(torch.ones(2, 2)).getData(MIMEType.TEXT_PLAIN));
            NDList list = new NDList(torch.ones(2, 2));
            assertEquals("[" + TENSOR + "]", renderer.render(list).getData(MIMEType.TEXT_PLAIN));
        }
    }

    @Test
    void what_cannot_be_shown_says_so() {
        NDArray closed;
        try (Torch torch = Torch.open()) {
            closed = torch.ones(2);
        }
        assertEquals("Tensor: repr(): argument 'array' (position 1) is closed", TensorDisplay.text(closed));
    }

    @Test
    void heat_maps() {
        try (Torch torch = Torch.open()) {
            BufferedImage picture = Show.heatMap("two", torch.tensor(new float[][] {{0, 1}, {-1, Float.NaN}}));
            assertEquals("heat map \"two\": (2, 2), from -1.0000 to 1.0000", picture.toString());
            int middle = 76 + 28;
            assertEquals(0xffffff, picture.getRGB(76 + 4, 48 + 4) & 0xffffff, "0 is white");
            assertEquals(Picture.BLUE.getRGB(), picture.getRGB(middle + 32, 48 + 4), "the largest is blue");
            assertEquals(Picture.RED.getRGB(), picture.getRGB(76 + 4, 48 + 56 + 4), "its opposite is red");
            assertEquals(Picture.GREY.getRGB(), picture.getRGB(middle + 32, 48 + 56 + 4), "NaN is grey");
            Show.heatMap("one", torch.zeros(1, 1));
            Show.heatMap("infinite", torch.full(Double.POSITIVE_INFINITY, 2, 3));
            Show.heatMap("wide", torch.ones(3, 2000));
            assertEquals(
                    "heatMap(): expected a matrix with elements, got torch.Size([2, 2, 2])",
                    assertThrows(IllegalArgumentException.class, () -> Show.heatMap("cube", torch.ones(2, 2, 2)))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> Show.heatMap("empty", torch.ones(0, 2)));
        }
    }

    @Test
    void stacks_of_matrices() {
        try (Torch torch = Torch.open()) {
            assertEquals(
                    "(10, 3, 4) x (10, 4, 5) = (10, 3, 5): each of the 10 matrices of a with its own of b",
                    Show.bmm(torch.ones(10, 3, 4), torch.ones(10, 4, 5)).toString());
            Show.bmm(torch.ones(1, 1, 1), torch.ones(1, 1, 100));
            assertEquals(
                    "bmm(): expected sizes (B, N, M) and (B, M, P), got torch.Size([2, 3]) and torch.Size([3, 4])",
                    assertThrows(IllegalArgumentException.class, () -> Show.bmm(torch.ones(2, 3), torch.ones(3, 4)))
                            .getMessage());
        }
    }

    @Test
    void samples() throws IOException {
        try (Torch torch = Torch.open()) {
            assertEquals("bmm", torch.load(Samples.file("tutorial.npz")).get(2).getName());
        }
        assertThrows(NoSuchFileException.class, () -> Samples.file("none.npz"));
    }

    @Test
    void the_notebook_jar_names_the_class_path_without_the_kernels(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("target/notebook.jar");
        String classPath = String.join(
                System.getProperty("path.separator"),
                folder.resolve("a b.jar").toString(),
                folder.toString(),
                folder.resolve("kernel-1.jar").toString());
        NotebookJar.write(jar, classPath, List.of("kernel"));
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            String written = file.getManifest().getMainAttributes().getValue("Class-Path");
            assertEquals(folder.resolve("a b.jar").toUri() + " " + folder.toUri(), written);
            assertTrue(written.contains("a%20b.jar") && written.endsWith("/"), written);
        }
    }
}
