package preflight.agent;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import preflight.plan.ClientSelection;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.report.RoutesReport;
import preflight.route.ClientFamily;
import preflight.route.Decision;
import preflight.route.Lint;
import preflight.route.RouteTable;

/** {@code routes}: tells who would go through which proxy, and why, without any network. */
final class RoutesCommand {

  private final Console console;
  private final Container container;
  private final RouteTable routes;

  RoutesCommand(Console console, Container container) {
    this.console = console;
    this.container = container;
    this.routes = RouteTable.of(container);
  }

  int call(List<String> words) throws Refusal {
    Arguments arguments = Arguments.withOperands(words);
    if (!arguments.command().isEmpty()) {
      throw new Refusal(
          Place.argument("'--'"), "routes starts no COMMAND; write URLs without '--'");
    }
    Set<URI> asked = urls(arguments.operands());
    Settings settings = Settings.read(arguments, container);
    List<Decision> decisions = asked.isEmpty() ? planned(settings.plan()) : decisions(asked);
    print(
        of(settings.plan().clients(), decisions),
        settings.format().resolve(container, console.out()));
    return ExitStatus.OK.code();
  }

  private static Set<URI> urls(List<String> operands) throws Refusal {
    Set<URI> urls = new LinkedHashSet<>();
    for (String operand : operands) {
      try {
        urls.add(TargetSyntax.url(operand, "URL", "for example https://github.com"));
      } catch (IllegalArgumentException e) {
        throw new Refusal(Place.argument("routes"), String.valueOf(e.getMessage()));
      }
    }
    return urls;
  }

  /** The metadata server, where each family looks for it, and the other targets. */
  private List<Decision> planned(Plan plan) {
    List<Decision> decisions = new ArrayList<>();
    if (plan.metadata().isPresent()) {
      Arrays.stream(ClientFamily.values())
          .map(family -> routes.decide(family, routes.metadataUrl(family)))
          .forEach(decisions::add);
    }
    Set<URI> urls = new LinkedHashSet<>();
    plan.targets().stream()
        .filter(target -> target.kind() != Target.Kind.METADATA)
        .forEach(target -> urls.add(target.uri()));
    decisions.addAll(decisions(urls));
    return decisions;
  }

  private List<Decision> decisions(Set<URI> urls) {
    return urls.stream().flatMap(url -> routes.decisions(url).stream()).toList();
  }

  /** Those of the clients that are named; where none is, all are of interest. */
  private List<Decision> of(ClientSelection clients, List<Decision> decisions) {
    return switch (clients) {
      case ClientSelection.Auto() -> decisions;
      case ClientSelection.Only only -> {
        List<ClientFamily> named = routes.counted(only);
        yield decisions.stream().filter(decision -> named.contains(decision.family())).toList();
      }
    };
  }

  private void print(List<Decision> decisions, Format format) {
    List<Lint> lints =
        routes.lints(decisions.stream().map(Decision::url).distinct().toList()).stream()
            .filter(lint -> decisions.stream().anyMatch(lint::concerns))
            .toList();
    switch (format) {
      case JSON ->
          console.out().write(RoutesReport.json(decisions, lints, Clock.systemUTC().instant()));
      case TEXT, AUTO -> console.out().write(RoutesReport.text(decisions, lints));
    }
  }
}
