package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * The kernels that other jars bring: {@code mvn test -Dmaven.test.additionalClasspath=their.jar}, and nothing else. torchmm's own
 * have classes of their own; {@code -Dkernel=name} asks the one of that name, whosever it is.
 */
class ProvidedKernelsComparisonTest {

    @TestFactory
    Stream<DynamicNode> agree_with_libtorch() {
        return kernels().stream()
                .map(kernel -> dynamicContainer(
                        kernel.name(),
                        Stream.concat(
                                CaseTests.of(comparison -> comparison.of(kernel)),
                                Stream.of(dynamicTest(
                                        "is right when many threads call it",
                                        () -> CaseTests.check(ManyThreads.ask(kernel)))))));
    }

    private static List<MatrixKernel> kernels() {
        String name = System.getProperty("kernel");
        if (name != null) {
            return List.of(MatrixKernels.byName(name));
        }
        List<MatrixKernel> provided = MatrixKernels.all().stream()
                .filter(kernel -> !kernel.getClass().getPackageName().startsWith(MatrixKernel.class.getPackageName()))
                .toList();
        String jar = System.getProperty("maven.test.additionalClasspath");
        if (provided.isEmpty() && jar != null) {
            fail("no kernel came with " + jar + ": is the file there, and does its META-INF/services/"
                    + MatrixKernel.class.getName() + " name one?");
        }
        return provided;
    }
}
