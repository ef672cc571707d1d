package org.torchmm.notebooks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What JShell reads: a terminal, or what is piped or redirected to it, for which it need not ask the terminal. */
final class Typed {

    /** A system property: "true" where standard input is to be read as a terminal is, as far as that goes, whatever it is. */
    static final String AS_TERMINAL = "torchmm.notebooks.terminal";

    /** Of the mode of a file in Unix: the bits that tell its kind, and those of a terminal's. */
    private static final int FILE_TYPE = 0170000;

    private static final int CHARACTER_DEVICE = 0020000;

    private Typed() {}

    /** A terminal as it is, and else another stream: by {@code System.in} JShell knows terminals. */
    static InputStream of(InputStream in) {
        return in != System.in || isTerminal() ? in : new Piped(in);
    }

    private static boolean isTerminal() {
        if (Boolean.getBoolean(AS_TERMINAL) || System.console() != null) {
            return true;
        }
        try { // standard output alone may be no terminal
            int mode = (Integer) Files.getAttribute(Path.of("/dev/stdin"), "unix:mode");
            return (mode & FILE_TYPE) == CHARACTER_DEVICE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return true; // JShell finds out
        }
    }

    private static final class Piped extends FilterInputStream {

        Piped(InputStream in) {
            super(in);
        }
    }
}
