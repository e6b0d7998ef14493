package preflight.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.plan.Container;
import preflight.route.ClientFamily;

/** The files of a job's image, and what its clients trust by them. */
record ImageFiles(Path root) {

  static final HeldCertificate CA =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("Corporate CA").build();

  static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

  void write(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  TrustStores stores(Map<String, String> variables) {
    return TrustStores.of(new Container(variables, root));
  }

  /** Why this family refuses the chain, leaf first; nothing where it does not. */
  List<Code> refusal(
      ClientFamily family,
      Map<String, String> variables,
      List<X509Certificate> chain,
      String host) {
    TrustStores stores = stores(variables);
    return stores.readBy(List.of(family), host).keySet().stream()
        .flatMap(store -> stores.verdicts(store, List.of(family), chain, host).keySet().stream())
        .flatMap(Optional::stream)
        .map(Failure::code)
        .toList();
  }

  TrustStore storeOf(ClientFamily family, Map<String, String> variables) {
    return stores(variables).readBy(List.of(family), "jira.corp").keySet().iterator().next();
  }
}
