package preflight.lab.scenario;

import java.util.List;
import java.util.stream.Collectors;
import preflight.lab.scenario.WorldPlan.Server;

/** What one host's nginx serves. */
final class NginxConfiguration {

  private static final String FRAME =
      """
      load_module /usr/lib/nginx/modules/ngx_http_headers_more_filter_module.so;
      load_module /usr/lib/nginx/modules/ngx_http_echo_module.so;
      user root;
      worker_processes 1;
      pid @WORLD@/nginx-@HOST@.pid;
      error_log @WORLD@/nginx-@HOST@.log;
      events {}
      http {
        access_log off;
        @SITES@
      }
      """;

  private NginxConfiguration() {}

  static String of(String host, List<Server> sites) {
    return FRAME
        .replace(
            "@SITES@",
            sites.stream().map(NginxConfiguration::site).collect(Collectors.joining("\n")))
        .replace("@HOST@", host)
        .replace("@WORLD@", WorldScript.FOLDER);
  }

  private static String site(Server site) {
    String names = site.names().isEmpty() ? "_" : String.join(" ", site.names());
    String tls =
        site.certificate().isEmpty()
            ? ""
            : "ssl_certificate @WORLD@/%s.pem; ssl_certificate_key @WORLD@/%s.pem;"
                .formatted(site.name(), site.name());
    return """
    server {
      listen %s:%d%s;
      server_name %s;
      %s
      %s
      %s
    }
    """
        .formatted(
            site.address(),
            site.port(),
            tls.isEmpty() ? "" : " ssl",
            names,
            tls,
            WorldScript.text(Scenario.LAB.resolve("sites").resolve(site.as() + ".conf")),
            site.with());
  }
}
