package preflight.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's part of the picture in ARCHITECTURE.md. */
class AgentArchitectureTest {

  private static final JavaClasses AGENT = new ClassFileImporter().importPath("target/classes");

  @ParameterizedTest
  @ValueSource(strings = {"preflight.agent.tls", "preflight.agent.google"})
  void dependsOnNothingOfOurs(String name) {
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat(resideInAPackage("preflight..").and(not(resideInAPackage(name))))
        .check(AGENT);
  }

  @Test
  void uploadKnowsNoCommand() {
    noClasses()
        .that()
        .resideInAPackage("preflight.agent.upload")
        .should()
        .dependOnClassesThat(resideInAPackage("preflight.agent"))
        .check(AGENT);
  }

  @Test
  void conscryptAndGooglesLibrariesStayWhereTheyAre() {
    noClasses()
        .that()
        .resideOutsideOfPackage("preflight.agent.tls")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.conscrypt..", "com.google.auth.."))
        .check(AGENT);
  }
}
