package preflight.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
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

  TrustStore storeOf(ClientFamily family, Map<String, String> variables) {
    return stores(variables).readBy(List.of(family), "jira.corp").keySet().iterator().next();
  }
}
