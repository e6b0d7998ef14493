package preflight.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * The roots that browsers and distributions ship, as of the date in the list: what tells the
 * internet's own certificates from those of somebody on the way, whatever was added to the image.
 */
public final class PublicRoots {

  private static final class Shipped {
    private static final PublicRoots LIST = read();
  }

  private final Map<String, List<PublicRoot>> bySubject;

  PublicRoots(List<PublicRoot> roots) {
    this.bySubject = roots.stream().collect(Collectors.groupingBy(PublicRoot::subject));
  }

  /** The list that comes with this library. */
  public static PublicRoots shipped() {
    return Shipped.LIST;
  }

  /** Whether this very certificate is on the list. */
  public boolean contains(X509Certificate certificate) {
    return named(certificate.getSubjectX500Principal()).stream()
        .anyMatch(root -> root.is(certificate));
  }

  /**
   * The public root that a chain leads to, in the words of its subject. The chain may lack the
   * root, be out of order, or go on past it to the root of a cross-signature; its dates do not
   * matter.
   *
   * @param chain as presented, leaf first
   */
  public Optional<String> over(List<X509Certificate> chain) {
    Deque<X509Certificate> path = new ArrayDeque<>(List.of(chain.getFirst()));
    Set<X509Certificate> seen = new HashSet<>(path);
    while (!path.isEmpty()) {
      X509Certificate certificate = path.remove();
      boolean root =
          named(certificate.getSubjectX500Principal()).stream()
              .anyMatch(listed -> listed.hasKeyOf(certificate));
      if (root) {
        return Optional.of(certificate.getSubjectX500Principal().getName());
      }
      if (named(certificate.getIssuerX500Principal()).stream()
          .anyMatch(listed -> listed.signed(certificate))) {
        return Optional.of(certificate.getIssuerX500Principal().getName());
      }
      chain.stream()
          .filter(issuer -> issuer.getBasicConstraints() >= 0)
          .filter(issuer -> Issuance.links(issuer, certificate))
          .filter(seen::add)
          .forEach(path::add);
    }
    return Optional.empty();
  }

  List<PublicRoot> roots() {
    return bySubject.values().stream().flatMap(List::stream).toList();
  }

  private List<PublicRoot> named(X500Principal name) {
    return bySubject.getOrDefault(name.getName(X500Principal.CANONICAL), List.of());
  }

  private static PublicRoots read() {
    try (InputStream in = PublicRoots.class.getResourceAsStream("public-roots.txt")) {
      // As a whole in UTF-8 it would take two bytes a character, for the sake of a few names.
      String text = new String(Objects.requireNonNull(in).readAllBytes(), ISO_8859_1);
      return new PublicRoots(
          Arrays.stream(text.split("\n", -1))
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .map(line -> PublicRoot.parse(new String(line.getBytes(ISO_8859_1), UTF_8)))
              .toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the list of public roots is part of the library", unreadable);
    }
  }
}
