package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.MatrixKernels;

class RequestTest {

    private static final String JAR = "maven.test.additionalClasspath";
    private static final Case ASKED = Case.parse("dot float32(3) float32(3) nan 1");

    private static Request of(String... pairs) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        return Request.of(properties::get);
    }

    private static String refusal(Request request) {
        return assertThrows(IllegalArgumentException.class, request::kernels).getMessage();
    }

    @Test
    void asks_everything_of_everybody_if_nothing_is_said() {
        for (Request request : List.of(Request.EVERYTHING, of("kernel", "", "dtype", "", "case", " "))) {
            assertEquals(MatrixKernels.all(), request.kernels());
            Map<String, List<? extends Asked>> all = new LinkedHashMap<>(Cases.groups());
            all.putAll(Cases.operations());
            assertEquals(all, request.cases());
            assertEquals(List.of(), request.named());
            assertEquals(List.of(), request.namedDtypes());
            assertEquals("", request.options());
        }
    }

    @Test
    void maven_s_default_for_a_jar_is_no_jar() {
        assertEquals("", of(JAR, Path.of("target", "test-classes").toString()).options());
    }

    @Test
    void a_kernel_or_a_jar_without_one_is_refused() {
        assertEquals(List.of("scalar"), of("kernel", "scalar").named());
        assertTrue(refusal(of("kernel", "nosuch")).startsWith("no matrix kernel is called nosuch; there are "));
        if (Request.ofProperties().jar() == null) {
            assertTrue(
                    refusal(of(JAR, "/no/such.jar")).startsWith("no kernel came with /no/such.jar: is the file there"));
        }
        assertThrows(IllegalArgumentException.class, () -> of("dtype", "float32,double"));
    }

    @Test
    void a_dtype_leaves_cases_of_others_out() {
        Request request = of("dtype", "float32, int64");
        assertEquals(List.of("float32", "int64"), request.namedDtypes());
        assertTrue(request.covers(ASKED));
        assertTrue(request.covers(Case.parse("mm float32(2,3) int64(3,4) normal 0")));
        assertFalse(request.covers(Case.parse("mm float32(2,3) float64(3,4) normal 0")));
        assertFalse(request.covers(Case.parse("bmm bool(2,3,4) bool(2,4,5) normal 0")));
        assertTrue(request.cases().values().stream().flatMap(List::stream).allMatch(request::covers));
        assertEquals(Map.of(), of("dtype", "int32", "case", ASKED.toString()).cases());
    }

    @Test
    void a_command_repeats_what_it_needs() {
        Request request = of(JAR, "/a jar/mine.jar", "argLine", "-XX:MaxVectorSize=8 -Xint", "torchmm.threads", "3");
        String options = " -Dmaven.test.additionalClasspath='/a jar/mine.jar'"
                + " -DargLine='-XX:MaxVectorSize=8 -Xint' -Dtorchmm.threads=3";
        assertEquals(options, request.options());
        String profile = "all".equals(System.getProperty("peers")) ? " -Ppeers" : "";
        assertEquals(
                "Again: mvn" + profile + " test -Dtest='A$B' -Dkernel=mine" + options + " -Dcase=\"" + ASKED + "\"",
                request.again("A$B", "mine", ASKED));
        assertEquals(
                " -Dmaven.test.additionalClasspath=" + Path.of("mine.jar").toAbsolutePath(),
                of(JAR, "mine.jar").options());
    }

    @Test
    void a_number_that_is_none_is_refused_instead_of_forgotten() {
        System.setProperty("torchmm.number", "1e6");
        try {
            String message = assertThrows(IllegalArgumentException.class, () -> Request.number("torchmm.number", 5))
                    .getMessage();
            assertEquals("-Dtorchmm.number=1e6: expected a whole number", message);
            System.setProperty("torchmm.number", "");
            assertEquals(5, Request.number("torchmm.number", 5));
        } finally {
            System.clearProperty("torchmm.number");
        }
    }
}
