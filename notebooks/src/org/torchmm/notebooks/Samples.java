package org.torchmm.notebooks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.torchmm.Torch;

/** Tensors that PyTorch saved, for notebooks to compare with. */
public final class Samples {

    private Samples() {}

    /**
     * A file by its name, wherever the notebook runs: {@code tutorial.npz} (a, b, bmm), {@code attention.npz} (q, k, w, scores,
     * projected), or {@code context.npz} (context).
     *
     * @throws NoSuchFileException if there is none of that name
     */
    public static Path file(String name) throws IOException {
        URL tour = Torch.class.getResource(name);
        URL url = tour == null ? Samples.class.getResource(name) : tour;
        if (url == null) {
            throw new NoSuchFileException(name);
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
