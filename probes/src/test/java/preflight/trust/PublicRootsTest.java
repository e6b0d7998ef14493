package preflight.trust;

import static javax.security.auth.x500.X500Principal.CANONICAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicRootsTest {

  private static final HeldCertificate ROOT = authority("Public Root", null);
  private static final HeldCertificate OTHER_ROOT = authority("Corporate Root", null);
  private static final HeldCertificate INTERMEDIATE = authority("Intermediate", ROOT);
  private static final HeldCertificate LEAF = leaf(INTERMEDIATE);
  private static final PublicRoots LISTED = listing(ROOT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cn=isrg root x1,o=internet security research group,c=us",
        "cn=gts root r1,o=google trust services llc,c=us",
        "cn=gts root r4,o=google trust services llc,c=us",
        "cn=digicert global root g2,ou=www.digicert.com,o=digicert inc,c=us",
        "cn=usertrust ecc certification authority,o=the usertrust network,l=jersey city,"
            + "st=new jersey,c=us",
        "cn=amazon root ca 1,o=amazon,c=us",
        "cn=globalsign,o=globalsign,ou=globalsign root ca - r6"
      })
  void rootsOfTodaysLargeServicesAreListed(String subject) {
    assertThat(PublicRoots.shipped().roots()).extracting(PublicRoot::subject).contains(subject);
  }

  @Test
  void everyLineOfTheShippedListCanBeRead() {
    assertThat(PublicRoots.shipped().roots())
        .hasSizeGreaterThan(120)
        .allSatisfy(root -> {
          assertThat(root.fingerprint()).matches("[0-9a-f]{64}");
          assertThat(root.publicKey().getEncoded()).isNotEmpty();
        });
  }

  @Test
  void chainWithoutItsRootLeadsToIt() {
    assertThat(over(LISTED, LEAF, INTERMEDIATE)).isPresent();
  }

  @Test
  void chainWithItsRootLeadsToIt() {
    assertThat(over(LISTED, LEAF, INTERMEDIATE, ROOT)).isPresent();
  }

  @Test
  void orderOfTheChainDoesNotMatter() {
    assertThat(over(LISTED, LEAF, ROOT, INTERMEDIATE)).isPresent();
  }

  @Test
  void crossSignedRootIsThePublicOneWhateverSignedIt() {
    HeldCertificate crossed =
        new HeldCertificate.Builder()
            .commonName("Public Root")
            .keyPair(ROOT.keyPair())
            .certificateAuthority(2)
            .signedBy(OTHER_ROOT)
            .build();

    assertThat(over(LISTED, LEAF, INTERMEDIATE, crossed)).isPresent();
    assertThat(over(listing(OTHER_ROOT), LEAF, INTERMEDIATE, crossed)).isPresent();
  }

  @Test
  void missingIntermediateLeadsNowhere() {
    assertThat(over(LISTED, LEAF)).isEmpty();
  }

  @Test
  void nameOfARootWithoutItsKeyIsNobody() {
    HeldCertificate forged = authority("Public Root", null);

    assertThat(over(LISTED, leaf(forged), forged)).isEmpty();
  }

  @Test
  void certificateThatIsNoAuthorityIssuesNothing() {
    HeldCertificate ordinary =
        new HeldCertificate.Builder().commonName("evil.test").signedBy(INTERMEDIATE).build();
    HeldCertificate forged =
        new HeldCertificate.Builder()
            .commonName("github.test")
            .keyPair(LEAF.keyPair())
            .signedBy(ordinary)
            .build();

    assertThat(over(LISTED, forged, ordinary, INTERMEDIATE)).isEmpty();
  }

  @Test
  void privateAuthorityIsNotPublic() {
    assertThat(over(LISTED, leaf(OTHER_ROOT), OTHER_ROOT)).isEmpty();
    assertThat(PublicRoots.shipped().contains(OTHER_ROOT.certificate())).isFalse();
  }

  private static Optional<String> over(PublicRoots roots, HeldCertificate... chain) {
    return roots.over(Stream.of(chain).map(HeldCertificate::certificate).toList());
  }

  private static PublicRoots listing(HeldCertificate root) {
    String subject = root.certificate().getSubjectX500Principal().getName(CANONICAL);
    String key = Base64.getEncoder().encodeToString(root.keyPair().getPublic().getEncoded());
    return new PublicRoots(List.of(new PublicRoot("", subject, key)));
  }

  private static HeldCertificate leaf(HeldCertificate issuer) {
    return new HeldCertificate.Builder().commonName("github.test").signedBy(issuer).build();
  }

  private static HeldCertificate authority(String name, @Nullable HeldCertificate issuer) {
    var builder = new HeldCertificate.Builder().commonName(name).certificateAuthority(2);
    return (issuer == null ? builder : builder.signedBy(issuer)).build();
  }
}
