package preflight.probe;

import java.util.Optional;

/** How probes introduce themselves, so that a proxy's log tells them from the workload. */
final class UserAgent {

  /** {@code preflight/VERSION}; the jar's manifest knows the version. */
  static final String VALUE =
      "preflight/"
          + Optional.ofNullable(UserAgent.class.getPackage().getImplementationVersion())
              .orElse("dev");

  private UserAgent() {}
}
