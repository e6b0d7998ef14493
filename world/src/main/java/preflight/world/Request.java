package preflight.world;

/**
 * A request as a stand-in got it.
 *
 * @param target the request target as it was sent: origin form, absolute form or authority form
 *     (RFC 9112, section 3.2)
 */
public record Request(String method, String target, Headers headers) {

  /** The path of the target, without its query. */
  public String path() {
    return pathAndQuery().replaceFirst("\\?.*", "");
  }

  /** The target as an origin server is asked for it: without scheme and authority. */
  String pathAndQuery() {
    String rest = target.replaceFirst("^https?://[^/?]*", "");
    return rest.startsWith("/") || rest.equals("*") ? rest : "/" + rest;
  }
}
