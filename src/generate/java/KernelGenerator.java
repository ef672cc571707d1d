import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the sources of package kernel that nobody should write twice: {@code java KernelGenerator.java SOURCES OUT}.
 *
 * <p>Loops that are the same for every element type are written once, over float; the other three are derived by
 * replacing the type's names.
 */
final class KernelGenerator {

    private static final Path PACKAGE = Path.of("org", "torchmm", "kernel");

    /** Classes written by hand for float alone. */
    private static final List<String> DERIVED = List.of("Loops");

    /** An element type: as a keyword, as it begins class names, and its box. */
    private record Type(String keyword, String name, String box) {}

    private static final Type FLOAT = new Type("float", "Float", "Float");
    private static final List<Type> OTHERS = List.of(
            new Type("double", "Double", "Double"),
            new Type("int", "Int", "Integer"),
            new Type("long", "Long", "Long"));

    public static void main(String[] args) throws IOException {
        Path sources = Path.of(args[0]).resolve(PACKAGE);
        Path out = Files.createDirectories(Path.of(args[1]).resolve(PACKAGE));
        for (String name : DERIVED) {
            String source = Files.readString(sources.resolve("Float" + name + ".java"));
            for (Type type : OTHERS) {
                write(out.resolve(type.name() + name + ".java"), derive(source, type));
            }
        }
    }

    private static String derive(String source, Type type) {
        return source.replaceAll("\\bFloat\\.", type.box() + ".")
                .replaceAll("\\bfloat\\b", type.keyword())
                .replaceAll("\\bFloat(?=[A-Z])", type.name());
    }

    /** An unchanged file keeps its time, so that an incremental build stays one. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
