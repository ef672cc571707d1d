package org.torchmm.spark;

import java.io.File;
import org.apache.spark.sql.SparkSession;

/** Sessions for tests: quiet, and on this machine alone. */
final class Spark {

    private Spark() {}

    static SparkSession.Builder builder(String master) {
        return SparkSession.builder()
                .master(master)
                .appName("torchmm")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.executor.extraClassPath", classPath())
                .config(
                        "spark.executor.extraJavaOptions",
                        "--add-modules=jdk.incubator.vector -Xshare:auto -Dslf4j.provider="
                                + System.getProperty("slf4j.provider", ""));
    }

    /** Surefire hides the class path in the manifest of its booter, and tells it here. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
    }
}
