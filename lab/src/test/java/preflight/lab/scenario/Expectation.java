package preflight.lab.scenario;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;

/**
 * What a run must find.
 *
 * @param outcome of the verdict, {@code open} for example
 * @param errors the codes of its error findings, exactly
 * @param warnings those of its warnings, exactly; any where empty
 * @param notes those of its notes, exactly; any where empty
 * @param says a fragment of the verdict's message: what the agent prints
 * @param evidence fragments, each of some evidence of the findings
 * @param remedy fragments, each of some text, value or command of the remedies
 */
record Expectation(
    String outcome,
    List<String> errors,
    Optional<List<String>> warnings,
    Optional<List<String>> notes,
    Optional<String> says,
    List<String> evidence,
    List<String> remedy) {

  static Expectation of(Tree tree) {
    tree.only("outcome", "errors", "warnings", "notes", "says", "evidence", "remedy");
    return new Expectation(
        tree.text("outcome").orElse("open"),
        tree.texts("errors"),
        tree.has("warnings") ? Optional.of(tree.texts("warnings")) : Optional.empty(),
        tree.has("notes") ? Optional.of(tree.texts("notes")) : Optional.empty(),
        tree.text("says"),
        tree.texts("evidence"),
        tree.texts("remedy"));
  }

  /** Fails with everything that is not so. */
  void check(Answer answer) {
    var softly = new SoftAssertions();
    boolean open = outcome.startsWith("open");
    softly.assertThat(answer.outcome()).as("outcome").isEqualTo(outcome);
    softly.assertThat(answer.finished().status()).as("status").isEqualTo(open ? 0 : 69);
    softly
        .assertThat(answer.finished().out())
        .as("the workload's output")
        .isEqualTo(open ? "a.sh -e dev\n" : "");
    codes(softly, answer, "error", Optional.of(errors));
    codes(softly, answer, "warning", warnings);
    codes(softly, answer, "note", notes);
    says.ifPresent(text -> softly.assertThat(answer.message()).as("message").contains(text));
    evidence.forEach(text -> softly.assertThat(answer.evidence()).as("evidence").contains(text));
    remedy.forEach(text -> softly.assertThat(answer.remedies()).as("remedies").contains(text));
    if (!softly.wasSuccess()) {
      softly.fail("Its lines:\n%s", answer);
    }
    softly.assertAll();
  }

  private static void codes(
      SoftAssertions softly, Answer answer, String severity, Optional<List<String>> expected) {
    expected.ifPresent(codes ->
        softly
            .assertThat(answer.codes(severity))
            .as(severity + "s")
            .containsExactlyInAnyOrderElementsOf(codes));
  }
}
