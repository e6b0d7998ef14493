package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Owner;
import preflight.diagnosis.Rule;

class RuleCatalogueTest {

  private static final Path PAGES = Path.of("../docs/causes");

  private static final List<String> HEADINGS =
      List.of(
          "What it means",
          "How it is recognised",
          "What it is not",
          "What to do",
          "How to prove it is fixed",
          "Who mends it");

  /** What no probe inside the container can see, for the container never ran, or was killed. */
  private static final Set<Cause> FROM_LOGS_ALONE =
      EnumSet.range(Cause.PLATFORM_CONNECTOR_BAD, Cause.TASK_TIMED_OUT);

  /** What the program says of itself rests on nothing that was probed. */
  private static final Set<Cause> OF_THE_AGENT = Set.of(Cause.VERDICT_NOT_UPLOADED);

  @Test
  void everyCauseHasOneRuleButThoseFromLogsAndTheUnexplained() {
    assertThat(AllRules.ALL)
        .extracting(Rule::cause)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Cause.values())
                .filter(cause ->
                    cause != Cause.UNEXPLAINED
                        && !FROM_LOGS_ALONE.contains(cause)
                        && !OF_THE_AGENT.contains(cause))
                .toList());
  }

  @Test
  void everyPageHasACause() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()).filter(n -> n.endsWith(".md")))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Cause.values()).map(cause -> cause.name() + ".md").toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCauseHasAPageWithoutAnEmptyHeading(Cause cause) throws IOException {
    String page = Files.readString(PAGES.resolve(cause.name() + ".md"));

    assertThat(page).startsWith("# " + cause.name() + ": ");
    assertThat(page.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
        .containsExactlyElementsOf(HEADINGS);
    assertThat(page.split("\n## ", -1)).allSatisfy(part -> assertThat(body(part)).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void pageSaysWhoMendsIt(Cause cause) throws IOException {
    String page = Files.readString(PAGES.resolve(cause.name() + ".md"));

    assertThat(page.substring(page.indexOf("## Who mends it")))
        .contains(cause.owner() == Owner.SERVICE ? "owner" : cause.owner().label());
  }

  private static String body(String part) {
    return part.startsWith("# ") ? part : part.substring(part.indexOf('\n'));
  }
}
