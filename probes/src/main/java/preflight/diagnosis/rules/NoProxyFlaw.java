package preflight.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.observation.RouteCheck;

/** Why a bypass list that means the metadata server does not cover it. */
final class NoProxyFlaw {

  private NoProxyFlaw() {}

  /** One sentence, about the entry that was meant to cover {@code check}'s URL. */
  static String of(NoProxy bypass, RouteCheck check) {
    return Stream.of(semicolons(bypass), spelling(bypass), entry(bypass, check))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() ->
            "No entry of %s covers %s as these clients read it."
                .formatted(bypass.asSet(), Urls.host(check)));
  }

  private static Optional<String> semicolons(NoProxy bypass) {
    return Stream.concat(bypass.upper().stream(), bypass.lower().stream())
        .filter(value -> value.contains(";"))
        .findFirst()
        .map(value -> "Semicolons separate nothing: %s is one entry; commas do.".formatted(value));
  }

  private static Optional<String> spelling(NoProxy bypass) {
    boolean upper = bypass.upperMeansMetadata();
    if (upper == bypass.lowerMeansMetadata()) {
      return Optional.empty();
    }
    if (upper && bypass.lower().isPresent()) {
      return bypass
          .lower()
          .map("no_proxy=%s, without the metadata server, wins over NO_PROXY."::formatted);
    }
    if (!literal(bypass)) {
      return Optional.empty();
    }
    return Optional.of(
        upper
            ? "Only NO_PROXY is set, and these clients read only no_proxy."
            : "Only no_proxy names the metadata server, and these clients read NO_PROXY.");
  }

  /** Whether the list has the name and the address as they stand, so that only spelling is left. */
  private static boolean literal(NoProxy bypass) {
    return bypass.entries().containsAll(List.of(MetadataChecks.NAME, MetadataChecks.ADDRESS));
  }

  private static Optional<String> entry(NoProxy bypass, RouteCheck check) {
    List<String> entries = bypass.metadataEntries();
    return entries.stream().map(entry -> flaw(entry, check)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> flaw(String entry, RouteCheck check) {
    String host = Urls.host(check);
    if (entry.startsWith("*.")) {
      return Optional.of("%s: these clients take the star literally.".formatted(entry));
    }
    if (entry.contains("169.254") && !Urls.byAddress(check)) {
      return Optional.of("%s covers the address; they ask for %s.".formatted(entry, host));
    }
    if (entry.contains("/")) {
      return Optional.of("%s: these clients read no CIDR ranges.".formatted(entry));
    }
    if (Urls.byAddress(check)) {
      return Optional.of("%s covers a name; they ask for %s.".formatted(entry, host));
    }
    return entry.equals("metadata")
        ? Optional.of("metadata covers only that bare name; they ask for %s.".formatted(host))
        : Optional.empty();
  }
}
