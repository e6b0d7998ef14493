package preflight.trust;

import java.util.List;
import preflight.plan.Container;
import preflight.trust.TrustSetting.Place;

/** What makes a client look elsewhere than it usually does. */
sealed interface TrustCondition {

  /** Whether it holds for requests to {@code host}. */
  boolean isOn(Container container, String host);

  /**
   * A setting with one of some values.
   *
   * @param values in any case; any value at all will do where there is none
   */
  record Switch(TrustSetting setting, List<String> values) implements TrustCondition {

    static Switch of(Place place, String name, String... values) {
      return new Switch(new TrustSetting(place, name), List.of(values));
    }

    @Override
    public boolean isOn(Container container, String host) {
      return setting
          .value(container, host)
          .filter(
              set -> values.isEmpty() || values.stream().anyMatch(set.strip()::equalsIgnoreCase))
          .isPresent();
    }
  }

  /** Debian and Alpine build Node with OpenSSL's own store, and without one of its own. */
  record DistributionsNode() implements TrustCondition {

    @Override
    public boolean isOn(Container container, String host) {
      boolean debians =
          !new CertificateFolder(container, "/var/lib/dpkg/info").names("libnode*.list").isEmpty();
      boolean alpines =
          container
              .text("/lib/apk/db/installed")
              .filter(packages -> packages.contains("\nP:nodejs"))
              .isPresent();
      return (debians || alpines) && container.homeOf("node").filter("/usr"::equals).isPresent();
    }
  }
}
