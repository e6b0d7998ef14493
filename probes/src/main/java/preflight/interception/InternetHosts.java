package preflight.interception;

import java.util.Locale;
import java.util.Set;

/** Hosts of the internet that nobody but their owner serves, with certificates of public roots. */
public final class InternetHosts {

  private static final Set<String> DOMAINS =
      Set.of("github.com", "googleapis.com", "google.com", "atlassian.net");

  private InternetHosts() {}

  /** Whether {@code host} is one, whoever resolves it. */
  public static boolean contains(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return DOMAINS.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
  }
}
