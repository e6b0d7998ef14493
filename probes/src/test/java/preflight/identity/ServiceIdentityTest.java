package preflight.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static preflight.interception.Answers.answer;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.interception.Answers;
import preflight.interception.Channel;
import preflight.interception.InterceptionDetector;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.Recognition;
import preflight.plan.Target.Kind;

class ServiceIdentityTest {

  private static final String JSON = "Content-Type: application/json";

  static Stream<Arguments> genuine() {
    return Stream.of(
        arguments(Kind.GITHUB, "X-GitHub-Request-Id", answer("200", "X-GitHub-Request-Id: A:1")),
        arguments(Kind.GITHUB, "X-GitHub-Request-Id", answer("403", "x-github-request-id: A:1")),
        arguments(Kind.GITHUB, "Server: GitHub.com", answer("404", "Server: GitHub.com")),
        arguments(Kind.GITHUB, "Server: github.com", answer("200", "Server: github.com")),
        arguments(
            Kind.GITHUB,
            "X-GitHub-Enterprise-Version",
            answer("200", "X-GitHub-Enterprise-Version: 3.12")),
        arguments(Kind.JIRA, "X-AREQUESTID", answer("403", "X-AREQUESTID: 1x2x1")),
        arguments(Kind.JIRA, "X-Seraph-LoginReason", answer("403", "X-Seraph-LoginReason: OK")),
        arguments(
            Kind.JIRA,
            "serverInfo",
            answer(
                "200",
                JSON,
                "",
                "{\"baseUrl\":\"https://jira.example/ctx\",\"version\":\"9.12.0\","
                    + "\"versionNumbers\":[9,12,0],\"buildNumber\":912000,\"serverTitle\":\"x\"}")),
        arguments(Kind.JIRA, "status", answer("200", JSON, "", "{\"state\":\"RUNNING\"}")),
        arguments(Kind.JIRA, "status", answer("503", JSON, "", "{\"state\":\"MAINTENANCE\"}")),
        arguments(Kind.NEXUS, "Server: Nexus/3.61.0-02 (OSS)", nexus()),
        arguments(
            Kind.NEXUS,
            "WWW-Authenticate: BASIC realm=\"Sonatype Nexus Repository Manager\"",
            answer("401", "WWW-Authenticate: BASIC realm=\"Sonatype Nexus Repository Manager\"")),
        arguments(
            Kind.NEXUS,
            "title: Nexus Repository",
            answer(
                "404",
                "Content-Type: text/html",
                "",
                "<html><title>404 - Sonatype Nexus Repository</title>")),
        arguments(
            Kind.METADATA, "Metadata-Flavor: Google", answer("200", "Metadata-Flavor: Google")),
        arguments(
            Kind.METADATA,
            "Metadata-Flavor: Google",
            answer("403", "Metadata-Flavor: Google", "Via: 1.1 gw (squid/5.7)")));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("genuine")
  void serviceIsRecognisedByItsOwnMarks(Kind kind, String mark, HttpAnswer answer) {
    for (Channel channel : List.of(Channel.PLAIN, Channel.FORWARDED, Channel.VERIFIED_TLS)) {
      var recognised = ServiceIdentity.of(kind, answer, channel);

      assertThat(recognised.recognition()).isEqualTo(Recognition.CONTENT);
      assertThat(recognised.marks()).contains(mark);
    }
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        arguments(Kind.GITHUB, answer("200", "Server: nginx", "", "<html>GitHub</html>")),
        arguments(Kind.GITHUB, answer("200", "Server: github.company.example")),
        arguments(Kind.JIRA, answer("200", JSON, "", "{\"state\":\"on\"}")),
        arguments(Kind.JIRA, answer("200", JSON, "", "{\"baseUrl\":\"x\",\"version\":\"1\"}")),
        arguments(Kind.JIRA, answer("200", JSON, "", "[{\"state\":\"RUNNING\"}]")),
        arguments(Kind.JIRA, answer("200", JSON, "", "{\"inner\":{\"state\":\"RUNNING\"}}")),
        arguments(Kind.JIRA, answer("200", JSON, "", "{\"state\"")),
        arguments(Kind.JIRA, answer("200", JSON, "", "{\"state\":\"RUNNING\",\"job\":\"x\"}")),
        arguments(Kind.JIRA, nexus()),
        arguments(Kind.NEXUS, answer("401", "WWW-Authenticate: Basic realm=\"corp\"")),
        arguments(Kind.NEXUS, answer("200", "Server: nginx", "", "Nexus Repository")),
        arguments(Kind.METADATA, answer("403", "Server: Metadata Server for VM")),
        arguments(Kind.METADATA, answer("200", "Metadata-Flavor: Other")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void strangerIsNotRecognisedAndOnlyTheCertificateVouchesForIt(Kind kind, HttpAnswer answer) {
    assertThat(ServiceIdentity.of(kind, answer, Channel.PLAIN).recognition())
        .isEqualTo(Recognition.NONE);
    assertThat(ServiceIdentity.of(kind, answer, Channel.FORWARDED).recognition())
        .isEqualTo(Recognition.NONE);
    assertThat(ServiceIdentity.of(kind, answer, Channel.INSPECTED_TLS).recognition())
        .isEqualTo(Recognition.NONE);
    assertThat(ServiceIdentity.of(kind, answer, Channel.VERIFIED_TLS).recognition())
        .isEqualTo(Recognition.CERTIFICATE);
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void anyAnswerWillDoWhereNothingIsExpected(Channel channel) {
    assertThat(ServiceIdentity.of(Kind.HTTP, answer("200"), channel).recognition())
        .isEqualTo(Recognition.ANY_ANSWER);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void interceptorsPageIsNobodysService(Kind kind) {
    URI asked = URI.create("http://a.example/");
    HttpAnswer page = answer("503", "", Answers.squidPage(asked.toString()));

    for (Channel channel : Channel.values()) {
      var judged = InterceptionDetector.detect(page, channel, asked);

      assertThat(ServiceIdentity.of(kind, page, channel, judged).recognition())
          .isEqualTo(Recognition.NONE);
    }
  }

  @Test
  void marksNameSessionsWithoutTheirValues() {
    var recognised =
        ServiceIdentity.of(Kind.JIRA, answer("200", "X-AREQUESTID: canary"), Channel.VERIFIED_TLS);

    assertThat(recognised.marks()).containsExactly("X-AREQUESTID");
  }

  private static HttpAnswer nexus() {
    return answer("401", "Server: Nexus/3.61.0-02 (OSS)");
  }
}
