package org.torchmm.spark;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.PluginContext;
import org.torchmm.kernel.MatrixKernels;

/** What the plugin does in a JVM of its own, with no Spark running: {@code native} has a native BLAS there before. */
final class PluginProbe {

    private PluginProbe() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        if (List.of(args).contains("native")) {
            BLAS fake = (BLAS) Proxy.newProxyInstance(
                    NativeBLAS.class.getClassLoader(),
                    new Class<?>[] {NativeBLAS.class},
                    (proxy, method, arguments) -> method.getName().equals("equals") ? proxy == arguments[0] : null);
            MllibBlas.set(List.of(fake, fake));
        }
        SparkConf conf = new SparkConf(false).set("spark.task.cpus", "3");
        PluginContext context = (PluginContext) Proxy.newProxyInstance(
                PluginContext.class.getClassLoader(),
                new Class<?>[] {PluginContext.class},
                (proxy, method, arguments) -> conf);
        TorchPlugin plugin = new TorchPlugin();
        plugin.driverPlugin().init(null, context);
        plugin.executorPlugin().init(context, Map.of());
        if (List.of(args).contains("state")) {
            for (BLAS blas : MllibBlas.get()) {
                System.out.println(blas.getClass().getSimpleName() + " "
                        + (blas instanceof KernelBlas kernel
                                ? kernel.netlib.getClass().getSimpleName()
                                : ""));
            }
            System.out.println(MatrixKernels.getThreads() + " threads");
        }
    }
}
