package org.torchmm.notebooks;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.torchmm.ClassArchive;

/**
 * Writes what JShell starts soonest with, beside the notebooks' jar: an archive of the classes of a short session, and a file of
 * arguments for {@code java} that names it. Both are for the JDK that writes them; another starts without the archive.
 */
final class ShellArchive {

    /** Without C2, which compiles javac for nothing; and silent about an archive that is another JDK's, or older than the jar. */
    private static final List<String> FLAGS =
            List.of("-XX:+IgnoreUnrecognizedVMOptions", "-Xlog:disable", "-XX:TieredStopAtLevel=1");

    private static final String SESSION = "torch.ones(2, 2)\n/exit\n";

    private ShellArchive() {}

    /** With the jar that this JVM was started with; JShell is told how to answer, if it must be, in another session than the archive's. */
    static int write(PrintStream out, PrintStream err, Path state) throws Exception {
        Path jar =
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().normalize();
        if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
            err.println("--archive is for java -jar target/torchmm-notebook.jar");
            return 1;
        }
        StateFile kept = StateFile.read(state);
        AnswerMode.keep(ShellState.of(kept));
        kept.end();
        Path arguments = write(jar);
        out.println(wrote(arguments));
        return 0;
    }

    static String wrote(Path arguments) {
        return "Wrote " + arguments + ", with which " + java() + " starts JShell soonest: -jar finds it, and @"
                + arguments + " names it";
    }

    /** Beside a jar; the file of arguments. */
    static Path write(Path jar) throws IOException, InterruptedException {
        Path folder = jar.resolveSibling("torchmm-shell.archive");
        Files.createDirectories(folder);
        Path session = Files.writeString(folder.resolve("session"), SESSION);
        ClassArchive archive = ClassArchive.of(folder, "shell");
        session(jar, session, List.of()); // the archive's own session finds its mode kept
        for (List<String> options : archive.write()) {
            session(jar, session, options);
        }
        return Files.writeString(arguments(jar.toFile()).toPath(), text(jar, archive));
    }

    /** The file of arguments that stands beside a jar, whether or not it is there. */
    static File arguments(File jar) {
        return new File(jar.getAbsoluteFile().getParent(), "torchmm-shell");
    }

    /** A comment, its first line: whose java it is for, and which jar. */
    static String owner(File jar) throws IOException {
        StringBuilder line = new StringBuilder("# "); // a launcher asks
        line.append(System.getProperty("java.home")).append(' ');
        line.append(System.getProperty("java.runtime.version")).append(' ');
        return line.append(jar.getCanonicalPath()).append('\n').toString();
    }

    private static void session(Path jar, Path session, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(List.of("-Duser.home=" + session.getParent(), "-D" + Typed.AS_TERMINAL + "=true"));
        command.addAll(List.of("-jar", jar.toString(), "--pure"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(session.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ": " + said);
        }
    }

    private static String text(Path jar, ClassArchive archive) throws IOException {
        List<String> lines = new ArrayList<>(FLAGS);
        lines.add(archive.read());
        lines.add("-jar");
        lines.add(jar.toString());
        StringBuilder text = new StringBuilder(owner(jar.toFile()));
        for (String line : lines) {
            text.append('"').append(line.replace("\\", "\\\\")).append("\"\n");
        }
        return text.toString();
    }

    /** The command of this JVM. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
