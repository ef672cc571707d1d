package org.torchmm.spark;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * MLlib's matrix products by torchmm's kernel: {@code spark.plugins=org.torchmm.spark.TorchPlugin}.
 *
 * <p>On the driver and on each executor MLlib's BLAS becomes one whose {@code sgemm} and {@code dgemm} are {@link MatrixKernels#best},
 * on {@code spark.task.cpus} threads, and whose other routines are those of netlib that were there. Products too small to gain, and
 * arguments that netlib refuses, stay netlib's.
 *
 * <p>MLlib is left as it is where the JVM has no Vector API (Spark 3.5 does not pass
 * {@code --add-modules=jdk.incubator.vector}), where netlib found a native BLAS, where there is no MLlib, and where anything fails:
 * nothing is thrown, and one line in the log of {@code org.torchmm.spark.TorchPlugin} says what was done, or why it was not.
 */
public final class TorchPlugin implements SparkPlugin {

    private static final Logger logger = LoggerFactory.getLogger(TorchPlugin.class);

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext context, PluginContext plugin) {
                install(plugin.conf());
                return Map.of();
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext plugin, Map<String, String> fromDriver) {
                install(plugin.conf());
            }
        };
    }

    /** In local mode the driver's JVM is the executor's too, and a JVM may have several drivers, one after the other. */
    private static boolean isDone;

    private static synchronized void install(SparkConf conf) {
        if (isDone) {
            return;
        }
        isDone = true;
        try {
            List<BLAS> before = MllibBlas.get();
            String reason = whyNot(before);
            if (reason != null) {
                logger.info("MLlib's products are left as they are: {}", reason);
                return;
            }
            int threads = conf.getInt("spark.task.cpus", 1);
            MatrixKernel kernel = MatrixKernels.best();
            List<BLAS> after = new ArrayList<>();
            for (BLAS blas : before) {
                after.add(new KernelBlas(blas, kernel));
            }
            MatrixKernels.setThreads(threads);
            MllibBlas.set(after);
            logger.info("MLlib's sgemm and dgemm are torchmm's kernel {}, {} threads", kernel.name(), threads);
        } catch (
                Throwable e) { // errors too: a Spark to come may lack what is named here, and has to start all the same
            Throwable reason = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            logger.warn("MLlib's products are left as they are: {}", reason.toString());
        }
    }

    private static String whyNot(List<BLAS> before) {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return "this JVM has no Vector API; --add-modules=jdk.incubator.vector gives it one";
        }
        if (before.stream().anyMatch(NativeBLAS.class::isInstance)) {
            return "a native BLAS is at work";
        }
        MatrixKernel kernel = MatrixKernels.best();
        if (kernel.name().equals("scalar")) {
            return "the kernel is the scalar one";
        }
        if (!kernel.elements().contains(Element.FLOAT32) || !kernel.elements().contains(Element.FLOAT64)) {
            return "the kernel " + kernel.name() + " does not multiply float32 and float64";
        }
        return null;
    }
}
