package preflight.diagnosis.rules;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.interception.TlsInspectors;
import preflight.observation.RouteCheck;
import preflight.observation.TlsPeer;

/**
 * What shows that certificates were made up on the way, rather than issued for a service.
 *
 * @param product who does it, where that shows
 * @param sentence the sign, for people
 */
record InspectionSigns(Optional<String> product, Confidence confidence, String sentence) {

  /** Signed certificate timestamps (RFC 6962, section 3.3): a public authority's mark. */
  private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";

  /** The strongest sign in checks that one private authority issued; empty where there is none. */
  static Optional<InspectionSigns> of(Evidence evidence, List<RouteCheck> checks) {
    List<RouteCheck> different = differing(checks);
    return byName(different)
        .or(() -> bySharedKey(different))
        .or(() -> bySpread(evidence, different));
  }

  private static Optional<InspectionSigns> byName(List<RouteCheck> checks) {
    return checks.stream()
        .flatMap(check -> product(check).stream())
        .findFirst()
        .map(product ->
            product.equals("Squid")
                ? new InspectionSigns(
                    Optional.of(product),
                    Confidence.LIKELY,
                    "The certificate has its issuer's own key, as those that Squid's ssl_bump makes.")
                : new InspectionSigns(
                    Optional.of(product),
                    Confidence.CERTAIN,
                    "An issuer of this name belongs to %s, which inspects TLS."
                        .formatted(product)));
  }

  /** Squid gives every certificate that it makes the same key. */
  private static Optional<InspectionSigns> bySharedKey(List<RouteCheck> checks) {
    return pair(checks, (one, other) -> key(one).equals(key(other)))
        .map(pair ->
            new InspectionSigns(
                Optional.of("Squid"),
                Confidence.CERTAIN,
                "%s share one key, as all certificates do that Squid's ssl_bump makes."
                    .formatted(Phrase.list(pair.stream().map(Urls::host)))));
  }

  private static Optional<InspectionSigns> bySpread(Evidence evidence, List<RouteCheck> checks) {
    return pair(
            checks.stream()
                .filter(check -> PublicHosts.likely(evidence, check))
                .filter(check -> leaf(check).getExtensionValue(TIMESTAMPS) == null)
                .toList(),
            (one, other) -> true)
        .map(pair ->
            new InspectionSigns(
                Optional.empty(),
                Confidence.CERTAIN,
                "%s have nothing in common, and present certificates of one and the same issuer."
                    .formatted(Phrase.list(pair.stream().map(Urls::host)))));
  }

  /** Two checks of unrelated hosts, each with a certificate of its own, of which it holds. */
  private static Optional<List<RouteCheck>> pair(
      List<RouteCheck> checks, BiPredicate<RouteCheck, RouteCheck> holds) {
    return checks.stream()
        .flatMap(one -> checks.stream().map(other -> List.of(one, other)))
        .filter(pair -> PublicHosts.unrelated(pair.getFirst(), pair.getLast()))
        .filter(pair -> !leaf(pair.getFirst()).equals(leaf(pair.getLast())))
        .filter(pair -> holds.test(pair.getFirst(), pair.getLast()))
        .findFirst();
  }

  /** One check of each host and leaf: the others show nothing else. */
  private static List<RouteCheck> differing(List<RouteCheck> checks) {
    Map<List<Object>, RouteCheck> first = new LinkedHashMap<>();
    checks.forEach(check -> first.putIfAbsent(List.of(Urls.host(check), leaf(check)), check));
    return List.copyOf(first.values());
  }

  /** The product that made up the certificates of this check. */
  static Optional<String> product(RouteCheck check) {
    return Certificate.peer(check).map(TlsPeer::chain).flatMap(TlsInspectors::of);
  }

  private static PublicKey key(RouteCheck check) {
    return leaf(check).getPublicKey();
  }

  private static X509Certificate leaf(RouteCheck check) {
    return Certificate.peer(check).orElseThrow().leaf();
  }
}
