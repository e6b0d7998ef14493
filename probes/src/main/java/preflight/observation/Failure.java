package preflight.observation;

/**
 * Why a stage did not work, in a closed vocabulary and in the platform's own words.
 *
 * @param code what happened
 * @param detail the platform's own words, credentials masked; one line
 */
public record Failure(Code code, String detail) {

  /** Whether another attempt could end otherwise. */
  public enum Permanence {
    /** May pass by itself: ask again until the deadline. */
    TRANSIENT,
    /** Cannot change by waiting: stop at once. */
    PERMANENT,
    /** Cannot change once seen twice, at least two seconds apart. */
    PERMANENT_IF_REPEATED
  }

  /** What happened, as far as the network stack tells. */
  public enum Code {
    /** The name does not exist (NXDOMAIN), or has no address. */
    DNS_NAME_UNKNOWN(Permanence.PERMANENT_IF_REPEATED),
    /** The resolver gave up: a server failed or did not answer; it does not say which. */
    DNS_TEMPORARY(Permanence.TRANSIENT),
    /** No answer within the attempt's time. */
    DNS_TIMEOUT(Permanence.TRANSIENT),

    TCP_REFUSED(Permanence.TRANSIENT),
    TCP_TIMEOUT(Permanence.TRANSIENT),
    /** No route to host, network unreachable, or rejected with ICMP. */
    TCP_UNREACHABLE(Permanence.TRANSIENT),
    TCP_RESET(Permanence.TRANSIENT),

    /** The proxy answered CONNECT with something other than 2xx or 407. */
    PROXY_REFUSED_TUNNEL(Permanence.TRANSIENT),
    /** The proxy wants credentials (407). */
    PROXY_AUTH_REQUIRED(Permanence.PERMANENT),
    /** The proxy took the connection and said nothing in time. */
    PROXY_SILENT(Permanence.TRANSIENT),
    /** The proxy closed or reset the connection instead of answering. */
    PROXY_CLOSED(Permanence.TRANSIENT),
    /** What the proxy said is not HTTP. */
    PROXY_MALFORMED(Permanence.PERMANENT_IF_REPEATED),

    /** No counted family's trust store leads to the presented chain's issuer. */
    TLS_UNTRUSTED(Permanence.PERMANENT),
    /** A counted family's trust store is missing or empty: it trusts nobody. */
    TLS_STORE_EMPTY(Permanence.PERMANENT),
    /** A counted family wants the root, and its store holds a certificate below that alone. */
    TLS_ROOT_MISSING(Permanence.PERMANENT),
    /** The authority in a counted family's store is not in force any more. */
    TLS_AUTHORITY_EXPIRED(Permanence.PERMANENT),
    /** The chain leads to a trusted authority, and breaks a rule that a counted family applies. */
    TLS_UNFIT(Permanence.PERMANENT),
    TLS_EXPIRED(Permanence.PERMANENT),
    TLS_NOT_YET_VALID(Permanence.PERMANENT),
    TLS_WRONG_NAME(Permanence.PERMANENT),
    TLS_RESET(Permanence.TRANSIENT),
    TLS_CLOSED(Permanence.TRANSIENT),
    TLS_TIMEOUT(Permanence.TRANSIENT),
    /** The server speaks no version of TLS that a counted family still speaks. */
    TLS_VERSION(Permanence.PERMANENT_IF_REPEATED),
    /** No cipher in common, or another alert. */
    TLS_ALERT(Permanence.PERMANENT_IF_REPEATED),
    /**
     * The server, whose own certificate is trusted, wants one of the client's: Preflight shows
     * none, and a workload that has one may well get there.
     */
    TLS_CLIENT_CERTIFICATE(Permanence.PERMANENT),
    /** The peer answered the ClientHello in plain text. */
    TLS_PLAINTEXT(Permanence.PERMANENT_IF_REPEATED),

    /** Connected, and no answer in time. */
    HTTP_TIMEOUT(Permanence.TRANSIENT),
    HTTP_RESET(Permanence.TRANSIENT),
    HTTP_CLOSED(Permanence.TRANSIENT),
    HTTP_MALFORMED(Permanence.PERMANENT_IF_REPEATED),
    /** The service itself answered 5xx; a metadata server, 429 too. */
    HTTP_SERVICE_FAILING(Permanence.TRANSIENT),

    /** Connected, and no SSH server introduced itself in time. */
    SSH_SILENT(Permanence.TRANSIENT),
    /** The connection was closed or reset before an SSH server introduced itself. */
    SSH_CLOSED(Permanence.TRANSIENT),

    /** The answer is somebody else's: a proxy's page, or a service that is not the one asked. */
    IDENTITY_FOREIGN(Permanence.PERMANENT_IF_REPEATED),
    /** The metadata server refuses the token: the service account does not work. */
    IDENTITY_NO_TOKEN(Permanence.PERMANENT_IF_REPEATED),

    /** A proxy setting that cannot be followed here: nothing was sent, and nothing is known. */
    ROUTE_UNSUPPORTED(Permanence.PERMANENT),
    /** Not recognised; the words are in the detail. */
    UNCLASSIFIED(Permanence.TRANSIENT);

    private final Permanence permanence;

    Code(Permanence permanence) {
      this.permanence = permanence;
    }

    /** Whether another attempt could end otherwise. */
    public Permanence permanence() {
      return permanence;
    }
  }

  public Failure {
    if (detail.indexOf('\n') >= 0 || detail.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("a failure's detail is one line: " + detail);
    }
  }
}
