/** Java text about vectors of one element type and width. */
abstract class VectorSource extends JavaSource {

    final int width;
    final int lanes;
    /** FloatVector, for instance. */
    final String vector;

    VectorSource(Type type, int width) {
        super(type);
        this.width = width;
        lanes = width / type.bits();
        vector = type.name() + "Vector";
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
}
