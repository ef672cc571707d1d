import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * Writes the class that hands each of netlib's 137 BLAS routines to another netlib BLAS: {@code BlasGenerator OUT}, with netlib on the
 * class path. An interface that has fewer of them, an older netlib's, takes it as well.
 */
final class BlasGenerator {

    private static final String BLAS = "dev.ludovic.netlib.blas.BLAS";

    private BlasGenerator() {}

    public static void main(String[] args) throws IOException, ClassNotFoundException {
        Path out = Path.of(args[0], "org", "torchmm", "spark", "NetlibBlas.java");
        Files.createDirectories(out.getParent());
        String source = source(Class.forName(BLAS));
        if (!Files.exists(out)
                || !Files.readString(out).equals(source)) { // else an incremental build compiles it again
            Files.writeString(out, source);
        }
    }

    private static String source(Class<?> blas) {
        String methods = Arrays.stream(blas.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount))
                .map(BlasGenerator::handed)
                .collect(Collectors.joining("\n"));
        return """
                package org.torchmm.spark;

                import %s;

                /** Another BLAS of netlib's, routine by routine. Written by BlasGenerator. */
                abstract class NetlibBlas implements BLAS {

                    final BLAS netlib;

                    NetlibBlas(BLAS netlib) {
                        this.netlib = netlib;
                    }

                %s}
                """.formatted(BLAS, methods);
    }

    private static String handed(Method method) {
        String declared = Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getType().getCanonicalName() + " " + parameter.getName())
                .collect(Collectors.joining(", "));
        String handed =
                Arrays.stream(method.getParameters()).map(Parameter::getName).collect(Collectors.joining(", "));
        return """
                    @Override
                    public %s %s(%s) {
                        %snetlib.%s(%s);
                    }
                """.formatted(
                        method.getReturnType().getCanonicalName(),
                        method.getName(),
                        declared,
                        method.getReturnType() == void.class ? "" : "return ",
                        method.getName(),
                        handed);
    }
}
