import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Java text about vectors of one element type and width, line by line. */
abstract class VectorSource {

    final Type type;
    final int width;
    final int lanes;
    /** FloatVector, for instance. */
    final String vector;
    /** float[], for instance. */
    final String array;

    private final StringBuilder text = new StringBuilder();

    VectorSource(Type type, int width) {
        this.type = type;
        this.width = width;
        lanes = width / type.bits();
        vector = type.name() + "Vector";
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
    final void lines(VectorSource other) {
        text.append(other.text);
    }

    /** What was loaded is a FloatVector to C2 too, as long as it inlines: without the cast, slow for good once two widths are in use. */
    final String load(String from, String at) {
        return load("", from, at);
    }

    /** The same with a vector of so many bits. */
    final String load(Object narrower, String from, String at) {
        return "EXACT%s.cast(%s.fromArray(S%s, %s, %s))".formatted(narrower, vector, narrower, from, at);
    }

    /**
     * A sum that goes around a loop is a FloatVector to C2, no more; the cast says which. Without it everything rests on
     * type profiles, and a second vector width in the same JVM makes all tiles three to five times slower.
     */
    final String multiplyAdd(boolean separate, String sum, String x, String y) {
        return type.isFloating() && !separate
                ? "%s = %s.fma(%s, EXACT.cast(%s));".formatted(sum, x, y, sum)
                : "%s = %s.mul(%s).add(EXACT.cast(%s));".formatted(sum, x, y, sum);
    }

    static String times(int factor, String name) {
        return factor == 0 ? "" : factor == 1 ? " + " + name : " + " + factor + " * " + name;
    }

    static String list(int size, IntFunction<String> item) {
        return IntStream.range(0, size).mapToObj(item).collect(Collectors.joining(", "));
    }
}
