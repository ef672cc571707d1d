package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * What a run was asked for on its command line: a kernel, a case, dtypes, another project's jar. Tests, fuzzer, report and benchmarks
 * read it here, and so do the commands that they print. What is asked for and not there is an {@link IllegalArgumentException}.
 *
 * @param kernel the name of the only kernel to ask, {@code -Dkernel}; null for all
 * @param jar where others' kernels come from, {@code -Dmaven.test.additionalClasspath}; null for nowhere
 * @param dtypes the only dtypes that operands have, {@code -Ddtype=float32,int64}; all if not given, those of no kernel too
 * @param name the name of the only case to ask, {@code -Dcase}; null for all
 * @param others options that are not the comparisons' own and that a printed command has to repeat
 */
public record Request(String kernel, String jar, Set<Element> dtypes, String name, Map<String, String> others) {

    private static final String KERNEL = "kernel";
    private static final String JAR = "maven.test.additionalClasspath";
    private static final String DTYPE = "dtype";
    private static final String CASE = "case";

    /** What changes how a kernel or its JVM works, where surefire hands it on. */
    private static final List<String> OTHERS = List.of("argLine", "torchmm.threads");

    /** All of everything. */
    public static final Request EVERYTHING = of(name -> null);

    public static Request ofProperties() {
        return of(System::getProperty);
    }

    /** {@link #ofProperties} of a program that draws or lists its cases itself. */
    public static Request ofProgram() {
        Request request = ofProperties();
        if (request.name != null) {
            throw new IllegalArgumentException("-Dcase=\"" + request.name + "\" is asked by mvn test alone");
        }
        return request;
    }

    /** Maven hands a property that nobody set on as an empty one, and a class path that nobody set as this class's own. */
    static Request of(UnaryOperator<String> properties) {
        UnaryOperator<String> property = key -> {
            String value = properties.apply(key);
            return value == null || value.isBlank() ? null : value.strip();
        };
        String jar = property.apply(JAR);
        Map<String, String> others = new LinkedHashMap<>();
        for (String key : OTHERS) {
            if (property.apply(key) != null) {
                others.put("-D" + key, property.apply(key));
            }
        }
        return new Request(
                property.apply(KERNEL),
                jar == null || Path.of(jar).toAbsolutePath().equals(home()) ? null : jar,
                elements(property.apply(DTYPE)),
                property.apply(CASE),
                others);
    }

