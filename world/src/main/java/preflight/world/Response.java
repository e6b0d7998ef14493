package preflight.world;

/** An answer that a stand-in makes up itself. Its length is added when it is written. */
record Response(int status, Headers headers, String body) {

  static Response of(int status, String contentType, String body) {
    return new Response(status, Headers.NONE.with("Content-Type", contentType), body);
  }

  Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  /** The reason phrases of RFC 9110 for the statuses that stand-ins use. */
  String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 302 -> "Found";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 407 -> "Proxy Authentication Required";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Status " + status;
    };
  }
}
