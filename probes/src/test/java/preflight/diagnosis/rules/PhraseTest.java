package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhraseTest {

  @Test
  void shortSeriesHasEachWordOnce() {
    assertThat(Phrase.shortSeries(Stream.of("jira", "nexus", "jira"))).isEqualTo("jira, nexus");
  }

  @Test
  void whatWouldPushTheCauseOutOfSightIsCounted() {
    Stream<String> hosts = IntStream.range(0, 40).mapToObj("packages-%02d.corp.example"::formatted);

    assertThat(Phrase.shortSeries(hosts))
        .isEqualTo("packages-00.corp.example, packages-01.corp.example, 38 more");
  }

  @Test
  void oneIsShownHoweverLong() {
    String host = "x".repeat(63) + ".example";

    assertThat(Phrase.shortSeries(Stream.of(host, "jira"))).isEqualTo(host + ", 1 more");
  }
}
