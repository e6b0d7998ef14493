package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real Squid from Debian's package, inside a namespace, on 3128; 3129 intercepts. */
final class Squid {

  /** Denies the metadata server, as Squid's own configuration does since 6.0. */
  static final List<String> DENIES_METADATA =
      List.of(
          "acl metadata dstdomain metadata.google.internal metadata",
          "acl link_local dst 169.254.0.0/16",
          "http_access deny metadata",
          "http_access deny link_local",
          "http_access allow all");

  private static final List<String> BASE =
      List.of(
          "http_port 3128",
          "http_port 3129 intercept",
          "visible_hostname proxy.corp",
          "cache_effective_user proxy",
          "access_log none",
          "netdb_filename none",
          "cache deny all",
          "pinger_enable off",
          "shutdown_lifetime 0 seconds");

  private Squid() {}

  /** Starts Squid in {@code namespace} and waits until it listens. */
  static void start(Namespace namespace, Path folder, List<String> rules) {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/squid")), "Debian's package squid is not installed");
    try {
      Path configuration = folder.resolve("squid.conf");
      var lines = new ArrayList<>(BASE);
      lines.add("pid_filename " + folder.resolve("squid.pid"));
      lines.add("cache_log /dev/stderr");
      lines.add("coredump_dir " + folder);
      lines.addAll(rules);
      Files.write(configuration, lines, UTF_8);
      namespace.start(List.of("/usr/sbin/squid", "-N", "-f", configuration.toString()));
    } catch (IOException e) {
      throw new AssertionError(folder.toString(), e);
    }
    namespace.awaitListening(3129);
  }

  /** From now on nobody but Squid gets to that port; {@code target} is DROP or REJECT. */
  static void aloneReaches(Namespace namespace, String address, int port, String target) {
    notSquids(namespace, List.of(), address, port, List.of(target));
  }

  /** From now on Squid answers in the place of whatever listens on that address's port 80. */
  static void intercepts(Namespace namespace, String address) {
    notSquids(
        namespace, List.of("-t", "nat"), address, 80, List.of("REDIRECT", "--to-ports", "3129"));
  }

  private static void notSquids(
      Namespace namespace, List<String> table, String address, int port, List<String> target) {
    var rule = new ArrayList<>(table);
    rule.addAll(List.of("-A", "OUTPUT", "-p", "tcp", "-d", address, "--dport", "" + port));
    rule.addAll(List.of("-m", "owner", "!", "--uid-owner", "proxy", "-j"));
    rule.addAll(target);
    namespace.iptables(rule.toArray(String[]::new));
  }
}
