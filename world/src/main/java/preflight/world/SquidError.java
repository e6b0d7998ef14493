package preflight.world;

/** The errors that a Squid tells its clients, under Squid's names for its pages. */
enum SquidError {
  ACCESS_DENIED(403, "Access Denied.", "The rules of this proxy forbid this request."),
  CACHE_ACCESS_DENIED(407, "Cache Access Denied.", "This proxy wants to know who you are first."),
  CANNOT_FORWARD(500, "Unable to forward.", "This proxy found no way to the server."),
  CONNECT_FAIL(503, "Connection failed.", "The server or the network to it may be down."),
  DNS_FAIL(503, "Unable to determine the address.", "The name of the host may be misspelt."),
  INVALID_URL(400, "Invalid URL.", "This proxy cannot make sense of the request's target."),
  READ_ERROR(502, "Read Error.", "The connection to the server broke before it had answered."),
  ZERO_SIZE_OBJECT(502, "Zero Sized Reply.", "The server ended the connection without an answer.");

  private final int status;
  private final String brief;
  private final String advice;

  SquidError(int status, String brief, String advice) {
    this.status = status;
    this.brief = brief;
    this.advice = advice;
  }

  /** The page whose status this is; that of a proxy at its wits' end for statuses without one. */
  static SquidError ofStatus(int status) {
    for (SquidError error : values()) {
      if (error.status == status) {
        return error;
      }
    }
    return CANNOT_FORWARD;
  }

  /** The name of the page, as in X-Squid-Error and in the page itself. */
  String page() {
    return "ERR_" + name();
  }

  int status() {
    return status;
  }

  String brief() {
    return brief;
  }

  String advice() {
    return advice;
  }
}
