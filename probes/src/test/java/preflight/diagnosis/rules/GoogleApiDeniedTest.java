package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.json;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.STORAGE;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.diagnosis.TargetOutcome;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.Recognition;
import preflight.plan.Target;
import preflight.plan.Target.Kind;
import preflight.plan.Target.Need;

class GoogleApiDeniedTest {

  private final GoogleApiDenied rule = new GoogleApiDenied();

  static Evidence story() {
    return seen(
        direct(
            STORAGE,
            denied(
                error(
                    403,
                    "SECURITY_POLICY_VIOLATED",
                    "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: 1A2B"))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVICE_DISABLED | API has not been used | not enabled | services enable",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT | Request had insufficient authentication scopes. | scopes | describe",
        "SECURITY_POLICY_VIOLATED | vpcServiceControlsUniqueIdentifier: x | perimeter | access-context-manager",
        "forbidden | Prohibited. vpcServiceControlsUniqueIdentifier: x | perimeter | access-context-manager",
        "IAM_PERMISSION_DENIED | Permission 'a.b.c' denied | no role | add-iam-policy-binding",
      })
  void reasonOfTheErrorSaysWhatIsMissing(
      String reason, String message, String words, String command) {
    Evidence evidence = seen(direct(STORAGE, denied(error(403, reason, message))));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Severity.WARNING, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains(words, command);
    assertThat(evidence.outcome(STORAGE)).isEqualTo(TargetOutcome.REACHABLE);
  }

  @Test
  void perimeterIsKnownByItsIdentifierAlone() {
    String answer =
        "{\"error\": {\"code\": 403, \"message\": \"Request is prohibited by organization's policy."
            + " vpcServiceControlsUniqueIdentifier: 1A2B\", \"status\": \"PERMISSION_DENIED\"}}";

    assertThat(rule.findings(seen(direct(STORAGE, denied(json(403, "Forbidden", answer))))))
        .hasSize(1);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "nobody asked: no token, no judgement",
            seen(
                direct(
                    STORAGE,
                    denied(error(403, "forbidden", "Method doesn't allow unregistered callers"))))),
        argumentSet(
            "an anonymous caller",
            seen(
                direct(
                    STORAGE,
                    denied(
                        error(
                            403,
                            "IAM_PERMISSION_DENIED",
                            "Anonymous caller does not have storage.objects.get access"))))),
        argumentSet(
            "401", seen(direct(STORAGE, denied(error(401, "SERVICE_DISABLED", "no credentials"))))),
        argumentSet(
            "a page and not the error model",
            seen(direct(STORAGE, denied(answer(403, "Forbidden"))))),
        argumentSet(
            "another service that speaks alike",
            seen(direct(JIRA, denied(error(403, "SERVICE_DISABLED", "off"))))),
        argumentSet(
            "plain HTTP proves nobody",
            seen(
                direct(
                    new Target(
                        "http",
                        Kind.HTTP,
                        Need.REQUIRED,
                        URI.create("http://storage.googleapis.com/b")),
                    denied(error(403, "SERVICE_DISABLED", "off"))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  private static preflight.observation.Attempt denied(HttpAnswer answer) {
    return answered("142.250.74.36", answer, Recognition.ANY_ANSWER);
  }

  private static HttpAnswer error(int status, String reason, String message) {
    return json(
        status,
        "Forbidden",
        """
        {"error":{"code":%d,"message":"%s","status":"PERMISSION_DENIED","details":[
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"%s"}]}}\
        """
            .formatted(status, message, reason));
  }
}
