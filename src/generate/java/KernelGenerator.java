import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the sources of the kernels that nobody should write twice: {@code KernelGenerator SOURCES OUT}.
 *
 * <p>Records and plain loops are written once, over float; the other element types are derived by replacing the type's names. The
 * classes of register tiles, one for each element type and vector width, are {@link TilesSource}'s, the smallest products
 * {@link TinySource}'s.
 */
final class KernelGenerator {

    private static final Path KERNEL = Path.of("org", "torchmm", "kernel");

    private static final Path VECTOR = KERNEL.resolve("vector");

    /** What is written by hand for float alone: what follows Float in the names of the files. */
    private static final List<Path> DERIVED =
            List.of(KERNEL.resolve("Matrices"), KERNEL.resolve("Loops"), VECTOR.resolve("Packing"));

    private static final List<Type> TYPES = List.of(
            new Type("float", "Float", "Float", 32),
            new Type("double", "Double", "Double", 64),
            new Type("int", "Int", "Integer", 32),
            new Type("long", "Long", "Long", 64));

    private KernelGenerator() {}

    public static void main(String[] args) throws IOException {
        Path sources = Path.of(args[0]);
        Path out = Path.of(args[1]);
        Files.createDirectories(out.resolve(VECTOR));
        Set<Path> written = new HashSet<>();
        for (Type type : TYPES) {
            for (Path derived : DERIVED) {
                if (type != TYPES.get(0)) {
                    String source = Files.readString(file(sources, derived, "Float"));
                    written.add(write(file(out, derived, type.name()), derive(source, type)));
                }
            }
            written.add(write(file(out, KERNEL.resolve("Tiny"), type.name()), new TinySource(type).source()));
            for (int width : new int[] {512, 256, 128}) {
                Path file = file(out, VECTOR.resolve("Tiles" + width), type.name());
                written.add(write(file, new TilesSource(type, width).source()));
            }
        }
        deleteOthers(out, written);
    }

    private static Path file(Path root, Path path, String type) {
        return root.resolve(path).resolveSibling(type + path.getFileName() + ".java");
    }

    private static String derive(String source, Type type) {
        return source.replaceAll("\\bFloat\\.", type.box() + ".")
                .replaceAll("\\bfloat\\b", type.keyword())
                .replaceAll("\\bfloat32\\b", type.dtype())
                .replaceAll("\\bFLOAT32\\b", type.dtype().toUpperCase(Locale.ROOT))
                .replaceAll("\\bFloat(?=[A-Z])", type.name());
    }

    /** An unchanged file keeps its time, so that an incremental build stays one. */
    private static Path write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
        return file;
    }

    /** What an older generator wrote would be compiled too. */
    private static void deleteOthers(Path out, Set<Path> written) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!written.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
