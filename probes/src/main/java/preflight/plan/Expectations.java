package preflight.plan;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What must hold beyond an answer, where the user says so.
 *
 * @param privateSuffixes domains whose names must lead to private addresses, for example {@code
 *     corp.example}
 * @param serviceAccount email of the account that the metadata server must speak for
 * @param scopes URLs of the scopes that its token must have
 * @param egressAddresses under one of which the outside must see this job; empty where any will do
 */
public record Expectations(
    List<String> privateSuffixes,
    Optional<String> serviceAccount,
    List<String> scopes,
    List<InetAddress> egressAddresses) {

  /** Any answer will do. */
  public static final Expectations NONE = new Expectations(List.of());

  public Expectations {
    privateSuffixes = privateSuffixes.stream().map(Expectations::domain).distinct().toList();
    scopes = List.copyOf(scopes);
    egressAddresses = List.copyOf(egressAddresses);
  }

  /** These private domains, and any account and address. */
  public Expectations(List<String> privateSuffixes) {
    this(privateSuffixes, Optional.empty(), List.of(), List.of());
  }

  /** The scopes that are expected and not among those {@code granted}. */
  public List<String> missingScopes(List<String> granted) {
    return scopes.stream().filter(scope -> !granted.contains(scope)).toList();
  }

  /** Whether {@code host} is one of the private domains, or a name below one. */
  public boolean privately(String host) {
    if (privateSuffixes.isEmpty()) {
      return false;
    }
    String name = domain(host);
    return privateSuffixes.stream()
        .anyMatch(suffix -> name.equals(suffix) || name.endsWith("." + suffix));
  }

  /** Case and outer dots say nothing (RFC 1035, section 2.3.3). */
  private static String domain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("^\\.+|\\.+$", "");
  }
}
