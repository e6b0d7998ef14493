package preflight.logs;

import java.util.Map;
import java.util.Optional;

/** Tells what a status code means, where the words have nothing but one. */
final class Statuses {

  private static final Map<String, Integer> REASONS =
      Map.ofEntries(
          Map.entry("Found", 302),
          Map.entry("Temporary Redirect", 307),
          Map.entry("Unauthorized", 401),
          Map.entry("Forbidden", 403),
          Map.entry("Not Found", 404),
          Map.entry("Method Not Allowed", 405),
          Map.entry("Proxy Authentication Required", 407),
          Map.entry("Internal Server Error", 500),
          Map.entry("Bad Gateway", 502),
          Map.entry("Service Unavailable", 503),
          Map.entry("Gateway Timeout", 504),
          Map.entry("Gateway Time-out", 504));

  private Statuses() {}

  /** The code behind a reason phrase of RFC 9110. */
  static Optional<Integer> code(String reason) {
    return Optional.ofNullable(REASONS.get(reason));
  }

  /**
   * The symptom that {@code shows} names for this status; none where it shows nothing wrong.
   *
   * @param scheme the URL's, where it is known
   */
  static Optional<String> symptom(String shows, int status, Optional<String> scheme) {
    return switch (shows) {
      case "TUNNEL_STATUS", "TUNNEL_REASON" -> tunnel(status);
      case "PROXIED_STATUS" -> status == 470 ? Optional.of("PROXY_PAGE") : tunnel(status);
      case "HTTP_STATUS" -> http(status);
      case "END_STATUS" ->
          scheme.filter("https"::equalsIgnoreCase).isPresent() ? secure(status) : http(status);
      case "METADATA_STATUS" -> metadata(status);
      default -> Optional.of(shows);
    };
  }

  /** What a proxy says to CONNECT. */
  private static Optional<String> tunnel(int status) {
    if (status == 407) {
      return Optional.of("PROXY_AUTH");
    }
    if (status == 502) {
      return Optional.of("TUNNEL_BAD_GATEWAY");
    }
    return switch (status / 100) {
      case 3 -> Optional.of("TUNNEL_REDIRECT");
      case 4 -> Optional.of("TUNNEL_DENIED");
      case 5 -> Optional.of("TUNNEL_FAILED");
      default -> Optional.empty();
    };
  }

  /** What anybody may have said: the service's own 401 and 404 mean that it is reached. */
  private static Optional<String> http(int status) {
    return switch (status) {
      case 407 -> Optional.of("PROXY_AUTH");
      case 403 -> Optional.of("HTTP_FORBIDDEN");
      case 429 -> Optional.of("QUOTA");
      case 470 -> Optional.of("PROXY_PAGE");
      case 500, 502, 503, 504 -> Optional.of("HTTP_FAILING");
      case 511 -> Optional.of("HTTP_CAPTIVE");
      default -> Optional.empty();
    };
  }

  /** What nobody but the service can have said, unless it is an inspector of TLS. */
  private static Optional<String> secure(int status) {
    return switch (status) {
      case 403 -> Optional.of("HARMLESS");
      case 500, 502, 503, 504 -> Optional.of("HTTP_UNHEALTHY");
      default -> http(status);
    };
  }

  private static Optional<String> metadata(int status) {
    if (status == 403 || status == 407) {
      return Optional.of("METADATA_FORBIDDEN");
    }
    if (status == 404) {
      return Optional.of("METADATA_NO_ACCOUNT");
    }
    if (status == 429) {
      return Optional.of("METADATA_BUSY");
    }
    return status >= 500 ? Optional.of("METADATA_FAILING") : Optional.empty();
  }
}
