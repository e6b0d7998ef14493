package preflight.diagnosis.rules;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.RouteCheck;
import preflight.plan.UriPort;
import preflight.route.ClientFamily;
import preflight.route.Route;

/**
 * Why a bypass list that means the metadata server does not cover it, client by client.
 *
 * <p>Nothing is guessed: a flaw is named where the list, rid of that flaw, would work.
 */
final class NoProxyFlaw {

  /** Two, so that a finding stays within its lines. */
  private static final int TOLD = 2;

  /**
   * One way to write a list wrongly.
   *
   * @param mended an entry or a list without the flaw
   * @param words for whom it is one, and in which entries it is
   */
  private record Flaw(UnaryOperator<String> mended, String words) {}

  private static final List<Flaw> FLAWS =
      List.of(
          new Flaw(
              list -> list.replace(';', ','), "For %1$s, semicolons separate nothing: commas do."),
          new Flaw(
              list -> list.strip().replaceAll("[,\\s]+", ","),
              "For %1$s, blanks separate nothing: commas do."),
          new Flaw(list -> list.replace("*.", "."), "For %1$s, the star in %2$s means nothing."),
          new Flaw(
              list -> list.replaceAll("(^|,)\\s*(\\*\\.|\\.)", "$1"),
              "For %1$s, %2$s covers only what stands below that name."),
          new Flaw(
              list -> list.replaceAll("169\\.254\\.[0-9.]+/[0-9]+", MetadataChecks.ADDRESS),
              "For %1$s, %2$s is no range of addresses."),
          new Flaw(
              list -> list.replaceAll("([a-z4]):[0-9]+", "$1"),
              "For %1$s, %2$s covers nothing: an entry has no port."),
          new Flaw(
              list -> list.toLowerCase(Locale.ROOT),
              "For %1$s, upper and lower case differ: %2$s."));

  private final Evidence evidence;
  private final NoProxy bypass;

  private NoProxyFlaw(Evidence evidence, NoProxy bypass) {
    this.evidence = evidence;
    this.bypass = bypass;
  }

  /** A sentence a flaw, with the clients that it is one for; the most widespread first. */
  static Stream<String> of(NoProxy bypass, Claim claim) {
    var flaws = new NoProxyFlaw(claim.evidence(), bypass);
    Map<String, List<String>> clients = new LinkedHashMap<>();
    for (RouteCheck check : claim.checks()) {
      Clients.families(claim.evidence(), List.of(check))
          .forEach(family ->
              clients
                  .computeIfAbsent(flaws.of(family, check.url()), words -> new ArrayList<>())
                  .add(family.label()));
    }
    return clients.entrySet().stream()
        .sorted(Map.Entry.comparingByValue((one, other) -> other.size() - one.size()))
        .limit(TOLD)
        .map(entry -> entry.getKey().replace("%1$s", Phrase.list(entry.getValue().stream())));
  }

  private String of(ClientFamily family, URI url) {
    return spelling(family, url)
        .or(() ->
            FLAWS.stream().filter(flaw -> cured(flaw, family, url)).findFirst().map(this::words))
        .orElseGet(() ->
            "For %%1$s, the host is %s: %s does not cover it."
                .formatted(UriPort.host(url), Phrase.list(bypass.metadataEntries().stream())));
  }

  /** One of the two variables would do, and this client reads the other. */
  private Optional<String> spelling(ClientFamily family, URI url) {
    if (bypass.upper().filter(list -> direct(family, url, list, list)).isPresent()) {
      return Optional.of(
          bypass
              .lower()
              .map(list -> "For %1$s, no_proxy=" + list + " comes before NO_PROXY.")
              .orElse("For %1$s, only no_proxy counts, and that is not set."));
    }
    if (bypass.lower().filter(list -> direct(family, url, list, list)).isPresent()) {
      return Optional.of(
          bypass
              .upper()
              .map(list -> "For %1$s, NO_PROXY=" + list + " comes before no_proxy.")
              .orElse("For %1$s, only NO_PROXY counts, and that is not set."));
    }
    return Optional.empty();
  }

  private boolean cured(Flaw flaw, ClientFamily family, URI url) {
    Optional<String> upper = bypass.upper().map(flaw.mended());
    Optional<String> lower = bypass.lower().map(flaw.mended());
    return direct(family, url, upper.or(() -> lower).orElse(""), lower.or(() -> upper).orElse(""));
  }

  private boolean direct(ClientFamily family, URI url, String upper, String lower) {
    return evidence
            .routes()
            .with(Map.of("NO_PROXY", upper, "no_proxy", lower))
            .decide(family, url)
            .route()
        instanceof Route.Direct;
  }

  private String words(Flaw flaw) {
    String entries =
        Phrase.list(
            bypass.metadataEntries().stream()
                .filter(entry -> !flaw.mended().apply(entry).equals(entry)));
    return flaw.words().replace("%2$s", entries);
  }
}
