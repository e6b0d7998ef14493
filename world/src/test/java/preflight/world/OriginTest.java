package preflight.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  private final CertificateAuthority ca = CertificateAuthority.named("Test CA");
  private final Origin github = Origin.secure(Site.GITHUB, ca.issue("github.test"));
  private final Origin jira = Origin.plain(Site.JIRA);
  private final Origin nexus = Origin.plain(Site.NEXUS);

  @AfterEach
  void close() {
    Stream.of(github, jira, nexus).forEach(Origin::close);
  }

  @Test
  void githubNamesItselfOverVerifiedTls() throws IOException {
    HttpURLConnection answer = open(github, "");

    assertThat(answer.getResponseCode()).isEqualTo(200);
    assertThat(answer.getHeaderField("Server")).isEqualTo("github.com");
    assertThat(answer.getHeaderField("X-GitHub-Request-Id")).isNotEmpty();
  }

  @Test
  void jiraTellsItsVersionBelowItsContext() throws IOException {
    HttpURLConnection answer = open(jira, "/rest/api/2/serverInfo");

    assertThat(answer.getContentType()).startsWith("application/json");
    assertThat(answer.getInputStream())
        .asString(StandardCharsets.UTF_8)
        .contains("\"version\":\"9.12.5\"");
    assertThat(answer.getHeaderField("X-AREQUESTID")).isNotEmpty();
    assertThat(answer.getHeaderField("X-Seraph-LoginReason")).isEqualTo("OK");
  }

  @Test
  void nexusReportsItsStatusBelowItsContext() throws IOException {
    HttpURLConnection answer = open(nexus, "/service/rest/v1/status");

    assertThat(answer.getResponseCode()).isEqualTo(200);
    assertThat(answer.getContentLength()).isZero();
    assertThat(answer.getHeaderField("Server")).startsWith("Nexus/3.");
  }

  @Test
  void nothingIsServedBesideTheContext() throws IOException {
    var beside = "GET /rest/api/2/serverInfo HTTP/1.0";

    assertThat(Exchange.with(jira.address(), beside).statusLine()).contains("404");
  }

  @Test
  void anonymousServerHasNoMarks() throws IOException {
    try (var anonymous = Origin.plain(Site.ANONYMOUS)) {
      var answer = Exchange.with(anonymous.address(), "GET / HTTP/1.0");

      assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(answer.fieldNames()).containsExactly("Content-Type", "Content-Length");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void refusalIsStillGenuine(int status) throws IOException {
    jira.inject(Fault.refusing(status));
    nexus.inject(Fault.refusing(status));
    github.inject(Fault.refusing(status));

    assertThat(open(jira, "").getResponseCode()).isEqualTo(status);
    assertThat(open(jira, "").getHeaderField("X-AREQUESTID")).isNotEmpty();
    assertThat(open(nexus, "").getResponseCode()).isEqualTo(status);
    assertThat(open(nexus, "").getHeaderField("Server")).startsWith("Nexus/");
    assertThat(open(github, "").getResponseCode()).isEqualTo(status);
    assertThat(open(github, "").getHeaderField("X-GitHub-Request-Id")).isNotEmpty();
  }

  @Test
  void knownAnswerIsGivenAsOftenAsAsked() throws IOException {
    github.inject(Fault.answering(KnownAnswer.GITHUB_RATE_LIMIT).atFirst(1));

    HttpURLConnection limited = open(github, "");
    assertThat(limited.getResponseCode()).isEqualTo(403);
    assertThat(limited.getHeaderField("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(open(github, "").getResponseCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void everyKnownAnswerIsServed(KnownAnswer answer) throws IOException {
    try (var origin = Origin.plain(Site.STORAGE)) {
      origin.inject(Fault.answering(answer));

      assertThat(Exchange.with(origin.address(), "GET / HTTP/1.0").statusLine())
          .startsWith("HTTP/1.1 " + answer.response().status());
    }
  }

  @ParameterizedTest(name = "{0} asks with {1}")
  @CsvSource({"JIRA, OAuth realm", "NEXUS, BASIC realm", "GITHUB, Basic realm"})
  void unauthorizedCarriesAChallenge(Site.Service service, String challenge) throws IOException {
    try (var origin = Origin.plain(new Site(service, "any.test", ""))) {
      origin.inject(Fault.refusing(401));

      assertThat(Exchange.with(origin.address(), "GET / HTTP/1.0").field("WWW-Authenticate"))
          .startsWith(challenge);
    }
  }

  @Test
  void unavailableAtFirstIsServedLater() throws IOException {
    jira.inject(Fault.refusing(503).atFirst(1));

    assertThat(open(jira, "/status").getResponseCode()).isEqualTo(503);
    assertThat(open(jira, "/status").getResponseCode()).isEqualTo(200);
  }

  @Test
  void loginIsARedirectBelowTheContext() throws IOException {
    jira.inject(Fault.redirectingToLogin());
    HttpURLConnection answer = open(jira, "/rest/api/2/serverInfo");

    assertThat(answer.getResponseCode()).isEqualTo(302);
    assertThat(answer.getHeaderField("Location")).isEqualTo("/jira/login.jsp");
  }

  static Stream<Arguments> certificateFaults() {
    return Stream.of(
        arguments(CertificateFault.EXPIRED, CertificateExpiredException.class),
        arguments(CertificateFault.NOT_YET_VALID, CertificateNotYetValidException.class),
        arguments(CertificateFault.WRONG_NAME, CertificateException.class),
        arguments(CertificateFault.UNTRUSTED_ISSUER, CertPathBuilderException.class),
        arguments(CertificateFault.SELF_SIGNED, CertPathBuilderException.class));
  }

  @ParameterizedTest
  @MethodSource("certificateFaults")
  void badCertificateEndsTheHandshake(CertificateFault fault, Class<?> cause) {
    github.present(ca.issue("github.test", fault));

    assertThatThrownBy(() -> open(github, "").getResponseCode())
        .isInstanceOf(SSLHandshakeException.class)
        .rootCause()
        .isInstanceOf(cause);
  }

  @ParameterizedTest
  @EnumSource(CertificateFault.class)
  void eachFaultIsAloneInItsCertificate(CertificateFault fault) {
    var certificate = ca.issue("github.test", fault).certificate();
    boolean ours = certificate.getIssuerX500Principal().getName().equals("CN=Test CA");

    assertThat(ours)
        .isEqualTo(
            fault != CertificateFault.UNTRUSTED_ISSUER && fault != CertificateFault.SELF_SIGNED);
    assertThat(certificate.getSubjectX500Principal().getName().equals("CN=github.test"))
        .isEqualTo(fault != CertificateFault.WRONG_NAME);
    assertThat(certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()))
        .isEqualTo(fault == CertificateFault.SELF_SIGNED);
  }

  @Test
  void goodCertificateOfAnotherAuthorityIsNotTrusted() {
    github.present(CertificateAuthority.named("Test CA").issue("github.test"));

    assertThatThrownBy(() -> open(github, "").getResponseCode())
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void plainOriginHasNoCertificateToChange() {
    assertThatThrownBy(() -> jira.present(ca.issue("jira.corp.test")))
        .hasMessageContaining("jira.corp.test is served in plain HTTP");
  }

  private HttpURLConnection open(Origin origin, String below) throws IOException {
    var uri = URI.create(origin.uriByAddress() + below);
    var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Connection", "close");
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(ca.trustingClient().getSocketFactory());
    }
    return connection;
  }
}
