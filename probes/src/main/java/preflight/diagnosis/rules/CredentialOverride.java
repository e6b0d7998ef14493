package preflight.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.route.ClientFamily;

/**
 * A variable that has clients take other credentials than the metadata server's, or none. Its value
 * is never shown: it may be a secret.
 *
 * @param variable its name
 * @param effect one sentence
 * @param risky whether the clients then likely have no credentials, or another's
 */
record CredentialOverride(String variable, String effect, boolean risky) {

  private static final String KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS";
  private static final String NO_CHECK = "NO_GCE_CHECK";
  private static final String DISABLED = "CLOUDSDK_AUTH_DISABLE_CREDENTIALS";

  private static final List<String> GCLOUD_CREDENTIALS =
      List.of(
          "CLOUDSDK_AUTH_ACCESS_TOKEN",
          "CLOUDSDK_AUTH_ACCESS_TOKEN_FILE",
          "CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE",
          "CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT");

  private static final Set<ClientFamily> GCLOUD =
      Set.of(ClientFamily.GCLOUD_DETECTION, ClientFamily.GCLOUD_TOKEN);

  private static final Set<ClientFamily> GOOGLE_AUTH =
      Set.of(ClientFamily.GOOGLE_AUTH_PYTHON, ClientFamily.GOOGLE_AUTH_JAVA);

  private static final Set<ClientFamily> DEFAULT_CREDENTIALS =
      Set.of(
          ClientFamily.GOOGLE_AUTH_PYTHON,
          ClientFamily.GOOGLE_AUTH_JAVA,
          ClientFamily.NODE_GAXIOS,
          ClientFamily.GO_METADATA);

  /** Those that are set and that a counted client reads, hosts that answer among them. */
  static List<CredentialOverride> of(Evidence evidence) {
    Container container = evidence.container();
    List<CredentialOverride> found = new ArrayList<>(hosts(evidence).toList());
    boolean keyFile = set(container, KEY_FILE);
    if (keyFile && concerns(evidence, DEFAULT_CREDENTIALS)) {
      found.add(
          new CredentialOverride(
              KEY_FILE,
              "Google's client libraries take the credentials in the file it names.",
              false));
    }
    if (on(container, NO_CHECK) && concerns(evidence, GOOGLE_AUTH)) {
      found.add(
          new CredentialOverride(
              NO_CHECK, NO_CHECK + "=true: google-auth looks for no metadata server.", !keyFile));
    }
    if (concerns(evidence, GCLOUD)) {
      GCLOUD_CREDENTIALS.stream()
          .filter(name -> set(container, name))
          .map(name ->
              new CredentialOverride(
                  name, "gcloud takes its credentials from " + name + ".", false))
          .forEach(found::add);
      if (on(container, DISABLED)) {
        found.add(new CredentialOverride(DISABLED, "gcloud sends no credentials at all.", true));
      }
    }
    return found;
  }

  private static Stream<CredentialOverride> hosts(Evidence evidence) {
    return MetadataChecks.direct(evidence)
        .filter(RouteCheck::reached)
        .flatMap(check ->
            check.clients().stream()
                .flatMap(family -> HostOverride.of(evidence, family).stream())
                .distinct()
                .map(override -> host(evidence, check, override)));
  }

  private static CredentialOverride host(
      Evidence evidence, RouteCheck check, HostOverride override) {
    boolean another =
        MetadataChecks.identity(check)
            .flatMap(theirs -> evidence.ownIdentity().map(theirs::contradicts))
            .orElse(false);
    return new CredentialOverride(
        override.variable(),
        "%s leads %s to %s, which answers%s."
            .formatted(
                override.variable(),
                Clients.labels(evidence, List.of(check)),
                Urls.authority(check),
                another ? " for another account, project or instance" : " as a metadata server"),
        another);
  }

  private static boolean concerns(Evidence evidence, Set<ClientFamily> readers) {
    List<ClientFamily> counted = evidence.routes().counted(evidence.plan().clients());
    return counted.isEmpty() || counted.stream().anyMatch(readers::contains);
  }

  private static boolean set(Container container, String name) {
    return container.variable(name).filter(value -> !value.isEmpty()).isPresent();
  }

  /** As google-auth reads a flag: any case of {@code true}, and nothing else. */
  private static boolean on(Container container, String name) {
    return container.variable(name).filter(value -> value.equalsIgnoreCase("true")).isPresent();
  }
}
