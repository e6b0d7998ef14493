package preflight.route;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a proxy listens and how it wants to be spoken to.
 *
 * @param scheme how the client talks to it
 * @param host DNS name or address literal, without brackets
 * @param port 1 to 65535
 * @param userinfo {@code user:password}, percent-decoded; a secret, in no output ever
 */
public record ProxyAddress(Scheme scheme, String host, int port, Optional<String> userinfo) {

  /** How the client talks to the proxy. */
  public enum Scheme {
    HTTP,
    HTTPS,
    SOCKS4,
    SOCKS5;

    /** In lower case, as in a URL. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ProxyAddress {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a proxy's port is 1 to 65535: " + port);
    }
  }

  /**
   * The same for Java's own clients and OkHttp, which ask every HTTP proxy without TLS; its name is
   * resolved by whoever dials it. No credentials go with it.
   */
  public Proxy toProxy() {
    Proxy.Type type =
        switch (scheme) {
          case HTTP, HTTPS -> Proxy.Type.HTTP;
          case SOCKS4, SOCKS5 -> Proxy.Type.SOCKS;
        };
    return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
  }

  /** {@code proxy.corp:3128}; credentials are left out. */
  public String authority() {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return bracketed + ":" + port;
  }

  /** {@code http://proxy.corp:3128}; credentials are left out. */
  @Override
  public String toString() {
    return scheme.label() + "://" + authority();
  }
}
