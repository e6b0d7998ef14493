package preflight.lab.interception;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The proxies of Debian's packages other than Squid, each told to deny {@code blocked.test} and to
 * pass everything else on.
 */
enum RealProxy {
  TINYPROXY {
    @Override
    LoopbackProgram start(Path folder, int port) {
      write(folder.resolve("filter"), "blocked\\.test");
      Path configuration =
          write(
              folder.resolve("tinyproxy.conf"),
              "Listen 127.0.0.1",
              "Port " + port,
              "Filter \"%s\"".formatted(folder.resolve("filter")),
              "ConnectPort 443");
      return LoopbackProgram.start(
          folder, port, List.of("/usr/bin/tinyproxy", "-d", "-c", configuration.toString()));
    }
  },

  PRIVOXY {
    @Override
    LoopbackProgram start(Path folder, int port) {
      write(folder.resolve("user.action"), "{+block{the test}}", "blocked.test");
      Path configuration =
          write(
              folder.resolve("privoxy.conf"),
              "confdir /etc/privoxy",
              "templdir /etc/privoxy/templates",
              "logdir " + folder,
              "listen-address 127.0.0.1:" + port,
              "actionsfile " + folder.resolve("user.action"));
      return LoopbackProgram.start(
          folder, port, List.of("/usr/sbin/privoxy", "--no-daemon", configuration.toString()));
    }
  },

  /** It knows one server only: the test's origin, or a port that nobody listens on. */
  HAPROXY {
    @Override
    LoopbackProgram start(Path folder, int port) {
      Path configuration =
          write(
              folder.resolve("haproxy.cfg"),
              "defaults",
              "  mode http",
              "  timeout client 10s",
              "  timeout server 10s",
              "  timeout connect 2s",
              "frontend proxy",
              "  bind 127.0.0.1:" + port,
              "  http-request deny if { hdr(host) -i blocked.test }",
              "  use_backend any if { url_port gt 1 }",
              "  default_backend none",
              "backend any",
              "  http-request set-dst url_ip",
              "  http-request set-dst-port url_port",
              "  server any 0.0.0.0:0",
              "backend none");
      return LoopbackProgram.start(
          folder, port, List.of("/usr/sbin/haproxy", "-db", "-f", configuration.toString()));
    }
  },

  NGINX {
    @Override
    LoopbackProgram start(Path folder, int port) {
      Path configuration =
          write(
              folder.resolve("nginx.conf"),
              "daemon off;",
              "master_process off;",
              "pid %s;".formatted(folder.resolve("nginx.pid")),
              "error_log stderr;",
              "events {}",
              "http {",
              "  access_log off;",
              "  client_body_temp_path %s;".formatted(folder.resolve("nginx-body")),
              "  proxy_temp_path %s;".formatted(folder.resolve("nginx-proxy")),
              "  fastcgi_temp_path %s;".formatted(folder.resolve("nginx-fastcgi")),
              "  uwsgi_temp_path %s;".formatted(folder.resolve("nginx-uwsgi")),
              "  scgi_temp_path %s;".formatted(folder.resolve("nginx-scgi")),
              "  server {",
              "    listen 127.0.0.1:%d;".formatted(port),
              "    if ($host = blocked.test) { return 403; }",
              "    location / { proxy_pass http://$http_host$request_uri; }",
              "  }",
              "}");
      return LoopbackProgram.start(
          folder,
          port,
          List.of(
              "/usr/sbin/nginx",
              "-e",
              "stderr",
              "-p",
              folder.toString(),
              "-c",
              configuration.toString()));
    }
  },

  APACHE {
    @Override
    LoopbackProgram start(Path folder, int port) {
      String modules = "/usr/lib/apache2/modules/mod_";
      Path configuration =
          write(
              folder.resolve("apache.conf"),
              "ServerRoot " + folder,
              "ServerName 127.0.0.1",
              "Listen 127.0.0.1:" + port,
              "PidFile " + folder.resolve("apache.pid"),
              "DefaultRuntimeDir " + folder,
              "Mutex file:" + folder,
              "ErrorLog /dev/stderr",
              "User www-data",
              "Group www-data",
              "LoadModule mpm_event_module %smpm_event.so".formatted(modules),
              "LoadModule authz_core_module %sauthz_core.so".formatted(modules),
              "LoadModule proxy_module %sproxy.so".formatted(modules),
              "LoadModule proxy_http_module %sproxy_http.so".formatted(modules),
              "LoadModule proxy_connect_module %sproxy_connect.so".formatted(modules),
              "ProxyRequests On",
              "ProxyBlock blocked.test");
      return LoopbackProgram.start(
          folder,
          port,
          List.of("/usr/sbin/apache2", "-D", "FOREGROUND", "-f", configuration.toString()));
    }
  },

  MITMPROXY {
    @Override
    LoopbackProgram start(Path folder, int port) {
      return LoopbackProgram.start(
          folder,
          port,
          List.of(
              "/usr/bin/mitmdump",
              "--quiet",
              "--listen-host",
              "127.0.0.1",
              "--listen-port",
              Integer.toString(port),
              "--set",
              "confdir=" + folder.resolve("mitmproxy")));
    }
  };

  LoopbackProgram start(Path folder) {
    return start(folder, LoopbackProgram.freePort());
  }

  abstract LoopbackProgram start(Path folder, int port);

  private static Path write(Path file, String... lines) {
    try {
      return Files.write(file, List.of(lines));
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
