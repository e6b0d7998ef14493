package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Remedy;

/**
 * Lets hosts around the proxy, and leaves the proxy to everything else.
 *
 * <p>Every finding of a run advises the same value, so that the second command undoes nothing of
 * the first.
 */
final class NoProxyRemedy {

  /** Literally, name and address: hardly two clients agree on what a pattern covers. */
  private static final List<String> METADATA =
      List.of("metadata.google.internal", "metadata", "169.254.169.254", "localhost", "127.0.0.1");

  private NoProxyRemedy() {}

  /** Lets {@code whom}, in words, and all others that need it around the proxy. */
  static Remedy of(Evidence evidence, String whom) {
    Stream<String> hosts =
        Stream.of(
                METADATA.stream(),
                MetadataChecks.proxiedByEnvironment(evidence).stream().map(Urls::host),
                InternalHostProxied.hosts(evidence))
            .flatMap(names -> names);
    Map<String, String> values = NoProxy.of(evidence.container()).with(hosts);
    return new Remedy(
        "Let %s around the proxy.".formatted(whom)
            + " Terraform and `jobs deploy --set-env-vars` wipe what is set by hand: set it there"
            + " too.",
        values,
        List.of(Deployment.of(evidence).updateVariables(values)));
  }
}
