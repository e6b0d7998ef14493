package preflight;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The picture in ARCHITECTURE.md, as tests. */
class ArchitectureTest {

  /** This module's own classes; the embedded world of the tests keeps laws of its own. */
  private static final JavaClasses PROBES = new ClassFileImporter().importPath("target/classes");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("preflight.(*)..").should().beFreeOfCycles().check(PROBES);
  }

  @ParameterizedTest
  @CsvSource({
    "plan, plan",
    "route, plan route",
    "observation, plan route observation",
    "interception, observation interception",
    "identity, plan observation interception identity",
    "trust, plan route observation trust",
    "probe, plan route observation interception identity trust probe",
    "logs, diagnosis logs",
  })
  void packageDependsOnNoneButThese(String name, String allowed) {
    noClasses()
        .that()
        .resideInAPackage("preflight." + name)
        .should()
        .dependOnClassesThat(
            resideInAPackage("preflight..").and(not(resideInAnyPackage(packages(allowed)))))
        .check(PROBES);
  }

  @Test
  void observationsArePlainData() {
    classes()
        .that()
        .resideInAPackage("preflight.observation")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "preflight..")
        .check(PROBES);
  }

  @Test
  void renderersNeverProbe() {
    noClasses()
        .that()
        .resideInAPackage("preflight.report")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("preflight.probe")
        .check(PROBES);
  }

  @Test
  void diagnosisIsPure() {
    noClasses()
        .that()
        .resideInAPackage("preflight.diagnosis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("preflight.probe..", "preflight.report..", "java.io..", "java.nio..")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(InetAddress.class, "getByName", String.class)
        .orShould()
        .callMethod(InetAddress.class, "getAllByName", String.class)
        .check(PROBES);
  }

  @Test
  void onlyFailureClassifiersReadExceptionMessages() {
    noClasses()
        .that()
        .haveSimpleNameNotContaining("Failure")
        .should()
        .callMethod(Throwable.class, "getMessage")
        .orShould()
        .callMethod(Throwable.class, "getLocalizedMessage")
        .orShould()
        .callMethod(Exception.class, "getMessage")
        .check(PROBES);
  }

  @Test
  void nothingPrints() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(PROBES);
  }

  private static String[] packages(String names) {
    return Stream.of(names.split(" ", -1)).map("preflight."::concat).toArray(String[]::new);
  }
}
