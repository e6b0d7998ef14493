package preflight.observation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP response, as it came over the wire.
 *
 * <p>The body is kept up to {@link #BODY_LIMIT} bytes for the pure classifiers; it is never
 * printed. An access token in it is masked by the probe before it comes here.
 */
public final class HttpAnswer {

  /** How much of a body is kept: 64 KiB; some vendors inline 19 kB of style before the text. */
  public static final int BODY_LIMIT = 64 * 1024;

  private final int status;
  private final String reason;
  private final List<Header> headers;
  private final byte[] body;

  /**
   * @param status the status code, 100 to 999
   * @param reason the reason phrase, may be empty
   * @param headers in the order received
   * @param body the first bytes of the content, content-coding removed; kept up to the limit
   */
  public HttpAnswer(int status, String reason, List<Header> headers, byte[] body) {
    this.status = status;
    this.reason = reason;
    this.headers = List.copyOf(headers);
    this.body = java.util.Arrays.copyOf(body, Math.min(body.length, BODY_LIMIT));
  }

  public int status() {
    return status;
  }

  /** The reason phrase; empty in HTTP/2 and where the server sends none. */
  public String reason() {
    return reason;
  }

  public List<Header> headers() {
    return headers;
  }

  /** The first value of a header, its name in any case. */
  public Optional<String> header(String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  /** Every value of a header, its name in any case. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        values.add(header.value());
      }
    }
    return List.copyOf(values);
  }

  /** The kept part of the body, one character a byte (ISO 8859-1), for markup in any charset. */
  public String bodyLatin1() {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  /** The kept part of the body as UTF-8, malformed input replaced. */
  public String bodyUtf8() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The status line without the body, for example {@code 403 Forbidden}. */
  @Override
  public String toString() {
    return reason.isEmpty() ? Integer.toString(status) : status + " " + reason;
  }
}
