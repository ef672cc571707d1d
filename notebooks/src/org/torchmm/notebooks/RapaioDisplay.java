package org.torchmm.notebooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/**
 * Arrays as PyTorch prints them in the rapaio kernel, which finds this class by itself. Strings and single values are plain text
 * too: the kernel takes them for HTML.
 */
public final class RapaioDisplay implements DisplayProvider {

    private record PlainText(Class<?> rendererClass) implements DisplayRenderer {

        @Override
        public boolean canRender(String mime) {
            return mime == null || mime.equals("text/plain");
        }

        @Override
        public DisplayData render(String mime, Object value) {
            return DisplayData.fromText(TensorDisplay.text(value));
        }
    }

    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        return List.of(
                new PlainText(NDArray.class),
                new PlainText(NDList.class),
                new PlainText(String.class),
                new PlainText(Boolean.class),
                new PlainText(Number.class));
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }
}
