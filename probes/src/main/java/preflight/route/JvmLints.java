package preflight.route;

import java.util.List;
import java.util.stream.Stream;
import preflight.route.Lint.Code;

/** Finds JVM properties that cannot mean what they say. */
final class JvmLints {

  private static final List<ClientFamily> CLIENTS =
      List.of(ClientFamily.JAVA_JDK, ClientFamily.JAVA_OKHTTP, ClientFamily.GOOGLE_AUTH_JAVA);

  private JvmLints() {}

  static Stream<Lint> of(JvmProperties jvm) {
    return Stream.concat(
        jvm.property("https.nonProxyHosts").stream()
            .map(value ->
                Lint.of(
                    Code.JVM_PROPERTY_UNKNOWN,
                    "https.nonProxyHosts does not exist: http.nonProxyHosts is for https, too.",
                    CLIENTS)),
        Stream.of("http.proxyHost", "https.proxyHost")
            .filter(name -> holdsMoreThanAHost(jvm, name))
            .map(name ->
                Lint.of(
                    Code.JVM_HOST_IS_URL,
                    "%s is no host name: leave scheme and path out, and put the port into %s."
                        .formatted(name, name.replace("Host", "Port")),
                    CLIENTS)));
  }

  /** Whether the property holds a URL, or a port beside the host. */
  static boolean holdsMoreThanAHost(JvmProperties jvm, String name) {
    return jvm.property(name)
        .filter(host -> host.contains("/") || host.contains("@") || host.matches("[^:]*:\\d+"))
        .isPresent();
  }
}
