package preflight.interception;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.interception.Answers.answer;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.observation.HttpAnswer;

class PortalRedirectTest {

  private static final URI ASKED = URI.create("http://wiki.corp.example/start?token=canary");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://portal.example:8080/login?url=http%3A%2F%2Fwiki.corp.example%2Fstart",
        "http://portal.example/?orig=http://wiki.corp.example/start&client_mac=00:11",
        "https://portal.example/guest?mac=00-11&url=http%3A%2F%2Fwiki.corp.example%2F",
        "http://10.0.0.1/portal",
        "http://wiki.corp.example.portal.net:8080/login?url=http://wiki.corp.example/",
        "http://192.168.182.1:3990/prelogin",
        "http://172.20.0.1:8002/index.php?redirurl=http%3A%2F%2Fwiki.corp.example%2Fstart",
        "https://100.64.0.1/captive?ssid=x",
        "http://[fd00::1]/login?x=a b|c"
      })
  void portalIsTold(String location) {
    assertThat(detect(Channel.PLAIN, answer("302 Found", "Location: " + location)))
        .isInstanceOfSatisfying(
            Interception.Interfering.class,
            found -> {
              assertThat(found.by().product()).isEqualTo("captive portal");
              assertThat(found.signs()).hasSizeGreaterThan(1);
              assertThat(found.toString()).doesNotContain("?", "00-11", "canary");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><head><meta http-equiv=\"refresh\" content=\"0; url=@\"></head></html>",
        "<html><head><meta http-equiv=refresh content='0; url=@'></head><body></body></html>",
        "<html><head><script>window.location='@'</script></head><body>Wait</body></html>",
        "<html><meta http-equiv=refresh content='1;URL=@'>",
        "<script>window.location.href = \"@\";</script>",
        "<html><body><script>top.location.replace('@')</script></body></html>"
      })
  void pageThatMovesOnByItselfIsARedirect(String page) {
    String content = page.replace("@", "http://10.0.0.1/portal?url=http://wiki.corp.example/");

    assertThat(detect(Channel.PLAIN, answer("200 OK", "Content-Type: text/html", "", content)))
        .isInstanceOf(Interception.Interfering.class);
  }

  @Test
  void longPageThatMentionsAPortalIsContent() {
    String content =
        "<html><body>"
            + "text ".repeat(1000)
            + "<script>location='http://10.0.0.1/portal'</script>";

    assertThat(detect(Channel.PLAIN, answer("200 OK", "Content-Type: text/html", "", content)))
        .isInstanceOf(Interception.Absent.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Channel.class,
      names = {"VERIFIED_TLS"})
  void nobodyRedirectsInsideVerifiedTls(Channel channel) {
    assertThat(detect(channel, answer("302 Found", "Location: http://10.0.0.1/portal")))
        .isInstanceOf(Interception.Absent.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://jenkins.ci.internal/, https://sso.iam.internal:8443/realms/corp/protocol/openid-connect/auth?"
        + "scope=openid&redirect_uri=http%3A%2F%2Fjenkins.ci.internal%2Fx&client_id=jenkins",
    "http://jenkins.ci.internal/, https://gitlab.scm.internal:8443/oauth/authorize?client_id=x"
        + "&redirect_uri=http://jenkins.ci.internal/auth&response_type=code",
    "http://jenkins.ci.internal/, http://cas.sso.internal/cas/login?service=http%3A%2F%2Fjenkins.ci.internal",
    "http://jenkins.ci.internal/, http://idp.sso.internal:8080/login?SAMLRequest=x&RelayState=http://jenkins.ci.internal",
    "http://nexus/, http://nexus.corp.example:8081/",
    "http://jira/, http://jira.corp.example:8080/secure/Dashboard.jspa"
  })
  void signOnAndTheSameHostInFullAreNoPortal(URI asked, String location) {
    assertThat(
            InterceptionDetector.detect(
                answer("302 Found", "Location: " + location), Channel.PLAIN, asked))
        .isInstanceOf(Interception.Absent.class);
  }

  @Test
  void addressThatWasAskedForIsNoName() {
    assertThat(
            InterceptionDetector.detect(
                answer("302 Found", "Location: http://10.0.0.2/app"),
                Channel.PLAIN,
                URI.create("http://10.0.0.1/start")))
        .isInstanceOf(Interception.Absent.class);
  }

  private static Interception detect(Channel channel, HttpAnswer answer) {
    return InterceptionDetector.detect(answer, channel, ASKED);
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.1.2.3:8081/, 10.1.2.9, false",
    "http://10.1.2.3:8080/login.jsp, 10.1.2.9, false",
    "http://10.1.2.3:8081/, 203.0.113.9, true",
    "http://10.1.2.3:8081/portal?url=http://wiki.corp.example/, 10.1.2.9, true"
  })
  void hostOfAPrivateNetworkMayMoveToAnAddressOfIt(String location, String address, boolean told)
      throws UnknownHostException {
    var asked = new Asked(ASKED, Optional.of(InetAddress.getByName(address)));
    HttpAnswer moved = answer("302 Found", "Location: " + location);

    assertThat(
            InterceptionDetector.detect(moved, Channel.PLAIN, asked)
                instanceof Interception.Interfering)
        .isEqualTo(told);
  }
}
