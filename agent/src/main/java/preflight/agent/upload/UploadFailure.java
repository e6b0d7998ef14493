package preflight.agent.upload;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import preflight.identity.GoogleApiError;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.interception.Intermediary;
import preflight.observation.HttpAnswer;

/**
 * Why an upload came to nothing: a closed set.
 *
 * @param kind what it is, for the remedy
 * @param detail the words of whoever failed or refused, one line
 */
record UploadFailure(Kind kind, String detail) {

  enum Kind {
    /** No metadata server was verified. */
    NO_METADATA,
    /** The metadata server gave no token. */
    NO_TOKEN,
    /** This installation lacks the library. */
    NO_LIBRARY,
    /** 401. */
    TOKEN_REFUSED,
    /** 403. */
    DENIED,
    /** 404. */
    NO_BUCKET,
    /** 412: an object of that name exists. */
    EXISTS,
    /** 429 and 5xx to the end. */
    BUSY,
    /** Any other answer of the API's. */
    REFUSED,
    /** Somebody else answered. */
    INTERCEPTED(true),
    /** The proxy did not let the request through. */
    PROXY_REFUSED(true),
    /** TLS is not with Google, as far as public roots can tell. */
    TLS_NOT_GOOGLES(true),
    NAME_UNKNOWN(true),
    UNREACHABLE(true),
    TOO_LATE(true),
    BUG;

    private final boolean onTheWay;

    Kind() {
      this(false);
    }

    Kind(boolean onTheWay) {
      this.onTheWay = onTheWay;
    }

    /** Whether another way may fare better. */
    boolean onTheWay() {
      return onTheWay;
    }
  }

  /** This one, with the other's words behind its own. */
  UploadFailure and(UploadFailure other) {
    return new UploadFailure(kind, detail + "; " + other.detail);
  }

  /** Tells by the last answer on the way, and where there was none by the exception. */
  static UploadFailure of(Optional<HttpAnswer> answer, Channel channel, Throwable thrown) {
    return answer
        .map(heard -> of(heard, channel))
        .orElseGet(() -> io(thrown).map(UploadFailure::of).orElseGet(() -> bug(thrown)));
  }

  private static UploadFailure of(HttpAnswer answer, Channel channel) {
    if (InterceptionDetector.detect(answer, channel) instanceof Interception.Interfering found) {
      return new UploadFailure(
          Kind.INTERCEPTED,
          "%s answers %s: %s".formatted(name(found.by()), answer, found.signs().getFirst()));
    }
    Optional<GoogleApiError> error = GoogleApiError.in(answer);
    String words = error.map(said -> answer + ": " + said.message()).orElse(answer.toString());
    boolean page =
        answer.header("Content-Type").filter(type -> type.startsWith("text/html")).isPresent();
    if (answer.status() < 400 || (answer.status() < 500 && page)) {
      return new UploadFailure(Kind.INTERCEPTED, words + ", and no word of Cloud Storage's");
    }
    return new UploadFailure(
        switch (answer.status()) {
          case 401 -> Kind.TOKEN_REFUSED;
          case 403 -> Kind.DENIED;
          case 404 -> Kind.NO_BUCKET;
          case 412 -> Kind.EXISTS;
          case 408, 429 -> Kind.BUSY;
          default -> answer.status() >= 500 ? Kind.BUSY : Kind.REFUSED;
        },
        words);
  }

  private static String name(Intermediary intermediary) {
    return intermediary.product() + intermediary.host().map(host -> " on " + host).orElse("");
  }

  private static UploadFailure of(IOException thrown) {
    String words = thrown.getClass().getSimpleName() + ": " + oneLine(thrown);
    if (oneLine(thrown).matches(".*(CONNECT|authenticate with proxy).*")) {
      return new UploadFailure(Kind.PROXY_REFUSED, oneLine(thrown));
    }
    return new UploadFailure(
        switch (thrown) {
          case SSLException tls -> Kind.TLS_NOT_GOOGLES;
          case UnknownHostException unknown -> Kind.NAME_UNKNOWN;
          case SocketTimeoutException late -> Kind.UNREACHABLE;
          case ConnectException refused -> Kind.UNREACHABLE;
          case NoRouteToHostException noRoute -> Kind.UNREACHABLE;
          case InterruptedIOException late -> Kind.TOO_LATE;
          default -> Kind.UNREACHABLE;
        },
        words);
  }

  private static Optional<IOException> io(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return Optional.of(io);
      }
    }
    return Optional.empty();
  }

  private static UploadFailure bug(Throwable outer) {
    Throwable thrown = outer.getCause() == null ? outer : outer.getCause();
    StackTraceElement[] frames = thrown.getStackTrace();
    return new UploadFailure(
        Kind.BUG,
        thrown.getClass().getSimpleName() + (frames.length == 0 ? "" : " at " + frames[0]));
  }

  private static String oneLine(Throwable thrown) {
    String text = String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ");
    return text.length() > 200 ? text.substring(0, 200) : text;
  }
}
