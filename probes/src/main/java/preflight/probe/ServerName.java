package preflight.probe;

import java.nio.charset.StandardCharsets;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;

/**
 * A host's name as a ClientHello carries it (RFC 6066, section 3): as it stands in the URL, which
 * is ASCII, and without a dot at its end. The JDK's {@code SNIHostName} refuses names that the
 * workload's tools send (an underscore), and loads the tables of international names to do so.
 */
final class ServerName extends SNIServerName {

  ServerName(String host) {
    super(StandardConstants.SNI_HOST_NAME, of(host).getBytes(StandardCharsets.US_ASCII));
  }

  static String of(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
