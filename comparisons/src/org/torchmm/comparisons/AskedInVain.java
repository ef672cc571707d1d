package org.torchmm.comparisons;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.torchmm.kernel.MatrixKernel;

/**
 * Ends a run with an error if {@code -Dcase} or {@code -Dkernel} named what no test of it asked, or a jar was given that
 * brings no kernel: such a run has tested nothing of
 * what it was for, and would be green. JUnit finds this class by its services.
 */
public final class AskedInVain implements LauncherSessionListener {

    private static final Set<String> CASES = ConcurrentHashMap.newKeySet();
    private static final Set<String> KERNELS = ConcurrentHashMap.newKeySet();

    static void isAsked(Asked asked) {
        if (asked.equals(one())) {
            CASES.add(asked.toString());
        }
    }

    static void isAsked(MatrixKernel kernel) {
        KERNELS.add(kernel.name());
    }

    private static Asked one() {
        String name = Request.ofProperties().name();
        return name == null ? null : Asked.parse(name);
    }

    /** Surefire prints what is thrown here, and the build fails; what a listener of tests throws is only logged. */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        Request request = Request.ofProperties();
        String unasked = unasked(request);
        if (unasked != null) {
            IllegalStateException error = new IllegalStateException(unasked);
            error.setStackTrace(new StackTraceElement[0]);
            throw error;
        }
    }

    private static String unasked(Request request) {
        if (request.jar() != null) {
            request.provided(); // or it says that the jar has none
        }
        if (request.kernel() != null && !KERNELS.contains(request.kernel())) {
            return "-Dkernel=" + request.kernel() + ": no test of this run asked a kernel of that name";
        }
        Asked one = one();
        return one == null || CASES.contains(one.toString())
                ? null
                : "-Dcase=\"" + request.name() + "\": no test of this run asked this case";
    }
}
