package preflight.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.NameserverAnswer;
import preflight.observation.NameserverAnswer.Reply;
import preflight.observation.Stage;

/** Maps exceptions onto {@link Code}. The one place that reads their messages. */
final class FailureClassifier {

  /** An exception of this type, somewhere among the causes, with these words in its message. */
  private record Row(Class<? extends Throwable> type, String words, Code code) {}

  /** The first row that fits decides. glibc's words, then musl's. */
  private static final List<Row> DNS =
      List.of(
          new Row(UnknownHostException.class, "name or service not known", Code.DNS_NAME_UNKNOWN),
          new Row(UnknownHostException.class, "no address associated", Code.DNS_NAME_UNKNOWN),
          new Row(UnknownHostException.class, "temporary failure", Code.DNS_TEMPORARY),
          new Row(UnknownHostException.class, "non-recoverable failure", Code.DNS_TEMPORARY),
          new Row(UnknownHostException.class, "system error", Code.DNS_TEMPORARY),
          new Row(UnknownHostException.class, "name does not resolve", Code.DNS_NAME_UNKNOWN),
          new Row(UnknownHostException.class, "no usable address", Code.DNS_NAME_UNKNOWN),
          new Row(UnknownHostException.class, "try again", Code.DNS_TEMPORARY),
          new Row(UnknownHostException.class, "non-recoverable error", Code.DNS_TEMPORARY));

  private static final List<Row> TCP =
      List.of(
          new Row(SocketTimeoutException.class, "", Code.TCP_TIMEOUT),
          new Row(NoRouteToHostException.class, "", Code.TCP_UNREACHABLE),
          // The kernel's own ETIMEDOUT surfaces as ConnectException.
          new Row(ConnectException.class, "timed out", Code.TCP_TIMEOUT),
          new Row(SocketException.class, "unreachable", Code.TCP_UNREACHABLE),
          new Row(SocketException.class, "no route", Code.TCP_UNREACHABLE),
          // An egress firewall in the container's own kernel: EPERM, EACCES.
          new Row(SocketException.class, "not permitted", Code.TCP_UNREACHABLE),
          new Row(SocketException.class, "permission denied", Code.TCP_UNREACHABLE),
          new Row(SocketException.class, "refused", Code.TCP_REFUSED),
          new Row(SocketException.class, "reset", Code.TCP_RESET));

  private static final List<Row> PROXY =
      List.of(
          new Row(SocketTimeoutException.class, "", Code.PROXY_SILENT),
          new Row(ProtocolException.class, "", Code.PROXY_MALFORMED),
          new Row(EOFException.class, "", Code.PROXY_CLOSED),
          new Row(SocketException.class, "", Code.PROXY_CLOSED));

  private static final List<Row> TLS =
      List.of(
          new Row(SocketTimeoutException.class, "", Code.TLS_TIMEOUT),
          new Row(EOFException.class, "", Code.TLS_CLOSED),
          new Row(SSLException.class, "terminated the handshake", Code.TLS_CLOSED),
          new Row(SocketException.class, "reset", Code.TLS_RESET),
          new Row(SocketException.class, "broken pipe", Code.TLS_RESET),
          new Row(SSLException.class, "unrecognized ssl message", Code.TLS_PLAINTEXT),
          new Row(SSLException.class, "plaintext connection", Code.TLS_PLAINTEXT),
          new Row(SSLException.class, "certificate_required", Code.TLS_CLIENT_CERTIFICATE),
          new Row(SSLException.class, "protocol_version", Code.TLS_VERSION),
          new Row(SSLException.class, "not accepted by client preferences", Code.TLS_VERSION),
          new Row(SSLException.class, "", Code.TLS_ALERT));

  private static final List<Row> HTTP =
      List.of(
          new Row(SocketTimeoutException.class, "", Code.HTTP_TIMEOUT),
          new Row(ProtocolException.class, "", Code.HTTP_MALFORMED),
          new Row(MessageConstraintException.class, "", Code.HTTP_MALFORMED),
          new Row(MalformedChunkCodingException.class, "", Code.HTTP_MALFORMED),
          // The answer began: its body breaks off.
          new Row(ConnectionClosedException.class, "", Code.HTTP_MALFORMED),
          new Row(EOFException.class, "", Code.HTTP_CLOSED),
          new Row(SocketException.class, "", Code.HTTP_RESET),
          // TLS 1.3 has shaken hands before the server misses the client's certificate.
          new Row(SSLException.class, "certificate_required", Code.TLS_CLIENT_CERTIFICATE),
          new Row(SSLException.class, "bad_certificate", Code.TLS_CLIENT_CERTIFICATE),
          new Row(SSLException.class, "", Code.HTTP_RESET));

  /** An SSH server's introduction is the only thing that is read as an identity alone. */
  private static final List<Row> SSH =
      List.of(
          new Row(SocketTimeoutException.class, "", Code.SSH_SILENT),
          new Row(EOFException.class, "", Code.SSH_CLOSED),
          new Row(SocketException.class, "", Code.SSH_CLOSED));

  private FailureClassifier() {}

  /** A lookup that the resolver refused; nameservers refine it where its text says nothing. */
  static Failure lookup(UnknownHostException thrown, List<NameserverAnswer> nameservers) {
    Code code = code(DNS, thrown);
    if (code == Code.UNCLASSIFIED) {
      boolean unknown =
          nameservers.stream()
              .anyMatch(a -> a.reply() == Reply.NXDOMAIN || a.reply() == Reply.NODATA);
      code = unknown ? Code.DNS_NAME_UNKNOWN : Code.DNS_TEMPORARY;
    }
    return new Failure(code, words(thrown));
  }

  /** A stage after DNS that ended with an exception. */
  static Failure of(Stage stage, IOException thrown) {
    Code code = code(rows(stage), thrown);
    Failure failure = new Failure(code, words(thrown));
    return code == Code.TLS_CLIENT_CERTIFICATE ? withoutClientCertificate(failure) : failure;
  }

  /** A connection that ended so after the server had asked for the client's certificate. */
  static Failure withoutClientCertificate(Failure failure) {
    return new Failure(
        Code.TLS_CLIENT_CERTIFICATE,
        "the server wants a client's certificate, and Preflight shows none: " + failure.detail());
  }

  /** A stage that the attempt's time ended. */
  static Failure timeout(Stage stage) {
    Code code =
        switch (stage) {
          case DNS -> Code.DNS_TIMEOUT;
          case TCP -> Code.TCP_TIMEOUT;
          case PROXY -> Code.PROXY_SILENT;
          case TLS -> Code.TLS_TIMEOUT;
          case HTTP -> Code.HTTP_TIMEOUT;
          case IDENTITY -> Code.SSH_SILENT;
        };
    return new Failure(code, "no answer within the attempt's time");
  }

  private static List<Row> rows(Stage stage) {
    return switch (stage) {
      case DNS -> DNS;
      case TCP -> TCP;
      case PROXY -> PROXY;
      case TLS -> TLS;
      case HTTP -> HTTP;
      case IDENTITY -> SSH;
    };
  }

  private static Code code(List<Row> rows, Throwable thrown) {
    return rows.stream()
        .filter(row -> causes(thrown).anyMatch(cause -> fits(row, cause)))
        .findFirst()
        .map(Row::code)
        .orElse(Code.UNCLASSIFIED);
  }

  private static boolean fits(Row row, Throwable cause) {
    return row.type().isInstance(cause)
        && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(row.words());
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(8);
  }

  private static String words(Throwable thrown) {
    return Redaction.line(
        thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage());
  }
}
