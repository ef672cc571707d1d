import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes the sources of package kernel that nobody should write twice: {@code KernelGenerator SOURCES OUT}.
 *
 * <p>Records and plain loops are written once, over float; the other element types are derived by replacing the type's names. The
 * classes of register tiles, one for each element type and vector width, are {@link TilesSource}'s, the smallest products
 * {@link TinySource}'s.
 */
final class KernelGenerator {

    private static final Path PACKAGE = Path.of("org", "torchmm", "kernel");

    /** Classes written by hand for float alone. */
    private static final List<String> DERIVED = List.of("Matrices", "Loops", "Packing");

    private static final List<Type> TYPES = List.of(
            new Type("float", "Float", "Float", 32),
            new Type("double", "Double", "Double", 64),
            new Type("int", "Int", "Integer", 32),
            new Type("long", "Long", "Long", 64));

    private KernelGenerator() {}

    public static void main(String[] args) throws IOException {
        Path sources = Path.of(args[0]).resolve(PACKAGE);
        Path out = Files.createDirectories(Path.of(args[1]).resolve(PACKAGE));
        for (Type type : TYPES) {
            for (String name : DERIVED) {
                if (type != TYPES.get(0)) {
                    String source = Files.readString(sources.resolve("Float" + name + ".java"));
                    write(out.resolve(type.name() + name + ".java"), derive(source, type));
                }
            }
            write(out.resolve(type.name() + "Tiny.java"), new TinySource(type).source());
            for (int width : new int[] {512, 256, 128}) {
                Path file = out.resolve(type.name() + "Tiles" + width + ".java");
                write(file, new TilesSource(type, width).source());
            }
        }
    }

    private static String derive(String source, Type type) {
        return source.replaceAll("\\bFloat\\.", type.box() + ".")
                .replaceAll("\\bfloat\\b", type.keyword())
                .replaceAll("\\bfloat32\\b", type.dtype())
                .replaceAll("\\bFLOAT32\\b", type.dtype().toUpperCase(Locale.ROOT))
                .replaceAll("\\bFloat(?=[A-Z])", type.name());
    }

    /** An unchanged file keeps its time, so that an incremental build stays one. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
