package preflight.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import preflight.plan.Container;

/** What git's and gcloud's own files say beside proxies: the last word on one key. */
public final class ClientFiles {

  private ClientFiles() {}

  /**
   * A key of git's section {@code http}; a value for the host that is asked beats the general one.
   *
   * @param key for example {@code sslCAInfo}
   */
  public static Optional<String> git(Container container, String key, String host) {
    return GitConfig.entries(container)
        .filter(entry -> entry.section().equals("http"))
        .filter(entry -> entry.key().equals(key.toLowerCase(Locale.ROOT)))
        .filter(entry -> entry.subsection().isEmpty() || isFor(entry.subsection(), host))
        .sorted((one, other) -> Boolean.compare(isGeneral(other), isGeneral(one)))
        .map(SectionedText.Entry::value)
        .reduce((earlier, later) -> later);
  }

  /**
   * One of gcloud's properties.
   *
   * @param property for example {@code core/custom_ca_certs_file}
   */
  public static Optional<String> gcloud(Container container, String property) {
    return GcloudProperties.entries(container)
        .filter(entry -> (entry.section() + "/" + entry.key()).equals(property))
        .map(SectionedText.Entry::value)
        .reduce((earlier, later) -> later);
  }

  /** The folders that gcloud is installed in as a rule. */
  public static List<String> gcloudFolders() {
    return GcloudProperties.INSTALLATIONS;
  }

  private static boolean isFor(String url, String host) {
    return url.toLowerCase(Locale.ROOT)
        .replaceFirst("^https?://", "")
        .replaceFirst("[:/].*", "")
        .equals(host.toLowerCase(Locale.ROOT));
  }

  private static boolean isGeneral(SectionedText.Entry entry) {
    return entry.subsection().isEmpty();
  }
}
