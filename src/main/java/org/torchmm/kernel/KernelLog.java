package org.torchmm.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which kernel was chosen, and what was left out: to SLF4J where it has somebody to tell. */
final class KernelLog {

    private KernelLog() {}

    /** Made when there is something to say, and somebody to hear it: SLF4J's search for its providers takes a JVM's start 20 ms. */
    private static final class Log {

        static final Logger LOGGER = LoggerFactory.getLogger(MatrixKernels.class);
    }

    private static final class Binding {

        static final boolean IS_THERE = find();

        /** Where all is on one class path, its loader tells what SLF4J would find; elsewhere SLF4J is asked too. */
        private static boolean find() {
            ClassLoader loader = KernelLog.class.getClassLoader();
            return System.getProperty("slf4j.provider") != null
                    || isThere(loader)
                    || loader != ClassLoader.getSystemClassLoader()
                            && (isFoundBySlf4j() || isThere(LoggerFactory.class.getClassLoader()));
        }

        /** By name, as SLF4J 1.7 has other classes than 2. */
        private static boolean isFoundBySlf4j() {
            return !LoggerFactory.getILoggerFactory().getClass().getName().equals("org.slf4j.helpers.NOPLoggerFactory");
        }

        private static boolean isThere(ClassLoader loader) {
            String services = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
            return (loader == null ? ClassLoader.getSystemResource(services) : loader.getResource(services)) != null
                    || isClass("org.slf4j.impl.StaticLoggerBinder", loader); // of SLF4J before 2
        }

        private static boolean isClass(String name, ClassLoader loader) {
            try {
                Class.forName(name, false, loader);
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            } catch (LinkageError e) {
                return true; // one that is of no use, as SLF4J says then
            }
        }
    }

    /** Whether SLF4J has a binding, be it slf4j-nop: whoever brings that wants no word. */
    static boolean isHeard() {
        return Binding.IS_THERE;
    }

    static void info(String format, Object... arguments) {
        if (isHeard()) {
            Log.LOGGER.info(format, arguments);
        }
    }

    static void warn(String format, Object... arguments) {
        if (isHeard()) {
            Log.LOGGER.warn(format, arguments);
        }
    }
}
