package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.plan.Container;

class NoProxyTest {

  static Stream<Arguments> values() {
    return Stream.of(
        argumentSet("nothing set", Map.of(), "new"),
        argumentSet("empty", Map.of("NO_PROXY", ""), "new"),
        argumentSet("one spelling", Map.of("NO_PROXY", "a,b"), "a,b,new"),
        argumentSet("both differ", Map.of("NO_PROXY", "a,b", "no_proxy", "b,c"), "a,b,c,new"),
        argumentSet("spaces", Map.of("no_proxy", "a, b  c"), "a,b,c,new"),
        argumentSet("semicolons", Map.of("no_proxy", "a;b"), "a,b,new"),
        argumentSet("already there", Map.of("NO_PROXY", "new,a"), "new,a"),
        argumentSet("credentials", Map.of("NO_PROXY", "http://u:canary@h,a"), "a,new"),
        argumentSet("everything", Map.of("NO_PROXY", "*"), "*,new"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void whatIsSetStaysAndTheNewHostIsAddedOnce(Map<String, String> environment, String merged) {
    var bypass = NoProxy.of(new Container(environment, Path.of("/nonexistent")));

    assertThat(bypass.with(Stream.of("new")))
        .containsExactlyInAnyOrderEntriesOf(Map.of("NO_PROXY", merged, "no_proxy", merged));
  }
}
