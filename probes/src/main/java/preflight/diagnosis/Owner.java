package preflight.diagnosis;

import java.util.Locale;

/** Who can mend a cause. */
public enum Owner {
  /** Who deploys the job. */
  APP,
  /** Who runs the platform: projects, service accounts, Cloud Run. */
  PLATFORM,
  /** Who runs VPC, DNS, NAT and firewalls. */
  NETWORK,
  /** Who runs proxies, inspection and certificates. */
  SECURITY,
  /** Who runs the service that was asked. */
  SERVICE;

  /** The word used in JSON, for example {@code network}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
