package preflight.diagnosis.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.RouteCheck;
import preflight.route.ClientFamily;

/** Names the tools that a finding is about, as a reader calls them. */
final class Clients {

  private Clients() {}

  /** {@code gcloud and python}: those that count where some do, else all that go these ways. */
  static String tools(Evidence evidence, List<RouteCheck> checks) {
    return tools(families(evidence, checks));
  }

  static String tools(Stream<ClientFamily> families) {
    String tools = Phrase.list(families.map(Clients::tool));
    return tools.isEmpty() ? "A direct request" : tools;
  }

  /** {@code gcloud-token and curl}, chosen as {@link #tools} does. */
  static String labels(Evidence evidence, List<RouteCheck> checks) {
    return Phrase.list(families(evidence, checks).map(ClientFamily::label));
  }

  static Stream<ClientFamily> families(Evidence evidence, List<RouteCheck> checks) {
    Set<ClientFamily> going = EnumSet.noneOf(ClientFamily.class);
    checks.forEach(check -> going.addAll(check.clients()));
    Set<ClientFamily> counted = EnumSet.noneOf(ClientFamily.class);
    counted.addAll(evidence.routes().counted(evidence.plan().clients()));
    counted.retainAll(going);
    return (counted.isEmpty() ? going : counted).stream();
  }

  private static String tool(ClientFamily family) {
    return switch (family) {
      case GCLOUD_DETECTION, GCLOUD_TOKEN -> "gcloud";
      case GOOGLE_AUTH_PYTHON, PYTHON_REQUESTS, PYTHON_URLLIB -> "python";
      case CURL -> "curl";
      case WGET -> "wget";
      case GIT -> "git";
      case NODE_GAXIOS, NODE_FETCH -> "node";
      case GO, GO_METADATA -> "go";
      case JAVA_JDK, JAVA_OKHTTP, GOOGLE_AUTH_JAVA -> "java";
    };
  }
}
