package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.observation.Failure.Code;
import preflight.observation.NameserverAnswer;
import preflight.observation.NameserverAnswer.Reply;
import preflight.observation.Stage;

class FailureClassifierTest {

  static Stream<Arguments> lookups() {
    return Stream.of(
        arguments("db: Name or service not known", Code.DNS_NAME_UNKNOWN),
        arguments("db: No address associated with hostname", Code.DNS_NAME_UNKNOWN),
        arguments("db: Temporary failure in name resolution", Code.DNS_TEMPORARY),
        arguments("db: Non-recoverable failure in name resolution", Code.DNS_TEMPORARY),
        arguments("db: System error", Code.DNS_TEMPORARY),
        arguments("db: Name does not resolve", Code.DNS_NAME_UNKNOWN),
        arguments("db: Name has no usable address", Code.DNS_NAME_UNKNOWN),
        arguments("db: Try again", Code.DNS_TEMPORARY),
        arguments("db: Non-recoverable error", Code.DNS_TEMPORARY),
        arguments("db", Code.DNS_TEMPORARY));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("lookups")
  void resolversWordsReduceToOneCode(String message, Code expected) {
    assertThat(FailureClassifier.lookup(new UnknownHostException(message), List.of()).code())
        .isEqualTo(expected);
  }

  @Test
  void nameserversRefineALookupWhoseTextSaysNothing() {
    assertThat(
            FailureClassifier.lookup(new UnknownHostException("db"), said(Reply.NXDOMAIN)).code())
        .isEqualTo(Code.DNS_NAME_UNKNOWN);
  }

  @Test
  void nameserversNeverOverruleTheResolver() {
    var thrown = new UnknownHostException("db: Temporary failure in name resolution");

    assertThat(FailureClassifier.lookup(thrown, said(Reply.NXDOMAIN)).code())
        .isEqualTo(Code.DNS_TEMPORARY);
  }

  static Stream<Arguments> exceptions() {
    return Stream.of(
        arguments(Stage.TCP, new SocketTimeoutException("Connect timed out"), Code.TCP_TIMEOUT),
        arguments(Stage.TCP, new NoRouteToHostException("No route to host"), Code.TCP_UNREACHABLE),
        arguments(Stage.TCP, new ConnectException("Connection timed out"), Code.TCP_TIMEOUT),
        arguments(Stage.TCP, new ConnectException("Network is unreachable"), Code.TCP_UNREACHABLE),
        arguments(Stage.TCP, new SocketException("Operation not permitted"), Code.TCP_UNREACHABLE),
        arguments(Stage.TCP, new ConnectException("Connection refused"), Code.TCP_REFUSED),
        arguments(Stage.TCP, new SocketException("Connection reset"), Code.TCP_RESET),
        arguments(Stage.TCP, new IOException("something new"), Code.UNCLASSIFIED),
        arguments(Stage.TCP, new IOException(), Code.UNCLASSIFIED),
        arguments(Stage.PROXY, new EOFException("closed"), Code.PROXY_CLOSED),
        arguments(Stage.PROXY, new SocketException("Connection reset"), Code.PROXY_CLOSED),
        arguments(Stage.PROXY, new ProtocolException("not HTTP"), Code.PROXY_MALFORMED),
        arguments(Stage.PROXY, new SocketTimeoutException("Read timed out"), Code.PROXY_SILENT),
        arguments(
            Stage.TLS,
            new SSLHandshakeException("Remote host terminated the handshake"),
            Code.TLS_CLOSED),
        arguments(Stage.TLS, new SocketException("Connection reset"), Code.TLS_RESET),
        arguments(
            Stage.TLS,
            new SSLException("Connection reset", new SocketException("Connection reset")),
            Code.TLS_RESET),
        arguments(
            Stage.TLS,
            new SSLException("Unsupported or unrecognized SSL message"),
            Code.TLS_PLAINTEXT),
        arguments(
            Stage.TLS,
            new SSLHandshakeException("Received fatal alert: handshake_failure"),
            Code.TLS_ALERT),
        arguments(
            Stage.HTTP,
            new SSLHandshakeException("(certificate_required) Received fatal alert"),
            Code.TLS_CLIENT_CERTIFICATE),
        arguments(
            Stage.HTTP,
            new SSLHandshakeException("Received fatal alert: bad_certificate"),
            Code.TLS_CLIENT_CERTIFICATE),
        arguments(
            Stage.TLS,
            new SSLHandshakeException("Received fatal alert: bad_certificate"),
            Code.TLS_ALERT),
        arguments(
            Stage.TLS,
            new SSLHandshakeException("Received fatal alert: protocol_version"),
            Code.TLS_VERSION),
        arguments(
            Stage.TLS,
            new SSLHandshakeException(
                "The server selected protocol version TLS10 is not accepted by client preferences"
                    + " [TLS13, TLS12]"),
            Code.TLS_VERSION),
        arguments(Stage.TLS, new SocketTimeoutException("Read timed out"), Code.TLS_TIMEOUT),
        arguments(Stage.TLS, new IOException("something new"), Code.UNCLASSIFIED),
        arguments(Stage.HTTP, new SocketTimeoutException("timeout"), Code.HTTP_TIMEOUT),
        arguments(Stage.HTTP, new ProtocolException("not a status line: 220"), Code.HTTP_MALFORMED),
        arguments(Stage.HTTP, new EOFException("closed without an answer"), Code.HTTP_CLOSED),
        arguments(Stage.HTTP, new SocketException("Connection reset"), Code.HTTP_RESET),
        arguments(Stage.HTTP, new IOException("something new"), Code.UNCLASSIFIED));
  }

  @ParameterizedTest(name = "{0}: {1} is {2}")
  @MethodSource("exceptions")
  void exceptionsReduceToOneCode(Stage stage, IOException thrown, Code expected) {
    assertThat(FailureClassifier.of(stage, thrown).code()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void everyStageHasAWordForItsTimeBeingOver(Stage stage) {
    assertThat(FailureClassifier.timeout(stage).code()).isNotEqualTo(Code.UNCLASSIFIED);
  }

  static Stream<Arguments> secrets() {
    return Stream.of(
        arguments("cannot reach http://bob:CANARY@proxy:3128", "proxy:3128"),
        arguments("GET /?access_token=CANARY&x=1", "&x=1"),
        arguments("Authorization: Bearer CANARY.abc-123", "Bearer ***"),
        arguments("{\"access_token\":\"ya29.CANARY\"}", "access_token"),
        arguments("said ya29.c.CANARY", "said ***"),
        arguments("password: CANARY", "password: ***"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("secrets")
  void credentialsAreMasked(String message, String kept) {
    assertThat(FailureClassifier.of(Stage.HTTP, new IOException(message)).detail())
        .doesNotContain("CANARY")
        .contains(kept);
  }

  @Test
  void detailIsOneLine() {
    assertThat(FailureClassifier.of(Stage.HTTP, new IOException("a\r\nb\tc")).detail())
        .isEqualTo("a b c");
  }

  private static List<NameserverAnswer> said(Reply reply) {
    return List.of(new NameserverAnswer("10.0.0.2", "db.", reply, Duration.ofMillis(3)));
  }
}