    private static Path home() {
        CodeSource source = Request.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI()).toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Element> elements(String dtypes) {
        Set<Element> all = EnumSet.allOf(Element.class);
        if (dtypes == null) {
            return all;
        }
        Set<Element> chosen = EnumSet.noneOf(Element.class);
        for (String dtype : dtypes.split(",")) {
            chosen.add(all.stream()
                    .filter(element -> element.toString().equals(dtype.strip()))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("-Ddtype=" + dtypes + ": expected some of " + names(all))));
        }
        return Collections.unmodifiableSet(chosen);
    }

    static String names(Set<Element> elements) {
        return elements.stream().sorted().map(Element::toString).collect(Collectors.joining(", "));
    }

    /** Every kernel that multiplies some of the dtypes, or the one that is asked for; one of the jar has to be among them. */
    public List<MatrixKernel> kernels() {
        if (kernel != null) {
            return List.of(checked(MatrixKernels.byName(kernel)));
        }
        if (jar != null) {
            provided();
        }
        return MatrixKernels.all().stream().filter(this::multipliesSome).toList();
    }

    /** The kernels that are not torchmm's own: none only where no jar was given. With {@code -Dkernel} that one, whosever it is. */
    List<MatrixKernel> provided() {
        if (kernel != null) {
            return kernels();
        }
        List<MatrixKernel> provided = MatrixKernels.all().stream()
                .filter(each -> !each.getClass().getPackageName().startsWith(MatrixKernel.class.getPackageName()))
                .map(this::checked)
                .toList();
        if (provided.isEmpty() && jar != null) {
            throw new IllegalArgumentException(
                    "no kernel came with " + jar + ": is the file there, and does its META-INF/services/"
                            + MatrixKernel.class.getName() + " name one?");
        }
        return provided;
    }

    /** The kernel; {@link IllegalArgumentException} if it multiplies none of the dtypes. */
    MatrixKernel checked(MatrixKernel asked) {
        if (!multipliesSome(asked)) {
            throw new IllegalArgumentException("the kernel \"" + asked.name() + "\" multiplies "
                    + names(asked.elements()) + ": -Ddtype=" + names(dtypes) + " leaves nothing to ask it");
        }
        return asked;
    }

    private boolean multipliesSome(MatrixKernel asked) {
        return asked.elements().stream().anyMatch(dtypes::contains);
    }

    /** The names of the kernels that the command line brings, by name or by jar; empty where it brings none. */
    public List<String> named() {
        return kernel == null && jar == null
                ? List.of()
                : provided().stream().map(MatrixKernel::name).toList();
    }

    /** The dtypes that the command line names; empty where it names none. */
    public List<String> namedDtypes() {
        return dtypes.size() == Element.values().length
                ? List.of()
                : dtypes.stream().map(Element::toString).toList();
    }

    /** Whether a test of this kernel is meant. */
    boolean isFor(MatrixKernel asked) {
        return kernel == null || kernel.equals(asked.name());
    }

    public boolean covers(Asked asked) {
        return asked.operands().stream().allMatch(operand -> covers(operand.dtype()));
    }

    public boolean covers(DataType dtype) {
        ElementType type = ElementType.of(dtype);
        return dtypes.size() == Element.values().length
                || type != null && type.isOfKernels() && dtypes.contains(type.element());
    }

    /**
     * Whether a kernel is asked a case at all: not if it does not multiply the dtype of an operand, or what that is multiplied in. A
     * dtype that is never multiplied is asked of all, as torch's rules refuse it, or the facade does.
     */
    public static boolean isAsked(MatrixKernel kernel, Asked asked) {
        boolean isComplex =
                asked instanceof OperationCase && asked.operands().get(0).dtype() == DataType.COMPLEX64;
        return (!isComplex || kernel.elements().contains(Element.FLOAT32))
                && asked.operands().stream()
                        .map(operand -> ElementType.of(operand.dtype()))
                        .allMatch(type -> type == null || kernel.elements().contains(type.element()));
    }

    /** The catalogue, or the one case, without what is of other dtypes; groups without a case are left out. */
    Map<String, List<Asked>> cases() {
        Map<String, List<? extends Asked>> groups = new LinkedHashMap<>();
        if (name == null) {
            groups.putAll(Cases.groups());
            groups.putAll(Cases.operations());
        } else {
            groups.put("one case", List.of(Asked.parse(name)));
        }
        Map<String, List<Asked>> covered = new LinkedHashMap<>();
        groups.forEach((group, cases) -> {
            List<Asked> some =
                    cases.stream().filter(this::covers).map(Asked.class::cast).toList();
            if (!some.isEmpty()) {
                covered.put(group, some);
            }
        });
        return covered;
    }

    /** What a command has to repeat, each option with a space before it: the jar, and what the JVM was told. */
    public String options() {
        Map<String, String> options = new LinkedHashMap<>();
        if (jar != null) {
            options.put(
                    "-D" + JAR,
                    Stream.of(jar.split(","))
                            .map(each -> Path.of(each.strip())
                                    .toAbsolutePath()
                                    .normalize()
                                    .toString())
                            .collect(Collectors.joining(",")));
        }
        options.putAll(others);
        List<String> words = new ArrayList<>();
        options.forEach((option, value) -> words.add(" " + option + "=" + quoted(value)));
        return String.join("", words);
    }

    /**
     * The command that asks a case again.
     *
     * @param tests for {@code -Dtest}
     * @param subject the name of the kernel to ask; null for whichever the tests have
     */
    public String again(String tests, String subject, Asked asked) {
        boolean hasPeers = "all".equals(System.getProperty("peers")); // of profile peers
        return "Again: mvn" + (hasPeers ? " -Ppeers" : "") + " test -Dtest=" + quoted(tests)
                + (subject == null ? "" : " -Dkernel=" + quoted(subject)) + options() + " -Dcase=\"" + asked + "\"";
    }

    /** As a shell reads it. */
    private static String quoted(String value) {
        return value.matches("[\\w./:,+=@-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /** {@code 1000} of a property, or what stands for one that is not set; not a number is an {@link IllegalArgumentException}. */
    public static long number(String property, long ifUnset) {
        String value = System.getProperty(property, "").strip();
        try {
            return value.isEmpty() ? ifUnset : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "-D%s=%s: expected a whole number", property, value), e);
        }
    }
}
