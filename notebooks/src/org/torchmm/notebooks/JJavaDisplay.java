package org.torchmm.notebooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Arrays as PyTorch prints them in the JJava kernel, which finds this class by itself. */
public final class JJavaDisplay implements Extension {

    @Override
    public void install(BaseKernel kernel) {
        register(kernel.getRenderer());
    }

    static void register(Renderer renderer) {
        List.of(NDArray.class, NDList.class)
                .forEach(type -> renderer.createRegistration(type)
                        .preferring(MIMEType.TEXT_PLAIN)
                        .register((value, context) -> context.renderIfRequested(
                                MIMEType.TEXT_PLAIN, () -> TensorDisplay.text((Object) value))));
    }
}
