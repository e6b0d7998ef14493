package preflight.observation;

import java.time.Duration;

/**
 * What one nameserver itself said about a name; explains the system resolver, never overrules it.
 *
 * @param server the nameserver's address, as resolv.conf has it
 * @param question the fully qualified name that was asked
 * @param reply what it said
 * @param took until the answer, or until giving up
 */
public record NameserverAnswer(String server, String question, Reply reply, Duration took) {

  /** A DNS response code (RFC 1035, section 4.1.1), or why there is none. */
  public enum Reply {
    /** An address. */
    NOERROR,
    /** The name exists and has no address. */
    NODATA,
    NXDOMAIN,
    SERVFAIL,
    REFUSED,
    /** Another response code. */
    OTHER,
    /** No answer in time. */
    SILENT,
    /** The packet came back: port or host unreachable. */
    UNREACHABLE
  }
}
