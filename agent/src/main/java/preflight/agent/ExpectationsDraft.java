package preflight.agent;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import preflight.identity.CallerAddress;
import preflight.plan.Expectations;
import preflight.plan.Target;

/** Expectations while they are being read; each reader refuses what cannot be meant. */
final class ExpectationsDraft {

  private static final String SCOPE_PREFIX = "https://www.googleapis.com/auth/";

  private final List<String> privateSuffixes = new ArrayList<>();
  private final List<String> scopes = new ArrayList<>();
  private final List<InetAddress> egress = new ArrayList<>();
  private @Nullable String serviceAccount;
  private @Nullable URI egressUrl;

  /** Takes domains, separated by commas. */
  void privateSuffixes(String text) {
    for (String suffix : Values.words(text)) {
      privateSuffixes.add(TargetSyntax.domain(suffix));
    }
  }

  void serviceAccount(String email) {
    if (!email.matches("[A-Za-z0-9._-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")) {
      throw new IllegalArgumentException(
          "that is no service account's email; write" + " NAME@PROJECT.iam.gserviceaccount.com");
    }
    serviceAccount = email;
  }

  /** Takes scopes as URLs or by their last part, separated by commas. */
  void scopes(String text) {
    for (String scope : Values.words(text)) {
      boolean whole = scope.matches("https://[A-Za-z0-9.-]+/[A-Za-z0-9._/-]*");
      if (!whole && !scope.matches("[a-z][a-z0-9._-]*")) {
        throw new IllegalArgumentException(
            "'" + Values.shown(scope) + "' is no scope; write cloud-platform or its whole URL");
      }
      scopes.add(whole ? scope : SCOPE_PREFIX + scope);
    }
  }

  /** Takes addresses, separated by commas; the URL has been taken before. */
  void egress(String text) {
    if (egressUrl == null) {
      throw new IllegalArgumentException(
          "nobody is named to ask; add --egress-url URL, which answers with the caller's address");
    }
    for (String word : Values.words(text)) {
      egress.add(
          CallerAddress.literal(word)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "'"
                          + Values.shown(word)
                          + "' is no IP address; write for example 34.76.1.2")));
    }
  }

  void egressUrl(String text) {
    egressUrl = TargetSyntax.url(text, "the URL", "https://ip.corp.example");
  }

  /** Whether something is expected that the metadata server alone can tell. */
  boolean needMetadata() {
    return serviceAccount != null || !scopes.isEmpty();
  }

  /** The target that tells the egress address; optional, for the echo may be down. */
  Optional<Target> egressTarget() {
    return Optional.ofNullable(egressUrl)
        .map(url ->
            new Target(Target.Kind.EGRESS.label(), Target.Kind.EGRESS, Target.Need.OPTIONAL, url));
  }

  Expectations finish() {
    return new Expectations(privateSuffixes, Optional.ofNullable(serviceAccount), scopes, egress);
  }
}
