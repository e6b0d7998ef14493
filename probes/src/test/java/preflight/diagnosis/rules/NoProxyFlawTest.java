package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.BY_NAME;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.PROXY;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Evidence;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.route.ClientFamily;
import preflight.route.Route;

class NoProxyFlawTest {

  private static final String NAME = "metadata.google.internal";

  static Stream<Arguments> flaws() {
    return Stream.of(
        row("curl", BY_NAME, "the star in *.google.internal means", "NO_PROXY=*.google.internal"),
        row("curl", BY_NAME, "169.254.169.254 does not cover it", "NO_PROXY=169.254.169.254"),
        row("curl", BY_NAME, "169.254.0.0/16 does not cover it", "NO_PROXY=169.254.0.0/16"),
        row("node-gaxios", BY_ADDRESS, "is no range of addresses", "NO_PROXY=169.254.0.0/16"),
        row("curl", BY_ADDRESS, "the host is 169.254.169.254", "NO_PROXY=" + NAME),
        row("curl", BY_NAME, "metadata does not cover it", "no_proxy=metadata"),
        row("curl", BY_NAME, "semicolons separate nothing", "NO_PROXY=x;" + NAME),
        row("gcloud-token", BY_NAME, "blanks separate nothing", "NO_PROXY=x " + NAME),
        row("node-gaxios", BY_NAME, "only what stands below", "NO_PROXY=." + NAME),
        row("curl", BY_NAME, "an entry has no port", "no_proxy=" + NAME + ":80"),
        row("node-gaxios", BY_NAME, "upper and lower case", "no_proxy=Metadata.Google.Internal"),
        row("wget", BY_NAME, "only no_proxy counts", "NO_PROXY=" + NAME),
        row("node-gaxios", BY_ADDRESS, "* does not cover it", "NO_PROXY=*"),
        row("curl", BY_NAME, "no_proxy=x comes before", "NO_PROXY=" + NAME, "no_proxy=x"),
        row("python-urllib", BY_NAME, "no_proxy= comes before", "NO_PROXY=" + NAME, "no_proxy="),
        row("node-gaxios", BY_NAME, "NO_PROXY=x comes before", "NO_PROXY=x", "no_proxy=" + NAME));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void flawIsNamedForTheClientThatFailsOverIt(
      ClientFamily family, URI asked, String words, Map<String, String> environment) {
    Evidence evidence = seen(environment, throughProxy(asked, family));

    assertThat(sentences(evidence))
        .singleElement()
        .asString()
        .startsWith("For " + family.label() + ", ")
        .contains(words)
        .doesNotContain("%");
  }

  @Test
  void clientsThatReadTheListDifferentlyAreToldApart() {
    Evidence evidence =
        seen(
            environment("NO_PROXY=*.google.internal"),
            throughProxy(BY_NAME, ClientFamily.CURL, ClientFamily.PYTHON_REQUESTS),
            throughProxy(BY_ADDRESS, ClientFamily.NODE_GAXIOS));

    assertThat(sentences(evidence))
        .containsExactly(
            "For python-requests and curl, the star in *.google.internal means nothing.",
            "For node-gaxios, the host is 169.254.169.254: *.google.internal does not cover it.");
  }

  private static Stream<String> sentences(Evidence evidence) {
    return NoProxyFlaw.of(NoProxy.of(evidence.container()), new Claim(evidence, evidence.checks()));
  }

  private static RouteCheck throughProxy(URI asked, ClientFamily... families) {
    return new RouteCheck(
        METADATA,
        asked,
        new Route.Forward(PROXY),
        List.of(families),
        Standing.COUNTED,
        List.of(foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"))));
  }

  private static Map<String, String> environment(String... variables) {
    Map<String, String> environment = new HashMap<>(proxySetAnd(variables));
    environment.put("http_proxy", "http://proxy.corp:3128");
    return environment;
  }

  private static Arguments row(String label, URI asked, String words, String... variables) {
    return argumentSet(
        Arrays.toString(variables) + " for " + label,
        ClientFamily.of(label).orElseThrow(),
        asked,
        words,
        environment(variables));
  }
}
