package preflight.interception;

import java.util.Optional;

/**
 * A proxy, gateway or portal that made itself known in an answer.
 *
 * @param product for people, for example {@code Squid}
 * @param administrator whom to ask about it, for a sentence
 * @param host the name that it gives itself
 * @param version for example {@code 5.7}
 * @param errorId its own name of what went wrong, for example {@code ERR_ACCESS_DENIED}
 * @param errno Linux error number that it met on its way (Squid's X-Squid-Error), 0 where none
 * @param url the URL as it saw it
 */
public record Intermediary(
    String product,
    String administrator,
    Optional<String> host,
    Optional<String> version,
    Optional<String> errorId,
    Optional<Integer> errno,
    Optional<String> url) {

  /** A product of which nothing but the name is known. */
  public static Intermediary named(String product) {
    return new Intermediary(
        product,
        "whoever runs the proxy",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, and whom to ask about it. */
  Intermediary administeredBy(String who) {
    return new Intermediary(product, who, host, version, errorId, errno, url);
  }
}
