package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process of its own that makes one product, with torchmm or with plain DJL, and prints its last number, how many
 * times it tried to open a URL, and whether DJL is told to stay offline.
 */
final class FirstProduct {

    private FirstProduct() {}

    public static void main(String[] args) {
        AtomicInteger urls = new AtomicInteger();
        URL.setURLStreamHandlerFactory(protocol -> protocol.startsWith("http") ? new Refusing(urls) : null);
        System.out.println(args[0].equals("torch") ? withTorch() : withDjl());
        System.out.println(urls.get() + " URLs");
        System.out.println("offline " + System.getProperty("ai.djl.offline"));
    }

    /** Stands in for the network. */
    private static final class Refusing extends URLStreamHandler {

        private final AtomicInteger urls;

        Refusing(AtomicInteger urls) {
            this.urls = urls;
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            urls.incrementAndGet();
            throw new IOException("no network here");
        }

        @Override
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            return openConnection(url);
        }
    }

    private static float withTorch() {
        try (Torch torch = Torch.open()) {
            return last(torch.bmm(torch.ones(10, 3, 4), torch.ones(10, 4, 5)));
        }
    }

    private static float withDjl() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray a = manager.ones(new Shape(10, 3, 4));
            NDArray b = manager.ones(new Shape(10, 4, 5));
            return last(a.batchMatMul(b));
        }
    }

    private static float last(NDArray product) {
        float[] values = product.toFloatArray();
        return values[values.length - 1];
    }

    /** The same JDK and class path as this process. */
    static ProcessBuilder process(String what, String... options) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(options));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", classPath(), FirstProduct.class.getName(), what));
        return new ProcessBuilder(command);
    }

    /** Surefire hides the class path in the manifest of its booter, and tells it here. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
