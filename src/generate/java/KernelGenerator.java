import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the sources that nobody should write twice: {@code KernelGenerator SOURCES OUT}.
 *
 * <p>Records and plain loops are written once, over float or long; the other element types are derived by replacing the type's names. The
 * classes of register tiles, one for each element type and vector width, are {@link TilesSource}'s, the smallest products
 * {@link TinySource}'s.
 */
final class KernelGenerator {

    private static final Path KERNEL = Path.of("org", "torchmm", "kernel");

    private static final Path VECTOR = KERNEL.resolve("vector");

    private static final Path HEAP = Path.of("org", "torchmm", "heap");

    private static final Path HEAP_VECTOR = HEAP.resolve("vector");

    private static final Path SPARK = Path.of("org", "torchmm", "spark");

    private static final Type FLOAT = new Type("float", "Float", "Float", 32);

    private static final Type DOUBLE = new Type("double", "Double", "Double", 64);

    private static final Type INT = new Type("int", "Int", "Integer", 32);

    private static final Type LONG = new Type("long", "Long", "Long", 64);

    private static final List<Type> TYPES = List.of(FLOAT, DOUBLE, INT, LONG);

    /** A class that is written by hand for one type, and for which others it is derived; the file is what follows the type's name. */
    private record Derived(Path file, Type from, Type... to) {}

    /** From long to int, and not the other way round: counts are ints there, too. */
    private static final List<Derived> DERIVED = List.of(
            new Derived(KERNEL.resolve("Matrices"), FLOAT, DOUBLE, INT, LONG),
            new Derived(KERNEL.resolve("Loops"), FLOAT, DOUBLE, INT, LONG),
            new Derived(KERNEL.resolve("Steps"), FLOAT, DOUBLE, INT, LONG),
            new Derived(VECTOR.resolve("Packing"), FLOAT, DOUBLE, INT, LONG),
            new Derived(HEAP.resolve("Loops"), FLOAT, DOUBLE, INT, LONG),
            new Derived(HEAP.resolve("Arithmetic"), FLOAT, DOUBLE),
            new Derived(HEAP.resolve("Arithmetic"), LONG, INT),
            new Derived(HEAP.resolve("Functions"), LONG, INT),
            new Derived(HEAP.resolve("Pairs"), FLOAT, DOUBLE),
            new Derived(HEAP.resolve("Folds"), FLOAT, DOUBLE),
            new Derived(HEAP.resolve("Lanes"), FLOAT, DOUBLE),
            new Derived(HEAP.resolve("Softmax"), FLOAT, DOUBLE),
            new Derived(HEAP.resolve("ColumnSoftmax"), FLOAT, DOUBLE),
            new Derived(HEAP_VECTOR.resolve("PairStage"), FLOAT, DOUBLE),
            new Derived(HEAP_VECTOR.resolve("Stages"), FLOAT, DOUBLE),
            new Derived(HEAP_VECTOR.resolve("VectorFolds"), FLOAT, DOUBLE),
            new Derived(HEAP_VECTOR.resolve("VectorPairs"), FLOAT, DOUBLE),
            new Derived(SPARK.resolve("Gemm"), FLOAT, DOUBLE));

    private KernelGenerator() {}

    public static void main(String[] args) throws IOException {
        Path sources = Path.of(args[0]);
        Path out = Path.of(args[1]);
        Files.createDirectories(out.resolve(VECTOR));
        Files.createDirectories(out.resolve(HEAP_VECTOR));
        Files.createDirectories(out.resolve(SPARK));
        Set<Path> written = new HashSet<>();
        for (Derived derived : DERIVED) {
            String source = Files.readString(
                    file(sources, derived.file(), derived.from().name()));
            for (Type type : derived.to()) {
                written.add(write(file(out, derived.file(), type.name()), derive(source, derived.from(), type)));
            }
        }
        for (Type type : TYPES) {
            written.add(write(file(out, KERNEL.resolve("Tiny"), type.name()), new TinySource(type).source()));
        }
        for (int width : new int[] {512, 256, 128}) {
            written.addAll(tiles(out, width, "Tiles" + width, width == 512));
        }
        written.addAll(tiles(out, 128, "TilesNeon", true));
        deleteOthers(out, written);
    }

    /** Of all element types. */
    private static Set<Path> tiles(Path out, int width, String suffix, boolean has32) throws IOException {
        Path vector = out.resolve(VECTOR);
        Set<Path> written = new HashSet<>();
        for (Type type : TYPES) {
            String name = type.name() + suffix;
            written.add(write(vector.resolve(name + ".java"), new TilesSource(type, width, name, has32).source()));
        }
        PairTilesSource pairs = new PairTilesSource(INT, width, suffix, has32);
        written.add(write(vector.resolve(pairs.name + ".java"), pairs.source()));
        return written;
    }

    private static Path file(Path root, Path path, String type) {
        return root.resolve(path).resolveSibling(type + path.getFileName() + ".java");
    }

    private static String derive(String source, Type from, Type to) {
        // a cast to float of what is a double is one to double of it there
        String marked = source.contains("(" + from.keyword() + ") ")
                ? source.replaceFirst("(?m)^(?=(public )?(final )?(class|record) )", "@SuppressWarnings(\"cast\")\n")
                : source;
        return marked.replaceAll("\\b" + from.box() + "\\.", to.box() + ".")
                .replaceAll("\\b" + from.keyword() + "\\b", to.keyword())
                .replaceAll("\\b" + from.dtype() + "\\b", to.dtype())
                .replaceAll(
                        "\\b" + from.dtype().toUpperCase(Locale.ROOT) + "\\b",
                        to.dtype().toUpperCase(Locale.ROOT))
                .replaceAll("\\b" + from.name() + "(?=[A-Z])", to.name());
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
