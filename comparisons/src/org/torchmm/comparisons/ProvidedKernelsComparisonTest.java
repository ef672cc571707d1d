package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.torchmm.kernel.MatrixKernel;

/**
 * The kernels that other jars bring: {@code mvn test -Dmaven.test.additionalClasspath=their.jar}, and nothing else. torchmm's own
 * have classes of their own; {@code -Dkernel=name} asks the one of that name, whosever it is.
 */
class ProvidedKernelsComparisonTest {

    @TestFactory
    Stream<DynamicNode> agree_with_libtorch() {
        List<MatrixKernel> kernels = Request.ofProperties().provided();
        String tests = getClass().getSimpleName();
        if (kernels.isEmpty() && System.getProperty("test", "").contains(tests)) {
            fail(
                    tests
                            + " has no kernel to ask: -Dmaven.test.additionalClasspath=their.jar brings one, -Dkernel=name names one");
        }
        return kernels.stream()
                .map(kernel -> dynamicContainer(
                        kernel.name(),
                        Stream.concat(
                                CaseTests.of(getClass(), kernel),
                                Stream.of(dynamicTest(
                                        "is right when many threads call it",
                                        () -> CaseTests.manyThreads(getClass(), kernel))))));
    }
}
