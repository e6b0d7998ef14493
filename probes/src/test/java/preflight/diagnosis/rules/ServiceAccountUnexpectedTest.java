package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.metadata;
import static preflight.testing.Attempts.noToken;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.directByName;
import static preflight.testing.Facts.expecting;
import static preflight.testing.Facts.metadataThroughProxy;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.plan.Expectations;

class ServiceAccountUnexpectedTest {

  private static final String AGENT = "agent@my-project.iam";
  private static final String PLATFORM = "https://www.googleapis.com/auth/cloud-platform";
  private static final String DRIVE = "https://www.googleapis.com/auth/drive";

  private final ServiceAccountUnexpected rule = new ServiceAccountUnexpected();

  static Evidence story() {
    return expecting(account(AGENT), direct(job(PLATFORM)));
  }

  @Test
  void anotherAccountBlocksAndTheRemedyNamesTheRightOne() {
    Evidence evidence = expecting(account(AGENT), direct(job(PLATFORM)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("runs as job@my-project.iam, and not as " + AGENT, "--service-account=" + AGENT);
    assertThat(evidence.blocks(METADATA)).isTrue();
    assertThat(Diagnosis.of(evidence, AllRules.ALL))
        .satisfies(diagnosis -> assertThat(diagnosis.unexplained()).isEmpty())
        .extracting(Diagnosis::findings)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Finding.class))
        .extracting(Finding::cause)
        .containsExactly(Cause.SERVICE_ACCOUNT_UNEXPECTED);
  }

  @Test
  void missingScopeIsNamed() {
    assertThat(rule.findings(expecting(scopes(PLATFORM, DRIVE), direct(job(PLATFORM)))))
        .singleElement()
        .asString()
        .contains("lacks " + DRIVE);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("nothing is expected", direct(job(PLATFORM))),
        argumentSet("as expected", expecting(account("job@my-project.iam"), direct(job(PLATFORM)))),
        argumentSet(
            "more scopes than expected", expecting(scopes(DRIVE), direct(job(PLATFORM, DRIVE)))),
        argumentSet("scopes that could not be read", expecting(scopes(DRIVE), direct(job()))),
        argumentSet(
            "no token: SERVICE_ACCOUNT_UNUSABLE", expecting(account(AGENT), direct(noToken()))),
        argumentSet(
            "no answer",
            expecting(account(AGENT), direct(dialFailed("169.254.169.254", Code.TCP_TIMEOUT)))),
        argumentSet(
            "another machine's through a proxy: METADATA_FOREIGN_IDENTITY",
            expecting(
                account("job@my-project.iam"),
                seen(
                    proxySetAnd(),
                    comparison(METADATA, BY_ADDRESS, job(PLATFORM)),
                    metadataThroughProxy(metadata("10.9.9.9", "vm@other.iam", "other"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  private static Evidence direct(Attempt attempt) {
    return seen(comparison(METADATA, BY_ADDRESS, attempt), directByName(attempt));
  }

  private static Attempt job(String... scopes) {
    return metadata("169.254.169.254", "job@my-project.iam", "my-project", scopes);
  }

  private static Expectations account(String email) {
    return new Expectations(List.of(), Optional.of(email), List.of(), List.of());
  }

  private static Expectations scopes(String... scopes) {
    return new Expectations(List.of(), Optional.empty(), List.of(scopes), List.of());
  }
}
