package org.torchmm;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between packages, as CONTRIBUTING.md draws them. */
class ArchitectureTest {

    private static final String FACADE = "org.torchmm";
    private static final String LIBTORCH = "org.torchmm.libtorch";
    private static final String HEAP = "org.torchmm.heap";
    private static final String HEAP_VECTOR = "org.torchmm.heap.vector";
    private static final String TEXT = "org.torchmm.text";
    private static final String NUMPY = "org.torchmm.numpy";
    private static final String ENGINE = "org.torchmm.engine";
    private static final String RULES = "org.torchmm.rules";
    private static final String KERNEL = "org.torchmm.kernel";
    private static final String VECTOR = "org.torchmm.kernel.vector";
    private static final String SPARK = "org.torchmm.spark";
    private static final String DJL = "ai.djl..";

    /** A package of the users' jar, then all that it sees besides itself and java.base. */
    static Stream<List<String>> arrows() {
        return Stream.of(
                List.of(FACADE, LIBTORCH, HEAP, TEXT, NUMPY, ENGINE, RULES, KERNEL, DJL, "org.slf4j"),
                List.of(LIBTORCH, TEXT, ENGINE, RULES, KERNEL, DJL),
                List.of(HEAP, TEXT, ENGINE, RULES, KERNEL, DJL, "org.slf4j"), // and HEAP_VECTOR by its name alone
                List.of(HEAP_VECTOR, HEAP, KERNEL, "jdk.incubator.vector"),
                List.of(TEXT, ENGINE, RULES, DJL),
                List.of(NUMPY, ENGINE, RULES, DJL, "org.slf4j"),
                List.of(ENGINE, RULES, KERNEL, DJL, "org.slf4j"),
                List.of(RULES),
                List.of(KERNEL, "org.slf4j"), // and VECTOR by its name alone
                List.of(VECTOR, KERNEL, "jdk.incubator.vector"),
                List.of(
                        SPARK,
                        KERNEL,
                        "org.apache.spark..",
                        "dev.ludovic.netlib.blas",
                        "org.netlib.util",
                        "org.slf4j"));
    }

    /** The users' jar. */
    private static final JavaClasses MAIN = classesBeside(Torch.class);

    /** What is built beside it; the unit tests may look everywhere. */
    private static final JavaClasses BESIDE = classesBeside(ArchitectureTest.class)
            .that(resideInAnyPackage("org.torchmm.comparisons..", "org.torchmm.notebooks.."));

    private static JavaClasses classesBeside(Class<?> type) {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false); // names are enough
        return new ClassFileImporter()
                .importUrl(type.getProtectionDomain().getCodeSource().getLocation());
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void a_package_sees_what_its_arrows_point_to(List<String> arrows) {
        Stream<String> javaBase =
                Object.class.getModule().getPackages().stream().filter(name -> name.startsWith("java."));
        classes()
                .that()
                .resideInAPackage(arrows.get(0))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(arrows.stream(), javaBase).toArray(String[]::new))
                .as(arrows.get(0) + " sees java.base, " + String.join(", ", arrows))
                .check(MAIN);
    }

    @Test
    void every_package_has_its_arrows() {
        assertEquals(
                arrows().map(row -> row.get(0)).collect(Collectors.toSet()),
                MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()));
    }

    @Test
    void one_package_knows_DJLs_PyTorch_engine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LIBTORCH)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch..")
                .check(MAIN);
    }

    @Test
    void the_suite_does_not_know_who_builds_on_it() {
        noClasses()
                .that()
                .resideInAPackage("org.torchmm.comparisons")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.torchmm.comparisons.[peers|report|benchmarks]..")
                .check(BESIDE);
        noClasses()
                .that()
                .resideInAPackage("org.torchmm.comparisons..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.torchmm.notebooks..")
                .check(BESIDE);
    }

    @Test
    void no_way_leads_back_to_its_package() {
        slices().matching("org.(**)").should().beFreeOfCycles().check(MAIN);
        slices().matching("org.(**)").should().beFreeOfCycles().check(BESIDE);
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void a_package_that_is_not_for_callers_says_so(List<String> arrows) throws IOException {
        String name = arrows.get(0);
        Path info = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
        boolean isForCallers = List.of(FACADE, KERNEL, SPARK).contains(name);
        assertEquals(!isForCallers, Files.readString(info).startsWith(" * Internal", 4), name);
    }
}
