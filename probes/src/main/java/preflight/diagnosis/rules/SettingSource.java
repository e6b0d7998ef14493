package preflight.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import preflight.diagnosis.Evidence;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.route.ClientFamily;
import preflight.route.Setting.Origin;

/** Where the setting stands that sends a client to a proxy; each is undone in a way of its own. */
enum SettingSource {
  /** The environment's variables, and git's own file: from both, NO_PROXY rescues. */
  ENVIRONMENT,
  /** gcloud's {@code proxy/*} properties: NO_PROXY does not rescue from them. */
  GCLOUD,
  /** A JVM's system properties: only {@code http.nonProxyHosts} rescues from them. */
  JVM;

  static SettingSource of(Origin origin) {
    return switch (origin) {
      case ENVIRONMENT, CLIENT_FILE -> ENVIRONMENT;
      case GCLOUD_PROPERTY -> GCLOUD;
      case JVM_PROPERTY -> JVM;
    };
  }

  /** The check as those of its clients made it whom a setting of this source sends that way. */
  Optional<RouteCheck> part(Evidence evidence, RouteCheck check) {
    List<ClientFamily> sent =
        check.clients().stream().filter(family -> sends(evidence, family, check)).toList();
    return sent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RouteCheck(
                check.target(),
                check.url(),
                check.route(),
                sent,
                check.standing(),
                check.attempts()));
  }

  /** What lets hosts pass, as it stands: {@code NO_PROXY=a,b}, or that there is nothing. */
  String bypassAsSet(Container container) {
    return switch (this) {
      case ENVIRONMENT -> NoProxy.of(container).asSet();
      case GCLOUD -> "No setting lets a host bypass gcloud's proxy";
      case JVM -> JvmOptions.of(container).nonProxyHostsAsSet();
    };
  }

  private boolean sends(Evidence evidence, ClientFamily family, RouteCheck check) {
    return evidence
        .routes()
        .decide(family, check.url())
        .decidedBy()
        .filter(setting -> of(setting.origin()) == this)
        .isPresent();
  }
}
