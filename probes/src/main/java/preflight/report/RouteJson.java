package preflight.report;

import java.util.List;
import java.util.Optional;
import preflight.interception.Unmasked;
import preflight.observation.Attempt;
import preflight.observation.GoogleVip;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.observation.Stage;
import preflight.observation.Unmasking;
import preflight.plan.Target;
import preflight.route.ClientFamily;

/** Writes one check: its way, who goes it, and the stages of its last attempt. */
final class RouteJson {

  private RouteJson() {}

  /** Everything. */
  static void withStages(JsonLine line, RouteCheck check) {
    withoutStages(line, check);
    List<Observation> stages = check.last().map(Attempt::observations).orElse(List.of());
    line.objects("stages", stages, stage -> stage(line, stage));
  }

  /** The address from which the outside sees this way; only an egress target tells. */
  static Optional<String> seenAs(RouteCheck check) {
    return check.target().kind() == Target.Kind.EGRESS
        ? check
            .all(Observation.IdentityCheck.class)
            .flatMap(identity -> identity.marks().stream())
            .findFirst()
        : Optional.empty();
  }

  /** Everything but the stages. */
  static void withoutStages(JsonLine line, RouteCheck check) {
    line.words("via", check.route().via());
    if (!check.url().equals(check.target().uri())) {
      line.text("url", CheckText.url(check.url()));
    }
    GoogleVip.of(check).ifPresent(vip -> line.text("vip", vip.label()));
    seenAs(check).ifPresent(address -> line.text("seenAs", address));
    line.texts("clients", check.clients().stream().map(ClientFamily::label).toList());
    line.flag("counted", check.counted());
    check
        .last()
        .flatMap(Attempt::unmasking)
        .ifPresent(extra -> line.object("extraRequest", () -> extraRequest(line, extra)));
  }

  /** What was asked besides, whatever came of it. */
  private static void extraRequest(JsonLine line, Unmasking extra) {
    line.text("asked", CheckText.url(extra.asked()));
    line.words("answer", extra.answer().map(HttpAnswer::toString).orElse("none"));
    extra.answer().flatMap(Unmasked::author).ifPresent(by -> line.words("by", by.product()));
  }

  /** A check that no finding rests on: where it stopped. */
  static void unexplained(JsonLine line, RouteCheck check) {
    line.text("target", check.target().name());
    withoutStages(line, check);
    check
        .last()
        .flatMap(Attempt::failed)
        .ifPresentOrElse(
            stage -> {
              line.text("stage", stage.stage().label());
              outcome(line, stage.outcome());
            },
            () -> line.text("outcome", "not-attempted"));
  }

  private static void stage(JsonLine line, Observation observation) {
    line.text("stage", observation.stage().label());
    outcome(line, observation.outcome());
  }

  /** By tests and a cast: a switch over the kinds is linked at run time, in every run. */
  private static void outcome(JsonLine line, Outcome outcome) {
    if (outcome instanceof Outcome.Succeeded(var took)) {
      line.text("outcome", "succeeded").number("ms", took.toMillis());
    } else if (outcome instanceof Outcome.Failed(var failure, var took)) {
      line.text("outcome", "failed")
          .number("ms", took.toMillis())
          .text("failure", failure.code().name())
          .words("detail", failure.detail());
    } else {
      Stage blockedBy = ((Outcome.NotAttempted) outcome).blockedBy();
      line.text("outcome", "not-attempted").text("blockedBy", blockedBy.label());
    }
  }
}
