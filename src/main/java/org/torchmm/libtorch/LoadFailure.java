package org.torchmm.libtorch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Properties;

/** Why libtorch could not be loaded, in one sentence: the cause itself, not what was wrapped around it, and what helps. */
final class LoadFailure {

    private static final String NOT_LOADED = "libtorch could not be loaded: ";

    /** What belongs together: DJL, and the libtorch that its native half is built for. */
    static final String DJL = "0.35.1";

    static final String TORCH = "2.7.1";

    private LoadFailure() {}

    static String sentence(Throwable e) {
        if (e instanceof Obstacle) {
            return NOT_LOADED + e.getMessage();
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return NOT_LOADED + cause.toString().replaceFirst("\\.$", "") + ". " + remedy(cause);
    }

    /** Refuses another DJL than the one that this package knows from inside, such as one that stands in front on a class path. */
    static void checkVersions() throws Obstacle {
        checkVersion(Engine.class, "ai/djl/engine/api.properties", "ai.djl:api");
        checkVersion(JniUtils.class, "pytorch-engine.properties", "ai.djl.pytorch:pytorch-engine");
    }

    private static void checkVersion(Class<?> type, String properties, String artifact) throws Obstacle {
        String version = property(properties, "djl_version");
        if (version != null && !version.equals(DJL)) {
            throw new Obstacle("there is " + artifact + " " + version + " on the class path (" + place(type)
                    + "), and torchmm works with " + DJL + ": remove it, or put " + DJL + " in front");
        }
    }

    private static String remedy(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnsatisfiedLinkError && message.contains("another classloader")) {
            return "A JVM loads it for one class loader: have torchmm and DJL once, in a class loader that is the parent of all"
                    + " that use them";
        }
        if (cause instanceof IllegalCallerException) {
            return "Start Java with --enable-native-access=ALL-UNNAMED";
        }
        if (cause instanceof LinkageError && !(cause instanceof UnsatisfiedLinkError)
                || cause instanceof ReflectiveOperationException) {
            return "The classes of DJL do not fit together, or are not there; ai.djl:api is " + place(Engine.class)
                    + ". Have ai.djl:api and ai.djl.pytorch:pytorch-engine " + DJL
                    + " on the class path, and no other DJL";
        }
        String torch = property("native/lib/pytorch.properties", "version");
        if (!ChosenLibtorch.isThere() && (torch == null || !torch.startsWith(TORCH))) {
            return "Put ai.djl.pytorch:pytorch-native-cpu:" + TORCH + " with the classifier " + platform()
                    + " on the class path" + (torch == null ? "" : " instead of " + torch);
        }
        String jni = property("jnilib/pytorch.properties", "jni_version");
        if (!(TORCH + "-" + DJL).equals(jni)) {
            return "Put ai.djl.pytorch:pytorch-jni:" + TORCH + "-" + DJL + " on the class path"
                    + (jni == null ? "" : " instead of " + jni);
        }
        if (ChosenLibtorch.isThere() && message.contains("jnilib")) {
            return "Set PYTORCH_VERSION to " + TORCH
                    + " and PYTORCH_FLAVOR to the build of what PYTORCH_LIBRARY_PATH names," + " cpu or cu128";
        }
        if (message.contains("engine not found")) {
            return "The file META-INF/services/ai.djl.engine.EngineProvider does not name DJL's PyTorch engine: where several"
                    + " jars were made one, merge their service files";
        }
        if (cause instanceof UnsatisfiedLinkError) {
            return "If the libraries are damaged, delete the folder, and DJL unpacks it anew; if they are another machine's, put"
                    + " ai.djl.pytorch:pytorch-native-cpu:" + TORCH + " with the classifier " + platform()
                    + " on the class path";
        }
        return "Is ai.djl.pytorch:pytorch-native-cpu:" + TORCH + " on the class path with the classifier " + platform()
                + ", and can DJL write its cache folder? Else " + NativeCache.REMEDY;
    }

    /** A value of the first such file on the class path; null where there is none. */
    private static String property(String file, String key) {
        try (InputStream stream = LoadFailure.class.getClassLoader().getResourceAsStream(file)) {
            Properties properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty(key);
        } catch (IOException e) {
            return null; // what cannot be read is as good as not there
        }
    }

    private static String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? "the JDK" : String.valueOf(source.getLocation());
    }

    private static String platform() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = name.contains("win") ? "win" : name.contains("mac") ? "osx" : "linux";
        String arch = System.getProperty("os.arch");
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }
}
