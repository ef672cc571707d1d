package org.torchmm.comparisons.report;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.torchmm.comparisons.Cases;
import org.torchmm.comparisons.Request;
import org.torchmm.comparisons.SpeedShapes;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;
import org.torchmm.kernel.Element;

/**
 * What a report covers.
 *
 * @param forks JVMs one after the other that each time every shape; 0 for the report's own
 * @param rounds of each contender at each shape in each JVM
 * @param roundMillis how long a round lasts
 * @param warmUpMillis CPU time of each contender before its rounds
 * @param dtype of the speed shapes
 * @param hasPeers whether peers are timed too
 * @param shapes names of speed shapes; empty for all, "none" for none
 * @param groups beginnings of the names of groups of cases; empty for all
 * @param page where report.html goes
 * @param results the folder of tables and pictures to keep, if the machine was quiet; null to keep none
 */
record Settings(
        int forks,
        int rounds,
        double roundMillis,
        double warmUpMillis,
        String dtype,
        boolean hasPeers,
        List<String> shapes,
        List<String> groups,
        Path page,
        Path results) {

    /** Instead of names of shapes or groups. */
    private static final String NONE = "none";

    private static final int FORKS = 5;
    private static final int ROUNDS = 3;
    private static final String DTYPE = "float32";

    Settings {
        if (forks < 0 || rounds < 1) {
            throw new IllegalArgumentException("report.forks=" + forks + " and report.rounds=" + rounds
                    + ": expected 0 or more JVMs and 1 or more rounds");
        }
        if (!dtype.equals("float32") && !dtype.equals("float64")) {
            throw new IllegalArgumentException("report.dtype=" + dtype + ": expected float32 or float64");
        }
        if (!shapes.equals(List.of(NONE))) {
            shapes.forEach(SpeedShapes::byName); // a name of no shape would leave the table empty
        }
        for (String group : groups) {
            if (!group.equals(NONE) && Cases.groups().keySet().stream().noneMatch(name -> name.startsWith(group))) {
                throw new IllegalArgumentException("report.groups=" + group + ": no group begins so; there are "
                        + String.join(", ", Cases.groups().keySet()));
            }
        }
    }

    /**
     * {@code -Dreport.forks=, -Dreport.rounds=, -Dreport.dtype=, -Dreport.shapes=, -Dreport.groups=, -Dreport.peers=true,
     * -Dreport.keep=true, -Dreport.machine=}; names with commas between. Some shapes, groups, kernels or dtypes are not kept: they
     * would take the place of all.
     */
    static Settings ofProperties() {
        String dtype = property("report.dtype", DTYPE);
        List<String> shapes = names("report.shapes");
        List<String> groups = names("report.groups");
        boolean isKept = Boolean.getBoolean("report.keep");
        Request request = Request.ofProperties();
        boolean isPart = request.kernel() != null || request.dtypes().size() < Element.values().length;
        if (isKept && !(shapes.isEmpty() && groups.isEmpty() && !isPart)) {
            throw new IllegalArgumentException("report.keep=true with report.shapes=" + shapes + " and report.groups="
                    + groups + (isPart ? ", a kernel or dtypes" : "")
                    + ": only a report of everything is kept, in place of the last one");
        }
        String machine = machine();
        if (!machine.matches("[a-z0-9]*")) {
            throw new IllegalArgumentException("report.machine=" + machine
                    + ": expected a word of small letters and digits, for the name of a folder");
        }
        String kept = "jdk" + Runtime.version().feature() + (machine.isEmpty() ? "" : "-" + machine)
                + (dtype.equals(DTYPE) ? "" : "-" + dtype);
        return new Settings(
                Math.toIntExact(Request.number("report.forks", FORKS)),
                Math.toIntExact(Request.number("report.rounds", ROUNDS)),
                Double.parseDouble(System.getProperty("report.millis", "60")),
                Double.parseDouble(System.getProperty("report.warmup", "1000")),
                dtype,
                Boolean.getBoolean("report.peers"),
                shapes,
                groups,
                Path.of("target", "report.html"),
                isKept ? Path.of("comparisons", "results", kept) : null);
    }

    /** A word for the machine, whose results stand beside those of others; empty for none. */
    private static String machine() {
        return property("report.machine", "");
    }

    /** Maven hands a property that nobody set on as an empty one. */
    private static String property(String name, String ifUnset) {
        String value = System.getProperty(name, "");
        return value.isEmpty() ? ifUnset : value;
    }

    private static List<String> names(String property) {
        return Stream.of(property(property, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The speed shapes that are asked for, in their dtype, if that is asked for. */
    List<SpeedShape> shapesCovered() {
        DataType type = DataType.valueOf(dtype.toUpperCase(Locale.ROOT));
        if (!Request.ofProperties().covers(type)) {
            return List.of();
        }
        return SpeedShapes.all().stream()
                .filter(shape -> shapes.isEmpty() || shapes.contains(shape.name()))
                .map(shape -> shape.of(type))
                .toList();
    }

    /** How the kernels' speeds are taken, in words. */
    String timing() {
        int rounds = Math.max(1, forks) * this.rounds;
        return rounds == 1
                ? "One round, " + dtype
                : "Median of " + rounds + " interleaved rounds" + (forks < 2 ? "" : " in " + forks + " JVMs")
                        + ", ± half the interquartile range, " + dtype;
    }

    /** What writes these results again. */
    String command() {
        return "mvn -q " + (hasPeers ? "-Ppeers " : "") + "test-compile exec:exec@report -Dreport.keep=true"
                + (machine().isEmpty() ? "" : " -Dreport.machine=" + machine())
                + (dtype.equals(DTYPE) ? "" : " -Dreport.dtype=" + dtype)
                + (forks == FORKS ? "" : " -Dreport.forks=" + forks)
                + (rounds == ROUNDS ? "" : " -Dreport.rounds=" + rounds)
                + Request.ofProperties().options();
    }

    boolean coversGroup(String name) {
        return groups.isEmpty() || groups.stream().anyMatch(name::startsWith);
    }
}
