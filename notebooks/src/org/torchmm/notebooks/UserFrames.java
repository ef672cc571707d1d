package org.torchmm.notebooks;

import java.util.Arrays;

/** The stack of what a snippet threw, as the one who typed it can use it. */
final class UserFrames {

    private static final String SNIPPET = "REPL.";
    private static final String OURS = "org.torchmm.";

    private UserFrames() {}

    /** Whether torchmm, called by a snippet, threw it: a refusal, whose sentence says it all. */
    static boolean isRefusal(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        int snippet = firstSnippet(frames);
        return !(thrown instanceof LinkageError || thrown instanceof VirtualMachineError)
                && snippet > 0
                && snippet < frames.length
                && isOurs(frames[snippet - 1]);
    }

    /** The snippets' frames and those below, without torchmm's between them. */
    static StackTraceElement[] of(Throwable refusal) {
        StackTraceElement[] frames = refusal.getStackTrace();
        return Arrays.stream(frames)
                .skip(firstSnippet(frames))
                .filter(frame -> !isOurs(frame))
                .toArray(StackTraceElement[]::new);
    }

    private static int firstSnippet(StackTraceElement[] frames) {
        int at = 0;
        while (at < frames.length && !frames[at].getClassName().startsWith(SNIPPET)) {
            at++;
        }
        return at;
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(OURS);
    }
}
