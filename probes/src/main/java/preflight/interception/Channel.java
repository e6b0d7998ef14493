package preflight.interception;

/** How an answer came here: decides which signs mean what. */
public enum Channel {
  /** A proxy's answer to CONNECT: whatever is not 2xx is the proxy's own. */
  CONNECT,
  /** An absolute-form request's answer from a proxy. */
  FORWARDED,
  /** Plain HTTP with no proxy configured. */
  PLAIN,
  /** Inside TLS that was verified for the host's name. */
  VERIFIED_TLS
}
