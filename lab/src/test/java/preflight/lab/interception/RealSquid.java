package preflight.lab.interception;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Squid on loopback, in the configurations that administrators give it. */
final class RealSquid {

  /** What hides who it is, short of pages of one's own. */
  static final List<String> HARDENED =
      List.of(
          "via off",
          "forwarded_for delete",
          "httpd_suppress_version_string on",
          "email_err_data off",
          "err_page_stylesheet none",
          "reply_header_access Content-Type allow all",
          "reply_header_access Content-Length allow all",
          "reply_header_access All deny all");

  private RealSquid() {}

  /** Starts one with these lines after the ones that keep it quiet and on loopback. */
  static LoopbackProgram start(Path folder, List<String> lines) {
    int port = LoopbackProgram.freePort();
    var configuration =
        new ArrayList<>(
            List.of(
                "http_port 127.0.0.1:" + port,
                "visible_hostname proxy.corp",
                "cache_effective_user proxy",
                "pid_filename none",
                "cache_log /dev/stderr",
                "access_log none",
                "netdb_filename none",
                "cache deny all",
                "pinger_enable off",
                "dns_nameservers 127.0.0.1",
                "coredump_dir " + folder,
                "shutdown_lifetime 0 seconds"));
    configuration.addAll(lines);
    Path file = folder.resolve("squid-" + port + ".conf");
    try {
      Files.write(file, configuration);
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
    return LoopbackProgram.start(
        folder, port, List.of("/usr/sbin/squid", "-N", "-f", file.toString()));
  }
}
