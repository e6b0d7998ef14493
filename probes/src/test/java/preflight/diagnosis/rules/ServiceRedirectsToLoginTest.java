package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.WIKI;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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

class ServiceRedirectsToLoginTest {

  private static final Target PAGE =
      new Target("http", Kind.HTTP, Need.REQUIRED, URI.create("https://wiki.corp/start"));

  private final ServiceRedirectsToLogin rule = new ServiceRedirectsToLogin();

  static Evidence story() {
    return jira(
        "https://login.microsoftonline.com/common/oauth2/authorize", Recognition.CERTIFICATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sso.corp/saml2/idp?SAMLRequest=SECRET",
        "https://login.microsoftonline.com/common/oauth2/authorize?client_id=SECRET",
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://corp.okta.com/app/jira/exk1/sso/saml",
        "https://gate.corp/x?client_id=SECRET",
        "/jira/login.jsp?os_destination=SECRET",
        "//sso.corp/adfs/ls/",
      })
  void jiraBehindASignOnIsAWarningAndReached(String location) {
    Evidence evidence = jira(location, Recognition.CERTIFICATE);

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Severity.WARNING, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("302 Found")
        .doesNotContain("SECRET");
    assertThat(evidence.outcome(JIRA).usable()).isTrue();
    assertThat(new ServiceUnrecognised().findings(evidence)).isEmpty();
  }

  @Test
  void jirasOwnMarksLeaveItReachable() {
    Evidence evidence = jira("https://sso.corp/saml2/idp", Recognition.CONTENT);

    assertThat(rule.findings(evidence)).hasSize(1);
    assertThat(evidence.outcome(JIRA)).isEqualTo(TargetOutcome.REACHABLE);
  }

  static Stream<Arguments> otherStories() {
    HttpAnswer toLogin = redirect("https://sso.corp/login");
    return Stream.of(
        argumentSet(
            "GitHub Enterprise in private mode begins with its own login",
            seen(
                direct(
                    GITHUB,
                    answered(
                        GITHUB_ADDRESS, redirect("/login?return_to=x"), Recognition.CONTENT)))),
        argumentSet(
            "a web page begins with its own login",
            seen(
                direct(
                    PAGE, answered("10.1.2.9", redirect("/auth/login"), Recognition.ANY_ANSWER)))),
        argumentSet(
            "plain HTTP: a captive portal does just so",
            seen(direct(WIKI, answered("10.1.2.9", toLogin, Recognition.ANY_ANSWER)))),
        argumentSet("somebody else's", seen(direct(JIRA, foreign(JIRA_ADDRESS, toLogin)))),
        argumentSet("moved", jira("https://tracker.corp/jira", Recognition.CERTIFICATE)),
        argumentSet(
            "to a download elsewhere",
            seen(
                direct(
                    PAGE,
                    answered(
                        "10.1.2.9",
                        redirect("https://objects.corp/authors/blogin.tar"),
                        Recognition.ANY_ANSWER)))),
        argumentSet("no URL", jira("https://[", Recognition.CERTIFICATE)),
        argumentSet(
            "refused, not redirected",
            seen(
                direct(
                    JIRA,
                    answered(
                        JIRA_ADDRESS,
                        answer(401, "Unauthorized", "Location: https://sso.corp/login"),
                        Recognition.CONTENT)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  private static Evidence jira(String location, Recognition recognition) {
    return seen(direct(JIRA, answered(JIRA_ADDRESS, redirect(location), recognition)));
  }

  private static HttpAnswer redirect(String location) {
    return answer(302, "Found", "Location: " + location);
  }
}
