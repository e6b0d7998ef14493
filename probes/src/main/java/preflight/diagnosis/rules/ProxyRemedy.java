package preflight.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Remedy;
import preflight.plan.Container;

/**
 * Lets hosts around a proxy, and leaves the proxy to everything else.
 *
 * <p>Every finding of a run advises the same values, so that the second command undoes nothing of
 * the first.
 */
final class ProxyRemedy {

  /** gcloud wants the first three set together, or none of them. */
  private static final List<String> GCLOUD_VARIABLES =
      List.of(
          "CLOUDSDK_PROXY_TYPE",
          "CLOUDSDK_PROXY_ADDRESS",
          "CLOUDSDK_PROXY_PORT",
          "CLOUDSDK_PROXY_USERNAME",
          "CLOUDSDK_PROXY_PASSWORD");

  private static final String UNSET_PROPERTIES =
      "RUN gcloud config unset proxy/type && gcloud config unset proxy/address"
          + " && gcloud config unset proxy/port";

  private ProxyRemedy() {}

  /** Lets {@code whom}, in words, around the proxy that a setting of {@code source} names. */
  static Remedy of(SettingSource source, Evidence evidence, String whom) {
    return switch (source) {
      case ENVIRONMENT -> byNoProxy(evidence, whom);
      case GCLOUD -> byUnsettingProperties(evidence);
      case JVM -> byNonProxyHosts(evidence, whom);
    };
  }

  private static Remedy byNoProxy(Evidence evidence, String whom) {
    Map<String, String> values = NoProxyValues.of(evidence);
    return new Remedy(
        "Let %s bypass the proxy.".formatted(whom)
            + " `jobs deploy --set-env-vars` and Terraform wipe what is set by hand: set it there"
            + " too.",
        values,
        List.of(Deployment.of(evidence).updateVariables(values)));
  }

  /** Unset, they leave gcloud to the variables, which may send it to the same proxy. */
  private static Remedy byUnsettingProperties(Evidence evidence) {
    Deployment deployment = Deployment.of(evidence);
    List<String> variables = GCLOUD_VARIABLES.stream().filter(name -> set(evidence, name)).toList();
    List<String> commands = new ArrayList<>();
    if (!variables.isEmpty()) {
      commands.add(deployment.update("--remove-env-vars=" + String.join(",", variables)));
    }
    if (!GCLOUD_VARIABLES.subList(0, 3).stream().allMatch(name -> set(evidence, name))) {
      commands.add(UNSET_PROPERTIES);
    }
    Map<String, String> values = NoProxyValues.whereNeeded(evidence);
    if (!values.isEmpty()) {
      commands.add(deployment.updateVariables(values));
    }
    return new Remedy(
        "Unset gcloud's proxy properties in the image, or their variables in the job. What the image"
            + " sets by ENV has to go from its Dockerfile: gcloud fails on an empty port.",
        values,
        commands);
  }

  private static Remedy byNonProxyHosts(Evidence evidence, String whom) {
    JvmOptions options = JvmOptions.of(evidence.container());
    if (options.commandForcesProxy()) {
      return new Remedy(
          "Take -Dcom.google.api.client.should_use_proxy out of the job's arguments: it lets no host"
              + " bypass the proxy, and no variable undoes it.",
          Map.of(),
          List.of(Deployment.of(evidence).show("its arguments")));
    }
    Stream<String> hosts =
        Stream.concat(
            NoProxyValues.METADATA.stream(),
            Stream.concat(
                    MetadataChecks.proxiedBy(SettingSource.JVM, evidence).stream(),
                    InternalHostProxied.proxiedBy(SettingSource.JVM, evidence))
                .map(Urls::host));
    Map<String, String> mended = options.with(hosts.toList());
    if (!options.printable()) {
      return new Remedy(
          "%s to %s, behind all that is there: %s"
              .formatted(
                  options.forcesProxy() ? "Drop should_use_proxy and add" : "Add",
                  Phrase.list(mended.keySet().stream()),
                  options.nonProxyHosts(mended.values())),
          Map.of(),
          List.of(Deployment.of(evidence).show("its variables")));
    }
    return new Remedy(
        "Let %s bypass the JVM's proxy%s; Java reads no NO_PROXY."
            .formatted(
                whom, options.forcesProxy() ? ", and drop should_use_proxy, which lets none" : ""),
        mended,
        List.of(Deployment.of(evidence).updateVariables(mended)));
  }

  private static boolean set(Evidence evidence, String name) {
    Container container = evidence.container();
    return container.variable(name).filter(value -> !value.isEmpty()).isPresent();
  }
}
