import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Java text about one element type, line by line. */
abstract class JavaSource {

    final Type type;
    /** float[], for instance. */
    final String array;

    private final StringBuilder text = new StringBuilder();

    JavaSource(Type type) {
        this.type = type;
        array = type.keyword() + "[]";
    }

    /** All lines so far. */
    final String text() {
        return text.toString();
    }

    final void line(String format, Object... values) {
        text.append(values.length == 0 ? format : String.format(format, values)).append('\n');
    }

    /** The lines of another, here. */
    final void lines(JavaSource other) {
        text.append(other.text);
    }

    static String times(int factor, String name) {
        return factor == 0 ? "" : factor == 1 ? " + " + name : " + " + factor + " * " + name;
    }

    static String list(int size, IntFunction<String> item) {
        return IntStream.range(0, size).mapToObj(item).collect(Collectors.joining(", "));
    }
}
