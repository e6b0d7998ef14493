package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.BY_NAME;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.metadataThroughProxy;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Evidence;
import preflight.observation.RouteCheck;
import preflight.route.ClientFamily;
import preflight.route.Route;

class NoProxyValuesTest {

  private static final String HOSTS =
      "metadata.google.internal,metadata,169.254.169.254,localhost,127.0.0.1";
  private static final RouteCheck WORKS = comparison(METADATA, BY_ADDRESS, ownMetadata());
  private static final RouteCheck DENIED =
      metadataThroughProxy(foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED")));

  static Stream<Arguments> merges() {
    return Stream.of(
        argumentSet("nothing set", List.of(), HOSTS),
        argumentSet("empty", List.of("NO_PROXY="), HOSTS),
        argumentSet("one spelling", List.of("NO_PROXY=a,b"), "a,b," + HOSTS),
        argumentSet("both differ", List.of("NO_PROXY=a,b", "no_proxy=b,c"), "a,b,c," + HOSTS),
        argumentSet("spaces", List.of("no_proxy=a, b  c"), "a,b,c," + HOSTS),
        argumentSet("semicolons", List.of("no_proxy=a;b"), "a,b," + HOSTS),
        argumentSet("credentials", List.of("NO_PROXY=http://u:canary@h,a"), "a," + HOSTS),
        argumentSet("already there", List.of("NO_PROXY=" + HOSTS + ",a"), HOSTS + ",a"));
  }

  @ParameterizedTest
  @MethodSource("merges")
  void whatIsSetStaysAndTheHostsAreAddedOnce(List<String> variables, String merged) {
    Evidence evidence = seen(proxySetAnd(variables.toArray(String[]::new)), WORKS, DENIED);

    assertThat(NoProxyValues.of(evidence))
        .containsExactlyInAnyOrderEntriesOf(Map.of("NO_PROXY", merged, "no_proxy", merged));
  }

  @Test
  void listThatAClientDidNotReadIsNotBroughtToLife() {
    Evidence evidence =
        seen(
            proxySetAnd("NO_PROXY=github.com", "no_proxy=x"),
            WORKS,
            DENIED,
            throughProxy(GITHUB, answered("10.9.9.9")));

    assertThat(NoProxyValues.of(evidence)).containsEntry("no_proxy", "x," + HOSTS);
  }

  @Test
  void starThatCountsOnlyAloneStaysAlone() {
    Evidence evidence =
        seen(proxySetAnd("NO_PROXY=*"), WORKS, DENIED, direct(GITHUB, answered(GITHUB_ADDRESS)));

    assertThat(NoProxyValues.of(evidence))
        .containsExactlyInAnyOrderEntriesOf(Map.of("NO_PROXY", "*," + HOSTS, "no_proxy", "*"));
  }

  @ParameterizedTest
  @EnumSource
  void everyFamilyThatReadsTheEnvironmentThenGoesDirectly(ClientFamily family) {
    Evidence evidence = MetadataNoProxyIneffectiveTest.story();
    var mended = evidence.routes().with(NoProxyValues.of(evidence));

    for (URI url : List.of(BY_NAME, BY_ADDRESS)) {
      assertThat(mended.decide(family, url).route()).isInstanceOf(Route.Direct.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GCLOUD_TOKEN", "GOOGLE_AUTH_PYTHON", "PYTHON_REQUESTS", "NODE_GAXIOS"})
  void beforeThatTheyDidNot(ClientFamily family) {
    Evidence evidence = MetadataNoProxyIneffectiveTest.story();

    assertThat(evidence.routes().decide(family, BY_ADDRESS).route())
        .isNotInstanceOf(Route.Direct.class);
  }
}
