package preflight.route;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A setting that hardly does what its author meant.
 *
 * @param text what is wrong and what mends it; without any credentials
 * @param clients whom it concerns
 * @param url the one URL that it concerns; empty where it concerns all
 */
public record Lint(Code code, String text, List<ClientFamily> clients, Optional<URI> url) {

  /** What is wrong; the names are public. */
  public enum Code {
    /** Semicolons in a bypass list separate nothing. */
    NO_PROXY_SEMICOLON,
    /** Blanks in a bypass list hide entries from some clients. */
    NO_PROXY_BLANKS,
    /** A CIDR block in a bypass list is ignored by some clients. */
    NO_PROXY_RANGE,
    /** A star in an entry of a bypass list is taken literally by some clients. */
    NO_PROXY_WILDCARD,
    /** An entry of a bypass list has a scheme, which hides its host from some clients. */
    NO_PROXY_URL,
    /** An entry of a bypass list has a port, which hides its host from some clients. */
    NO_PROXY_PORT,
    /** A variable's value stands in quotes, which are part of it. */
    VALUE_QUOTED,
    /** A variable has one value in upper case and another in lower case. */
    SPELLINGS_DIFFER,
    /** A proxy's URL lacks its scheme. */
    PROXY_WITHOUT_SCHEME,
    /** A proxy's URL begins or ends with a blank or a line break. */
    PROXY_BLANKS,
    /** A proxy that Preflight cannot speak to. */
    PROXY_UNSUPPORTED,
    /** {@code https.nonProxyHosts} does not exist. */
    JVM_PROPERTY_UNKNOWN,
    /** A proxyHost property holds more than a host. */
    JVM_HOST_IS_URL,
    /** Some client would ask a proxy for the metadata server. */
    METADATA_NOT_EXCLUDED,
    /** Some client asks a proxy for a host that looks internal. */
    INTERNAL_TARGET_PROXIED,
    /** A client looks for the metadata server in another way than it asks for its token. */
    DETECTION_DIFFERS,
    /** A file or an option that may hold proxy settings and is not followed. */
    SETTING_NOT_FOLLOWED
  }

  public Lint {
    clients = List.copyOf(clients);
  }

  static Lint of(Code code, String text, Collection<ClientFamily> clients) {
    return new Lint(code, text, clients.stream().sorted().distinct().toList(), Optional.empty());
  }

  /** The same lint, for one URL alone. */
  Lint at(URI concerned) {
    return new Lint(code, text, clients, Optional.of(concerned));
  }

  /** Whether this decision suffers from it. */
  public boolean concerns(Decision decision) {
    return clients.contains(decision.family())
        && url.filter(concerned -> !concerned.equals(decision.url())).isEmpty();
  }
}
