package preflight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The picture in ARCHITECTURE.md, as tests. */
class ArchitectureTest {

  /** This module's own classes; the embedded world of the tests keeps laws of its own. */
  private static final JavaClasses PROBES = new ClassFileImporter().importPath("target/classes");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("preflight.(*)..").should().beFreeOfCycles().check(PROBES);
  }

  @Test
  void observationsDependOnPlanAndRouteAlone() {
    classes()
        .that()
        .resideInAPackage("preflight.observation")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "preflight.observation",
            "preflight.plan",
            "preflight.route")
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
  void probesNeverJudge() {
    noClasses()
        .that()
        .resideInAnyPackage("preflight.probe..", "preflight.interception..", "preflight.route..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("preflight.diagnosis..", "preflight.report..")
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
}
