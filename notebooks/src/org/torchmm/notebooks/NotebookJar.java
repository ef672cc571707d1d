package org.torchmm.notebooks;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * Writes the jar that notebooks and JShell are given: nothing but a manifest that names the class path of this very JVM, as
 * the one class path line that all Java kernels understand takes one jar. It holds for this machine only.
 */
final class NotebookJar {

    private NotebookJar() {}

    /** Arguments: the jar to write, then the beginnings of the names of jars to leave out. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path jar = Path.of(args[0]).toAbsolutePath().normalize();
        List<String> leftOut = List.of(args).subList(1, args.length);
        write(jar, System.getProperty("java.class.path"), leftOut);
        System.out.println("Wrote " + args[0]);
        writeArchive(jar, System.out, System.err);
    }

    /** What JShell starts soonest with, for this JVM's java; the jar is good without it. */
    static void writeArchive(Path jar, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            out.println(ShellArchive.wrote(ShellArchive.write(jar)));
        } catch (IOException e) {
            err.println("JShell starts without an archive, as none was written: "
                    + e.toString().replaceAll("\\s+", " "));
        }
    }

    static void write(Path jar, String classPath, List<String> leftOut) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, ShellLauncher.class.getName());
        attributes.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(classPath.split(File.pathSeparator))
                        .map(Path::of)
                        .filter(entry -> leftOut.stream()
                                .noneMatch(
                                        name -> entry.getFileName().toString().startsWith(name)))
                        .map(entry ->
                                entry.toAbsolutePath().toUri().toString()) // a folder ends with a slash, as it must
                        .collect(Collectors.joining(" ")));
        Files.createDirectories(jar.toAbsolutePath().getParent());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
}
