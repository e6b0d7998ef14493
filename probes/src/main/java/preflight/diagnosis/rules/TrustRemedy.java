package preflight.diagnosis.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import preflight.diagnosis.Remedy;
import preflight.plan.Container;
import preflight.route.ClientFamily;

/**
 * How each tool is made to trust one more authority: the authority is added, and looked at before.
 */
final class TrustRemedy {

  /**
   * Where Debian's and Alpine's update-ca-certificates put every authority, added ones included.
   */
  private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

  private TrustRemedy() {}

  /** The commands and variables for the families whose store refuses, and no others. */
  static Remedy of(Claim claim, String text) {
    Set<ClientFamily> refusing = StoreVerdicts.refusing(claim);
    boolean requestsDecides = gcloud(refusing) && ownBundle(claim.evidence().container());
    Map<String, String> values = values(refusing, requestsDecides);
    List<String> commands = new ArrayList<>();
    commands.add(
        "cp corp-ca.crt /usr/local/share/ca-certificates/ && update-ca-certificates"
            + " # in the Dockerfile: curl, git, wget, Go");
    if (java(refusing)) {
      commands.add(
          "keytool -importcert -noprompt -cacerts -storepass changeit -alias corp-ca"
              + " -file corp-ca.crt # in the Dockerfile: Java");
    }
    if (gcloud(refusing) && !requestsDecides) {
      commands.add("gcloud config set core/custom_ca_certs_file " + BUNDLE);
    }
    if (!values.isEmpty()) {
      commands.add(Deployment.of(claim.evidence()).updateVariables(values));
    }
    commands.add(Certificate.show(claim.first()) + " # shows the authority");
    return new Remedy(text, values, commands);
  }

  /** Variables of requests, on which gcloud stands, beat gcloud's own properties. */
  private static boolean ownBundle(Container container) {
    return container
        .variable("REQUESTS_CA_BUNDLE")
        .or(() -> container.variable("CURL_CA_BUNDLE"))
        .isPresent();
  }

  private static Map<String, String> values(Set<ClientFamily> refusing, boolean requestsDecides) {
    Map<String, String> values = new LinkedHashMap<>();
    if (requestsDecides
        || contains(refusing, ClientFamily.PYTHON_REQUESTS, ClientFamily.GOOGLE_AUTH_PYTHON)) {
      values.put("REQUESTS_CA_BUNDLE", BUNDLE);
    }
    if (contains(refusing, ClientFamily.NODE_FETCH, ClientFamily.NODE_GAXIOS)) {
      values.put("NODE_EXTRA_CA_CERTS", BUNDLE);
    }
    return values;
  }

  private static boolean gcloud(Set<ClientFamily> refusing) {
    return contains(refusing, ClientFamily.GCLOUD_TOKEN, ClientFamily.GCLOUD_DETECTION);
  }

  private static boolean java(Set<ClientFamily> refusing) {
    return contains(
        refusing, ClientFamily.JAVA_JDK, ClientFamily.JAVA_OKHTTP, ClientFamily.GOOGLE_AUTH_JAVA);
  }

  private static boolean contains(Set<ClientFamily> refusing, ClientFamily... families) {
    Set<ClientFamily> common = EnumSet.noneOf(ClientFamily.class);
    common.addAll(List.of(families));
    common.retainAll(refusing);
    return !common.isEmpty();
  }
}
