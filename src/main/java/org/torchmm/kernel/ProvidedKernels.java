package org.torchmm.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** The kernels that other jars name: one that cannot be loaded or made is a line in the log, and the others are there. */
final class ProvidedKernels {

    private final ClassLoader loader;
    private final List<MatrixKernel> kernels = new ArrayList<>();
    private final Set<String> said = new HashSet<>();
    private final Set<String> culprits = new HashSet<>();

    private ProvidedKernels(ClassLoader loader) {
        this.loader = loader;
    }

    static List<MatrixKernel> find(ClassLoader loader) {
        ProvidedKernels provided = new ProvidedKernels(loader);
        Iterator<MatrixKernel> found =
                ServiceLoader.load(MatrixKernel.class, loader).iterator();
        while (provided.takeNext(found)) {}
        return provided.kernels;
    }

    /** Whether there may be more. */
    private boolean takeNext(Iterator<MatrixKernel> found) {
        try {
            if (!found.hasNext()) {
                return false;
            }
            add(found.next());
            return true;
        } catch (ServiceConfigurationError e) {
            String message = String.valueOf(e.getMessage()).replace(MatrixKernel.class.getName() + ": ", "");
            return leaveOut(e.getCause() == null ? message : message + ": " + rootOf(e));
        } catch (Throwable e) { // errors too: a class that was compiled for a newer Java, or whose own libraries are
            // missing
            return leaveOut(culprit(e) + ": " + e);
        }
    }

    private void add(MatrixKernel kernel) {
        String type = kernel.getClass().getName();
        try {
            if (kernel.name() == null) {
                leaveOut(type + ": its name() is null");
            } else {
                kernels.add(kernel);
            }
        } catch (Throwable e) {
            leaveOut(type + ": " + e);
        }
    }

    /** False if it was said before: a list that cannot be read stays so, however often it is asked. */
    private boolean leaveOut(String reason) {
        if (!said.add(reason)) {
            return false;
        }
        KernelLog.warn("A matrix kernel is left out: {}", reason);
        return true;
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    /** Which of the classes that are named cannot be linked; ServiceLoader does not say. */
    private String culprit(Throwable e) {
        try {
            for (URL list :
                    Collections.list(loader.getResources("META-INF/services/" + MatrixKernel.class.getName()))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
                    for (String name : lines.lines()
                            .map(line -> line.replaceAll("#.*", "").strip())
                            .toList()) {
                        if (!name.isEmpty() && !canBeLinked(name) && culprits.add(name)) {
                            return name;
                        }
                    }
                }
            }
        } catch (IOException unreadable) {
            e.addSuppressed(unreadable);
        }
        return "one of those that META-INF/services names";
    }

    private boolean canBeLinked(String name) {
        try {
            Class.forName(name, false, loader).getConstructors();
            return true;
        } catch (ClassNotFoundException e) {
            return true; // which is another fault, that ServiceLoader tells by name
        } catch (LinkageError e) {
            return false;
        }
    }
}
